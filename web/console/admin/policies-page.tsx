import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Checkbox, Collapse, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Body, Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { RUNG_WORDS } from '../../words/figures.ts';
import { useWords } from '../../words/word.ts';
import { useMe } from '../session/me.ts';
import { Failure, Loading } from '../shell/states.tsx';
import './admin.css';
import { ChangeSteps } from './change.tsx';
import { POLICY_WORDS } from './policy-words.ts';
import { StateTag } from './state-tag.tsx';
import { TEXTS } from './texts.ts';

type PolicyVersion = Item<'/api/v1/policies'>;
type Draft = Body<'/api/v1/policies'>['policy'];
const SECTIONS = ['filing', 'rectification', 'complaint', 'referral', 'returns', 'clock', 'letters', 'messages'] as const;

/** The policies that concern the division; an administrator drafts the next version, sees what it would move, and puts it in force. */
export default function PoliciesPage() {
  const t = useTexts(TEXTS);
  const { data, error, refetch } = $api.useQuery('get', '/api/v1/policies', {});
  const [chosen, choose] = useState<string>();
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const keyOf = ({ jurisdiction, version }: PolicyVersion) => `${jurisdiction}/${version}`;
  const nearest = data.items.filter((p) => p.inForce).toSorted((a, b) => (a.jurisdiction < b.jurisdiction ? 1 : -1))[0];
  const policy = data.items.find((p) => keyOf(p) === chosen) ?? nearest;
  if (!policy) return null;
  return (
    <>
      <div className="admin-tools">
        <Select
          aria-label={t.jurisdiction}
          value={keyOf(policy)}
          onChange={choose}
          className="wide-select"
          options={data.items.map((p) => ({
            value: keyOf(p),
            label: `${p.name} ${t.version(p.version)} · ${p.inForce ? t.inForce : t.replaced}`,
          }))}
        />
      </div>
      <Editor key={keyOf(policy)} policy={policy} onApplied={() => void refetch()} />
    </>
  );
}

function Editor({ policy, onApplied }: { policy: PolicyVersion; onApplied: () => void }) {
  const t = useTexts(TEXTS);
  const mayEdit = useMe().permissions.includes('policies.manage') && policy.inForce && policy.jurisdiction !== '000000';
  const [draft, setDraft] = useState<Draft>();
  const [toOpenCases, setToOpenCases] = useState(true);
  const queries = useQueryClient();
  const shown = draft ?? (policy.document as unknown as Draft);
  const begin = () => setDraft({ ...structuredClone(policy.document as unknown as Draft), version: policy.version + 1 });
  const body = { policy: shown, toOpenCases };
  const change = {
    preview: async (cursor: string | undefined) =>
      (await api.POST('/api/v1/policies/preview', { params: { query: cursor ? { cursor } : {} }, body })).data,
    apply: async () => (await api.POST('/api/v1/policies', { body })).data,
  };
  return (
    <>
      <Card className="admin-card">
        <h1 className="admin-title">
          {shown.name} {t.version(shown.version)} {policy.inForce && !draft && <StateTag tone="calm">{t.inForce}</StateTag>}
        </h1>
        {draft ? (
          <label className="policy-field" htmlFor="policy-source">
            <span>{t.source}</span>
            <Input id="policy-source" value={draft.source} onChange={(event) => setDraft({ ...draft, source: event.target.value })} />
          </label>
        ) : (
          <p className="admin-note">
            {t.source}：{shown.source}
          </p>
        )}
        {mayEdit && !draft && (
          <Button type="primary" onClick={begin}>
            {t.edit}
          </Button>
        )}
        {!mayEdit && <p className="admin-note">{t.readOnly}</p>}
        {draft && (
          <>
            <Checkbox checked={toOpenCases} onChange={(event) => setToOpenCases(event.target.checked)}>
              {t.toOpen}
            </Checkbox>
            <p className="admin-note">{t.toOpenNote}</p>
            <ChangeSteps
              key={JSON.stringify(body)}
              change={change}
              onApplied={() => {
                onApplied();
                void queries.invalidateQueries();
              }}
            />
            <Button type="link" onClick={() => setDraft(undefined)}>
              {t.cancel}
            </Button>
          </>
        )}
      </Card>
      <Values shown={shown} {...(draft ? { onChange: setDraft } : {})} />
    </>
  );
}

type Value = number | boolean | { [name: string]: Value };

function Values({ shown, onChange }: { shown: Draft; onChange?: (draft: Draft) => void }) {
  const t = useTexts(TEXTS);
  const words = useWords(POLICY_WORDS);
  const sections = SECTIONS.filter((section) => shown[section]).map((section) => ({
    key: section,
    label: words(section),
    children: (
      <Group
        name={section}
        group={shown[section] as Record<string, Value>}
        {...(onChange ? { onChange: (group: Record<string, Value>) => onChange({ ...shown, [section]: group }) } : {})}
      />
    ),
  }));
  const ladders = {
    key: 'ladders',
    label: t.ladder,
    children: <Ladders ladders={shown.ladders} {...(onChange ? { onChange: (next) => onChange({ ...shown, ladders: next }) } : {})} />,
  };
  return <Collapse defaultActiveKey={['complaint', 'rectification']} items={[...sections, ladders]} />;
}

interface GroupProps {
  name: string;
  group: Record<string, Value>;
  onChange?: (group: Record<string, Value>) => void;
}

function Group({ name, group, onChange }: GroupProps) {
  const words = useWords(POLICY_WORDS);
  return (
    <div className="policy-fields">
      {Object.entries(group).map(([field, value]) => {
        const set = onChange && ((next: Value) => onChange({ ...group, [field]: next }));
        if (typeof value === 'object')
          return (
            <fieldset key={field} className="policy-group">
              <legend>{words(field)}</legend>
              <Group name={field} group={value} {...(set ? { onChange: set } : {})} />
            </fieldset>
          );
        return (
          <label key={field} className="policy-field" htmlFor={`${name}.${field}`}>
            <span>{words(field)}</span>
            <One id={`${name}.${field}`} value={value} {...(set ? { onChange: set } : {})} />
          </label>
        );
      })}
    </div>
  );
}

function One({ id, value, onChange }: { id: string; value: number | boolean; onChange?: (value: Value) => void }) {
  const t = useTexts(TEXTS);
  if (!onChange) return <output id={id}>{typeof value === 'boolean' ? (value ? t.yes : t.no) : value}</output>;
  if (typeof value === 'boolean') return <Switch id={id} checked={value} onChange={onChange} />;
  return <InputNumber id={id} min={0} max={2_000} precision={0} value={value} onChange={(next) => onChange(next ?? 0)} />;
}

function Ladders({ ladders, onChange }: { ladders: Draft['ladders']; onChange?: (ladders: Draft['ladders']) => void }) {
  const t = useTexts(TEXTS);
  const words = useWords(POLICY_WORDS);
  const rungs = useWords(RUNG_WORDS);
  return (
    <>
      <p className="admin-note">{t.ladderNote}</p>
      {Object.entries(ladders).map(([ladder, steps]) => (
        <fieldset key={ladder} className="policy-group">
          <legend>{words(ladder)}</legend>
          <div className="policy-fields">
            {steps.map(({ rung, at }, i) => (
              <label key={rung} className="policy-field" htmlFor={`${ladder}.${rung}`}>
                <span>{rungs(rung)}</span>
                {onChange ? (
                  <InputNumber
                    id={`${ladder}.${rung}`}
                    min={-250}
                    max={250}
                    precision={0}
                    value={at}
                    onChange={(next) => onChange({ ...ladders, [ladder]: steps.with(i, { rung, at: next ?? 0 }) })}
                  />
                ) : (
                  <output id={`${ladder}.${rung}`}>{at}</output>
                )}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}
