import { Form, Radio } from 'antd';
import { useTexts } from '../../shared/texts.ts';
import { FIELD_WORDS } from '../../words/fields.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import type { Field } from './fields.ts';
import { SchemaFields } from './schema-fields.tsx';
import { FORM_TEXTS } from './texts.ts';

type Path = readonly (string | number)[];

interface Props {
  field: Extract<Field, { kind: 'variants' }>;
  path: Path;
  name: Path;
  example: Record<string, unknown>;
}

/** One of several groups: what all have in common, then which, then its own fields. */
export function Variants({ field: { by, common, variants }, path, name, example }: Props) {
  const t = useTexts(FORM_TEXTS);
  const words = useWords(FIELD_WORDS);
  const values = useWords(VALUE_WORDS);
  const chosen = Form.useWatch([...path, by], { preserve: true });
  const label = (value: string | boolean) => (typeof value === 'string' ? values(value) : value ? t.passed : t.failed);
  const options = variants.map(({ value }) => ({ value, label: label(value) }));
  const fields = variants.find(({ value }) => value === chosen)?.fields ?? [];
  return (
    <>
      <SchemaFields fields={common} path={path} name={name} example={example} />
      <Form.Item name={[...name, by]} label={words(by)} rules={[{ required: true, message: t.choose(words(by)) }]}>
        <Radio.Group options={options} optionType="button" />
      </Form.Item>
      <SchemaFields fields={fields} path={path} name={name} example={example} />
    </>
  );
}
