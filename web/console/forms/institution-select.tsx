import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { $api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { FORM_TEXTS } from './texts.ts';

type Institution = Item<'/api/v1/institutions'>;
interface Props {
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
  /** What is looked for before anybody types. */
  first?: string;
  onFound?: (institution: Institution | undefined) => void;
}

/** A county's register, so that it can be chosen from without a network, too. */
const WHOLE = 100;

/** An institution of the register, found by its name, its pinyin or its initials. */
export function InstitutionSelect({ first = '', onFound, onChange, ...given }: Props) {
  const t = useTexts(FORM_TEXTS);
  const [typed, setTyped] = useState(first);
  const q = useDeferredValue(typed.trim());
  const { data, isFetching } = $api.useQuery('get', '/api/v1/institutions', { params: { query: q ? { limit: 20, q } : { limit: WHOLE } } });
  const found = data?.items ?? [];
  const known = useKnown(found.some(({ id }) => id === given.value) ? undefined : given.value);
  const options = [...found, ...known].map(({ id, name, address }) => ({ value: id, label: address ? `${name} · ${address}` : name }));
  const choose = (id: string) => {
    onChange?.(id);
    onFound?.(found.find((one) => one.id === id));
  };
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      options={options}
      placeholder={t.searchInstitution}
      {...given}
      onChange={choose}
    />
  );
}

/** The one that is chosen already, where it is not among those found. */
function useKnown(id: string | undefined): readonly Pick<Institution, 'id' | 'name' | 'address'>[] {
  const init = { params: { path: { id: id ?? '' } } };
  const { data } = $api.useQuery('get', '/api/v1/institutions/{id}', init, { enabled: id !== undefined });
  return data && id !== undefined ? [data] : [];
}
