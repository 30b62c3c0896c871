import { Checkbox, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../shared/texts.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { DayInput } from '../forms/day-input.tsx';
import type { Draft, OpenComplaint, WrongField } from './draft.ts';
import { FilesField } from './files-field.tsx';
import { InstitutionField } from './institution-field.tsx';
import { INTAKE_TEXTS } from './texts.ts';

const CHANNELS = ['hotline', 'box', 'visit', 'letter', 'transfer'] as const satisfies OpenComplaint['channel'][];
const CATEGORIES = [
  'service',
  'safety',
  'food',
  'medical',
  'abuse',
  'fees',
  'funds',
  'fraud',
  'staffConduct',
  'other',
] as const satisfies OpenComplaint['category'][];

interface Props {
  draft: Draft;
  write: (change: Partial<Draft>) => void;
  missing: readonly WrongField[];
}

/** What the caller tells, in the order in which it is told. */
export function Sheet({ draft, write, missing }: Props) {
  const t = useTexts(INTAKE_TEXTS);
  const words = useWords(VALUE_WORDS);
  const named = (values: readonly string[]) => values.map((value) => ({ value, label: words(value) }));
  const lacks = (field: WrongField) => (missing.includes(field) ? t.needed[field] : undefined);
  return (
    <div className="sheet">
      <Labelled id="intake-institution" label={t.institution} wrong={lacks('institution')}>
        <InstitutionField id="intake-institution" draft={draft} write={write} wrong={missing.includes('institution')} />
      </Labelled>
      <Labelled id="intake-category" label={t.category} wrong={lacks('category')}>
        <Radio.Group
          id="intake-category"
          aria-label={t.category}
          optionType="button"
          options={named(CATEGORIES)}
          value={draft.category}
          onChange={(e) => write({ category: e.target.value })}
          className="sheet-choices"
        />
      </Labelled>
      <Labelled id="intake-content" label={t.content} wrong={lacks('content')}>
        <Input.TextArea
          id="intake-content"
          value={draft.content}
          onChange={(e) => write({ content: e.target.value })}
          autoSize={{ minRows: 5, maxRows: 14 }}
          maxLength={5000}
          status={missing.includes('content') ? 'error' : ''}
          placeholder={t.contentHint}
        />
      </Labelled>
      <FilesField files={draft.files} set={(files) => write({ files })} />
      <div className="sheet-anonymous">
        <Checkbox checked={draft.anonymous} onChange={(e) => write({ anonymous: e.target.checked })}>
          {t.anonymous}
        </Checkbox>
        <small>{draft.anonymous ? t.anonymousHint : t.sealed}</small>
      </div>
      {!draft.anonymous && <Informant draft={draft} write={write} wrongPhone={lacks('phone')} />}
      <Labelled id="intake-officials" label={t.officials}>
        <Select
          id="intake-officials"
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={['，', ',', '、']}
          placeholder={t.officialsHint}
          value={draft.officials}
          onChange={(officials) => write({ officials })}
          style={{ width: '100%' }}
        />
      </Labelled>
      <Origin draft={draft} write={write} channels={named(CHANNELS)} />
    </div>
  );
}

function Informant({ draft, write, wrongPhone }: Omit<Props, 'missing'> & { wrongPhone: string | undefined }) {
  const t = useTexts(INTAKE_TEXTS);
  return (
    <div className="sheet-row">
      <Labelled id="intake-name" label={t.name}>
        <Input id="intake-name" value={draft.name} autoComplete="off" onChange={(e) => write({ name: e.target.value })} maxLength={200} />
      </Labelled>
      <Labelled id="intake-phone" label={t.phone} wrong={wrongPhone}>
        <Input
          id="intake-phone"
          status={wrongPhone ? 'error' : ''}
          value={draft.phone}
          autoComplete="off"
          inputMode="tel"
          onChange={(e) => write({ phone: e.target.value })}
          maxLength={200}
        />
      </Labelled>
      <Labelled id="intake-address" label={t.address}>
        <Input
          id="intake-address"
          value={draft.address}
          autoComplete="off"
          onChange={(e) => write({ address: e.target.value })}
          maxLength={200}
        />
      </Labelled>
    </div>
  );
}

function Origin({ draft, write, channels }: Omit<Props, 'missing'> & { channels: { value: string; label: string }[] }) {
  const t = useTexts(INTAKE_TEXTS);
  return (
    <div className="sheet-row">
      <Labelled id="intake-channel" label={t.channel}>
        <Radio.Group
          id="intake-channel"
          aria-label={t.channel}
          optionType="button"
          options={channels}
          value={draft.channel}
          onChange={(e) => write({ channel: e.target.value })}
        />
      </Labelled>
      {draft.channel !== 'hotline' && (
        <Labelled id="intake-received" label={t.receivedOn}>
          <span title={t.receivedHint}>
            <DayInput
              id="intake-received"
              {...(draft.receivedOn ? { value: draft.receivedOn } : {})}
              onChange={(receivedOn) => write({ receivedOn })}
            />
          </span>
        </Labelled>
      )}
      <Labelled id="intake-source" label={t.sourceNumber}>
        <Input id="intake-source" value={draft.sourceNumber} onChange={(e) => write({ sourceNumber: e.target.value })} maxLength={200} />
      </Labelled>
    </div>
  );
}

function Labelled({ id, label, wrong, children }: { id: string; label: string; wrong?: string | undefined; children: ReactNode }) {
  return (
    <div className="sheet-field">
      <label htmlFor={id}>{label}</label>
      {children}
      {wrong && (
        <p role="alert" className="sheet-wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}
