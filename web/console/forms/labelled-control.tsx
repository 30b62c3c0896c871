import { Button, Form } from 'antd';
import { useTexts } from '../../shared/texts.ts';
import { useFieldWord } from '../../words/field-word.ts';
import { controlOf, isReference } from './controls.tsx';
import type { NamedField } from './fields.ts';
import { FORM_TEXTS } from './texts.ts';

/** Where a field stands in a form: names of groups, numbers of rows. */
export type Path = readonly (string | number)[];

interface Props {
  field: NamedField;
  label: string;
  /** Where it stands in the whole form; `name` is where it stands in the list it is a row of. */
  path: Path;
  name: Path;
  example: unknown;
}

/** One control with its label, what must be filled in, and the example that may be taken over. */
export function LabelledControl({ field, label, name, example, path }: Props) {
  const t = useTexts(FORM_TEXTS);
  const words = useFieldWord();
  const form = Form.useFormInstance();
  const title = words(field.name, groupOf(path.slice(0, -1)));
  const least =
    'min' in field && (field.kind === 'choices' || field.kind === 'lines' || field.kind === 'numbers') ? leastOf(field, example) : 0;
  const isText = (field.kind === 'text' || field.kind === 'line') && !isReference(field);
  const use = isText && typeof example === 'string' && (
    <Button type="link" size="small" className="form-example" onClick={() => form.setFieldValue([...path], example)}>
      {t.useExample}
    </Button>
  );
  const rules = field.required
    ? [
        { required: true, message: isText ? t.needed(title) : t.choose(title) },
        ...(least > 0 ? [{ type: 'array' as const, min: least, message: t.atLeast(least) }] : []),
      ]
    : [];
  return (
    <Form.Item name={[...name]} label={label} rules={rules} extra={use}>
      {controlOf(field, example)}
    </Form.Item>
  );
}

/** How many the law or the policy asks for: of inspectors as many as the example names, which is made for this very case. */
const leastOf = ({ name, min }: { name: string; min: number }, example: unknown): number =>
  name === 'inspectors' && Array.isArray(example) ? Math.max(min, example.length) : min;

/** The group or list that stands at a place of a form. */
const groupOf = (path: Path): string => String(path.findLast((part) => typeof part === 'string') ?? '');

/** What a field is called where it stands; one that may be left out says so. */
export function useLabel({ name, required }: NamedField, path: Path): string {
  const t = useTexts(FORM_TEXTS);
  const words = useFieldWord();
  const called = words(name, groupOf(path));
  return required ? called : `${called}（${t.optional}）`;
}
