import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, newKey } from '../../api/client.ts';
import type { Answer } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { useWords } from '../../words/word.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useMe } from '../session/me.ts';
import { STATUS_WORDS, TEXTS } from './texts.ts';

type Profile = Answer<'/api/v1/institutions/{id}'>;

/** What officers keep of an institution, with the word for each in the texts of the register. */
const FACTS = [
  ['firstResponsible', 'firstResponsible'],
  ['firstResponsiblePost', 'firstResponsiblePost'],
  ['complaintLine', 'complaintLine'],
  ['complaintBox', 'complaintBox'],
  ['operationMode', 'mode'],
  ['registrationNo', 'registrationNo'],
  ['registeredOn', 'registeredOn'],
  ['registrationModel', 'registrationModel'],
  ['grade', 'grade'],
  ['gradedOn', 'gradedOn'],
  ['gradedBy', 'gradedBy'],
  ['bedFee', 'bedFee'],
  ['careFee', 'careFee'],
  ['services', 'services'],
  ['nameIrregularity', 'nameIrregularity'],
] as const;
const DAYS: readonly string[] = ['registeredOn', 'gradedOn'];
type Facts = Record<(typeof FACTS)[number][0], string | null>;
const OPERATING = ['operating', 'suspended', 'closed'] as const;
const PRICE_KINDS = ['governmentSet', 'governmentGuided', 'market'] as const;

/** The button to correct what the register says of an institution, for those who may. */
export function Correct({ profile, onDone }: { profile: Profile; onDone: () => void }) {
  const t = useTexts(TEXTS);
  const { permissions } = useMe();
  const [open, setOpen] = useState(false);
  if (!permissions.includes('institutions.manage')) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t.correct}
      </Button>
      {open && (
        <Correction
          profile={profile}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      )}
    </>
  );
}

function Correction({ profile, onClose, onDone }: { profile: Profile; onClose: () => void; onDone: () => void }) {
  const t = useTexts(TEXTS);
  const [facts, setFacts] = useState<Facts>(profile);
  const [operating, setOperating] = useState(OPERATING.find((status) => status === profile.operatingStatus));
  const [priceKind, setPriceKind] = useState(PRICE_KINDS.find((kind) => kind === profile.priceKind));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const send = () =>
    api.POST('/api/v1/institutions/{id}', {
      params: { path: { id: profile.id }, header: { 'Idempotency-Key': newKey() } },
      body: { ...filled(facts), ...(operating ? { operatingStatus: operating } : {}), ...(priceKind ? { priceKind } : {}), reason },
    });
  return (
    <Modal
      open
      title={`${t.correct}：${profile.name}`}
      onCancel={onClose}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => void send().then(onDone, setProblem)}
    >
      {FACTS.map(([name, word]) => (
        <p key={name}>
          <label htmlFor={`fact-${name}`}>{t[word]}</label>
          <Input
            id={`fact-${name}`}
            maxLength={200}
            type={DAYS.includes(name) ? 'date' : 'text'}
            value={facts[name] ?? ''}
            onChange={(event) => setFacts({ ...facts, [name]: event.target.value })}
          />
        </p>
      ))}
      <Choice id="fact-operating" label={t.operating} of={OPERATING} value={operating} onChange={setOperating} />
      <Choice id="fact-price-kind" label={t.priceKind} of={PRICE_KINDS} value={priceKind} onChange={setPriceKind} />
      <p>
        <label htmlFor="fact-reason">{t.reason}</label>
        <Input.TextArea
          id="fact-reason"
          required
          rows={2}
          maxLength={1_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </p>
      <p>{t.published}</p>
      <ProblemAlert problem={problem} />
    </Modal>
  );
}

interface ChoiceProps<T extends string> {
  id: string;
  label: string;
  of: readonly T[];
  value: T | undefined;
  onChange: (value: T) => void;
}

/** One of a few values, each by its word. */
function Choice<T extends string>({ id, label, of, value, onChange }: ChoiceProps<T>) {
  const words = useWords(STATUS_WORDS);
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <Select<T>
        id={id}
        value={value ?? null}
        onChange={onChange}
        options={of.map((one) => ({ value: one, label: words(one) }))}
        style={{ width: '100%' }}
      />
    </p>
  );
}

/** Only what is kept here; what was emptied is empty and not blank. */
const filled = (facts: Facts) => Object.fromEntries(FACTS.map(([name]) => [name, facts[name]?.trim() || null]));
