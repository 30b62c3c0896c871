import { AutoComplete, Form, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { $api } from '../../api/client.ts';
import type { Role } from '../../api/types.ts';
import { lastDay } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { DEADLINE_WORDS, LETTER_TEXTS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { useCaseOfForm } from './context.ts';
import { InstitutionSelect } from './institution-select.tsx';
import { FORM_TEXTS } from './texts.ts';

type Given<T> = { id?: string; value?: T; onChange?: (value: T) => void };

/** An officer who may be given the case. */
export function OfficerInput(given: Given<string>) {
  const t = useTexts(FORM_TEXTS);
  const { type } = useCaseOfForm();
  const role: Role = type === 'referral' ? 'discipline' : 'caseworker';
  const { data, isPending } = $api.useQuery('get', '/api/v1/users', { params: { query: { role } } });
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return <Select showSearch={{ optionFilterProp: 'label' }} loading={isPending} options={options} placeholder={t.officer} {...given} />;
}

/** Another case, found by its number, its institution or what is told in it. */
export function CaseInput({ sameType = false, ...given }: Given<string> & { sameType?: boolean }) {
  const t = useTexts(FORM_TEXTS);
  const { caseNo, type } = useCaseOfForm();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const query = { status: 'open' as const, limit: 20, total: 'false' as const, ...(q ? { q } : {}), ...(sameType ? { type } : {}) };
  const { data, isFetching } = $api.useQuery('get', '/api/v1/cases', { params: { query } });
  const options = (data?.items ?? [])
    .filter((other) => other.caseNo !== caseNo)
    .map((other) => ({ value: other.caseNo, label: `${other.caseNo} · ${other.institution?.name ?? other.title} · ${other.stageTitle}` }));
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      options={options}
      placeholder={t.searchCase}
      {...given}
    />
  );
}

/** An institution of the register; its name goes into the field beside it. */
export function InstitutionInput(given: Given<string>) {
  const form = Form.useFormInstance();
  const { institution } = useCaseOfForm();
  return <InstitutionSelect first={institution?.name ?? ''} onFound={(found) => form.setFieldValue('name', found?.name)} {...given} />;
}

/** One of the dates that run in the case. */
export function DeadlineInput(given: Given<string>) {
  const { caseNo } = useCaseOfForm();
  const words = useWords(DEADLINE_WORDS);
  const { data, isPending } = $api.useQuery('get', '/api/v1/cases/{caseNo}/deadline', { params: { path: { caseNo } } });
  const own = (data?.deadlines ?? []).filter(({ statutory }) => !statutory);
  const options = own.map(({ id, name, dueAt }) => ({ value: id, label: `${words(name)} ${lastDay(dueAt)}` }));
  return <Select loading={isPending} options={options} {...given} />;
}

const useItemOptions = () =>
  useCaseOfForm().items.map((item) => ({ value: Number(item.no), label: `${item.no}. ${String(item.description ?? '')}` }));

/** One of the hazards of the case. */
export function ItemInput(given: Given<number>) {
  return <Select options={useItemOptions()} {...given} />;
}

/** Some of the hazards of the case. */
export function ItemsInput(given: Given<number[]>) {
  return <Select mode="multiple" allowClear options={useItemOptions()} {...given} />;
}

/** The departments whose address is registered, and those that are usually written to. */
function useDepartmentOptions(usual: readonly string[]) {
  const { data } = $api.useQuery('get', '/api/v1/departments', {});
  const names = new Set([...(data?.items ?? []).flatMap(({ name }) => name ?? []), ...usual]);
  return [...names].map((value) => ({ value }));
}

/** A department, chosen or written. */
export function DepartmentInput({ usual, ...given }: Given<string> & { usual: readonly string[] }) {
  const t = useTexts(FORM_TEXTS);
  return <AutoComplete showSearch={{ filterOption: true }} options={useDepartmentOptions(usual)} placeholder={t.department} {...given} />;
}

/** Departments, chosen or written. */
export function DepartmentsInput({ usual, ...given }: Given<string[]> & { usual: readonly string[] }) {
  const t = useTexts(FORM_TEXTS);
  return (
    <Select mode="tags" tokenSeparators={['，', ',', '、']} options={useDepartmentOptions(usual)} placeholder={t.departments} {...given} />
  );
}

/** A letter of the case that was not answered yet. */
export function LetterInput(given: Given<number>) {
  const t = useTexts(LETTER_TEXTS);
  const { caseNo } = useCaseOfForm();
  const { data, isPending } = $api.useQuery('get', '/api/v1/cases/{caseNo}/letters', { params: { path: { caseNo } } });
  const options = (data?.items ?? [])
    .filter(({ reply }) => !reply)
    .map(({ no, department, purpose, replyBefore }) => ({
      value: no,
      label: `${no}. ${department} · ${t.purposes[purpose]} · ${replyBefore ? t.before(replyBefore) : t.noReply}`,
    }));
  return <Select loading={isPending} options={options} {...given} />;
}
