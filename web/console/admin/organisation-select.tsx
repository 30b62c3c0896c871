import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import { useLanguage } from '../../shared/language.ts';
import { useTexts } from '../../shared/texts.ts';
import { DivisionSelect } from '../parts/division-select.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useMe } from '../session/me.ts';
import { USER_TEXTS } from './user-texts.ts';

type Given = { id?: string; value?: string; onChange?: (id: string | undefined) => void };

/** The department that somebody belongs to, one that is known or one that is made here. */
export function OrganisationSelect(given: Given) {
  const t = useTexts(USER_TEXTS);
  const [making, make] = useState(false);
  const { data, isPending, refetch } = $api.useQuery('get', '/api/v1/organisations', {});
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const made = async (id: string) => {
    await refetch();
    make(false);
    given.onChange?.(id);
  };
  return (
    <>
      <Select allowClear showSearch={{ optionFilterProp: 'label' }} loading={isPending} options={options} {...given} />
      {making ? (
        <NewOrganisation done={made} />
      ) : (
        <Button type="link" size="small" onClick={() => make(true)}>
          {t.newOrganisation}
        </Button>
      )}
    </>
  );
}

function NewOrganisation({ done }: { done: (id: string) => Promise<void> }) {
  const t = useTexts(USER_TEXTS);
  const language = useLanguage();
  const [name, setName] = useState('');
  const [code, setCode] = useState<string>();
  const [division, setDivision] = useState(useMe().division);
  const { attempt, busy, problem } = useAttempt();
  const { data } = $api.useQuery('get', '/api/v1/departments', {});
  const options = new Map((data?.items ?? []).map((one) => [one.code, { value: one.code, label: one[language] }]));
  const make = () =>
    attempt(async () => {
      const { data: made } = await api.POST('/api/v1/organisations', { body: { name: name.trim(), code: code ?? '', division } });
      if (made) await done(made.id);
    });
  return (
    <fieldset className="policy-group new-organisation">
      <legend>{t.newOrganisation}</legend>
      <Select
        aria-label={t.organisationKind}
        placeholder={t.organisationKind}
        showSearch={{ optionFilterProp: 'label' }}
        options={[...options.values()]}
        value={code ?? null}
        onChange={setCode}
      />
      <DivisionSelect label={t.division} value={division} onChange={setDivision} />
      <Input
        aria-label={t.organisationName}
        placeholder={t.organisationName}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
      />
      <Button onClick={() => void make()} loading={busy} disabled={code === undefined || name.trim() === ''}>
        {t.add}
      </Button>
      <ProblemAlert problem={problem} />
    </fieldset>
  );
}
