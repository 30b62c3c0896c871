import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../shared/texts.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { DayInput } from './day-input.tsx';
import { EvidenceInput } from './evidence-input.tsx';
import type { NamedField } from './fields.ts';
import { InstantInput } from './instant-input.tsx';
import {
  CaseInput,
  DeadlineInput,
  DepartmentInput,
  DepartmentsInput,
  InstitutionInput,
  ItemInput,
  ItemsInput,
  LetterInput,
  OfficerInput,
} from './references.tsx';
import { FORM_TEXTS } from './texts.ts';

const namesIn = (example: unknown): string[] => [example].flat().filter((name) => typeof name === 'string');

/** Fields that name something of the case or of the bureau are chosen, not typed. */
const REFERENCES: Record<string, (example: unknown) => ReactNode> = {
  to: () => <OfficerInput />,
  evidence: () => <EvidenceInput />,
  into: () => <CaseInput sameType />,
  caseNo: () => <CaseInput />,
  institutionId: () => <InstitutionInput />,
  deadline: () => <DeadlineInput />,
  itemNo: () => <ItemInput />,
  itemNos: () => <ItemsInput />,
  recurred: () => <ItemsInput />,
  department: (example) => <DepartmentInput usual={namesIn(example)} />,
  departments: (example) => <DepartmentsInput usual={namesIn(example)} />,
  letterNo: () => <LetterInput />,
};

/** Whether the field is chosen among what there is. */
export const isReference = ({ name }: NamedField): boolean => name in REFERENCES;

/** The control for a field; `example` shows what is meant. Form.Item hands it its value. */
export function controlOf(field: NamedField, example: unknown): ReactNode {
  const reference = REFERENCES[field.name];
  if (reference) return reference(example);
  const shown = typeof example === 'string' ? example : undefined;
  switch (field.kind) {
    case 'text':
      return <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={5000} placeholder={shown} />;
    case 'date':
      return <DayInput />;
    case 'instant':
      return <InstantInput />;
    case 'number':
      return <InputNumber min={field.min} max={field.max} precision={0} style={{ width: 140 }} />;
    case 'yesNo':
      return <YesNo name={field.name} />;
    case 'choice':
      return <Choice name={field.name} options={field.options} />;
    case 'choices':
      return <Choices options={field.options} />;
    case 'lines':
      return <Lines />;
    default:
      return <Input maxLength={200} placeholder={shown} />;
  }
}

type Given<T> = { id?: string; value?: T; onChange?: (value: T) => void };

function YesNo({ name, ...given }: Given<boolean> & { name: string }) {
  const t = useTexts(FORM_TEXTS);
  const decides = name === 'granted';
  const options = [
    { value: true, label: decides ? t.granted : t.yes },
    { value: false, label: decides ? t.refused : t.no },
  ];
  return (
    <Radio.Group
      optionType="button"
      options={options}
      id={given.id}
      value={given.value}
      onChange={(e) => given.onChange?.(e.target.value)}
    />
  );
}

/** A few choices are all shown; more of them are opened. */
function Choice({ name, options, ...given }: Given<string> & { name: string; options: readonly string[] }) {
  const words = useWords(VALUE_WORDS);
  const named = (value: string) => (words(`${name}.${value}`) === `${name}.${value}` ? words(value) : words(`${name}.${value}`));
  const shown = options.map((value) => ({ value, label: named(value) }));
  if (options.length > 4) return <Select options={shown} {...given} />;
  return (
    <Radio.Group optionType="button" options={shown} id={given.id} value={given.value} onChange={(e) => given.onChange?.(e.target.value)} />
  );
}

function Choices({ options, ...given }: Given<string[]> & { options: readonly string[] }) {
  const words = useWords(VALUE_WORDS);
  return <Checkbox.Group options={options.map((value) => ({ value, label: words(value) }))} {...given} />;
}

function Lines(given: Given<string[]>) {
  const t = useTexts(FORM_TEXTS);
  return (
    <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['，', ',', '、', ';', '；']} placeholder={t.lines} {...given} />
  );
}
