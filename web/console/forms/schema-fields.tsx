import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Radio } from 'antd';
import { useTexts } from '../../shared/texts.ts';
import { FIELD_WORDS } from '../../words/fields.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import type { Field, NamedField } from './fields.ts';
import { LabelledControl, type Path, useLabel } from './labelled-control.tsx';
import { FORM_TEXTS } from './texts.ts';

interface Place {
  /** Where the fields stand in the whole form, for the errors that the server names. */
  path: Path;
  /** Where they stand in the list they are rows of; the same as `path` outside of lists. */
  name?: Path;
  example?: Record<string, unknown>;
}

/** The fields of a group, one below the other. */
export function SchemaFields({ fields, ...place }: Place & { fields: readonly NamedField[] }) {
  return fields.map((field) => <SchemaField key={field.name} field={field} {...place} />);
}

/** Within a group that may be left out nothing has to be filled in; a group that was begun is the server's to judge. */
const optional = (field: NamedField): NamedField => ({ ...field, required: false });

/** One field with its label: a control, a group, a list of rows, or one of several groups. */
function SchemaField({ field, path, name = path, example = {} }: Place & { field: NamedField }) {
  const labelled = useLabel(field, path);
  const at = [...path, field.name];
  const local = [...name, field.name];
  const given = example[field.name];
  if (field.kind === 'group')
    return (
      <fieldset className="form-group">
        <legend>{labelled}</legend>
        <SchemaFields
          fields={field.required ? field.fields : field.fields.map(optional)}
          path={at}
          name={local}
          example={(given ?? {}) as Record<string, unknown>}
        />
      </fieldset>
    );
  if (field.kind === 'list')
    return <Rows field={field} label={labelled} path={at} name={local} examples={Array.isArray(given) ? given : []} />;
  if (field.kind === 'variants') return <Variants field={field} path={at} name={local} example={{}} />;
  return <LabelledControl field={field} label={labelled} path={at} name={local} example={given} />;
}

interface RowsOf {
  field: Extract<NamedField, { kind: 'list' }>;
  label: string;
  path: Path;
  name: Path;
  examples: readonly unknown[];
}

/** Rows of a list, each a group of its own; one can be added and taken away. */
function Rows({ field, label, path, name, examples }: RowsOf) {
  const t = useTexts(FORM_TEXTS);
  return (
    <Form.List name={[...name]} {...(field.required ? { initialValue: [{}] } : {})}>
      {(rows, { add, remove }, { errors }) => (
        <fieldset className="form-group">
          <legend>{label}</legend>
          {rows.map((row) => (
            <div key={row.key} className="form-row">
              <div className="form-row-head">
                <span>{t.row(row.name + 1)}</span>
                {rows.length > field.min && (
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={`${t.remove} ${row.name + 1}`}
                    onClick={() => remove(row.name)}
                  />
                )}
              </div>
              <Row
                of={field.of}
                path={[...path, row.name]}
                name={[row.name]}
                example={(examples[row.name] ?? examples[0] ?? {}) as Record<string, unknown>}
              />
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add({})}>
            {t.add}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function Row({ of, path, name, example }: { of: Field; path: Path; name: Path; example: Record<string, unknown> }) {
  if (of.kind === 'variants') return <Variants field={of} path={path} name={name} example={example} />;
  return of.kind === 'group' ? <SchemaFields fields={of.fields} path={path} name={name} example={example} /> : null;
}

interface VariantsOf {
  field: Extract<Field, { kind: 'variants' }>;
  path: Path;
  name: Path;
  example: Record<string, unknown>;
}

/** One of several groups: what all have in common, then which, then its own fields. */
function Variants({ field: { by, common, variants }, path, name, example }: VariantsOf) {
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
