import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { $api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { texts, useTexts } from '../../shared/texts.ts';

const TEXTS = texts({ search: '按名称或代码查找' }, { search: 'By name or code' });

type Division = Item<'/api/v1/divisions'>;
interface Props {
  id?: string;
  value?: string;
  onChange?: (code: string) => void;
  disabled?: boolean;
  /** What it is called where no form says so. */
  label?: string;
}

const labelOf = ({ code, name, within }: Division): string => [name, within, code].filter(Boolean).join(' · ');

/** A division at or under one's own, found by its name or its code. */
export function DivisionSelect({ value, label, ...given }: Props) {
  const t = useTexts(TEXTS);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const { data, isFetching } = $api.useQuery('get', '/api/v1/divisions', { params: { query: { limit: 50, ...(q ? { q } : {}) } } });
  const known = $api.useQuery('get', '/api/v1/divisions', { params: { query: { limit: 1, q: value ?? '' } } }, { enabled: Boolean(value) });
  const chosen = (known.data?.items ?? []).filter(({ code }) => code === value);
  const found = data?.items ?? [];
  const offered = q === '' ? [...chosen, ...found.filter(({ code }) => code !== value)] : found;
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      options={offered.map((one) => ({ value: one.code, label: labelOf(one) }))}
      placeholder={t.search}
      value={value ?? null}
      {...(label ? { 'aria-label': label } : {})}
      {...given}
    />
  );
}
