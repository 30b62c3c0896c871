import { Collapse, Input, Select, Tag } from 'antd';
import { useTexts } from '../../shared/texts.ts';
import { useWords } from '../../words/word.ts';
import { labelOf } from './changes.tsx';
import { type Change, type Fact, type Facts, TOPICS, type Topic, topics } from './facts.ts';
import { STATUS_WORDS, TEXTS } from './texts.ts';

/** Facts that are one of a few values; a home always operates in some way, its prices may not be known. */
const CHOICES: Partial<Record<Fact, readonly string[]>> = {
  operatingStatus: ['operating', 'suspended', 'closed'],
  priceKind: ['governmentSet', 'governmentGuided', 'market'],
};
const DAYS: readonly Fact[] = ['registeredOn', 'gradedOn'];
/** What is written in several lines, and takes the whole width. */
const LONG: readonly Fact[] = ['services'];

interface Props {
  facts: Facts;
  set: (facts: Facts) => void;
  changes: readonly Change[];
  open: readonly Topic[];
  setOpen: (open: Topic[]) => void;
}

/** What the register says of an institution, folded by topic; each topic tells how much of it is changed. */
export function CorrectFields({ facts, set, changes, open, setOpen }: Props) {
  const t = useTexts(TEXTS);
  const changed = (topic: Topic) => changes.filter(({ field }) => (TOPICS[topic] as readonly Fact[]).includes(field)).length;
  const items = topics.map((key) => ({
    key,
    label: (
      <>
        {t.topics[key]} {changed(key) > 0 && <Tag color="warning">{t.changedHere(changed(key))}</Tag>}
      </>
    ),
    children: (
      <div className="correct-fields">
        {TOPICS[key].map((fact) => (
          <p key={fact} className={LONG.includes(fact) ? 'is-wide' : ''}>
            <label htmlFor={`fact-${fact}`}>{labelOf(fact, t)}</label>
            <Value fact={fact} value={facts[fact]} onChange={(value) => set({ ...facts, [fact]: value })} />
          </p>
        ))}
      </div>
    ),
  }));
  return (
    <Collapse
      size="small"
      activeKey={[...open]}
      onChange={(keys) => setOpen(topics.filter((topic) => keys.includes(topic)))}
      items={items}
    />
  );
}

function Value({ fact, value, onChange }: { fact: Fact; value: string | null; onChange: (value: string | null) => void }) {
  const words = useWords(STATUS_WORDS);
  const id = `fact-${fact}`;
  const options = CHOICES[fact]?.map((one) => ({ value: one, label: words(one) }));
  if (options)
    return (
      <Select
        id={id}
        value={value}
        options={options}
        allowClear={fact === 'priceKind'}
        onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
      />
    );
  if (LONG.includes(fact))
    return (
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={5_000}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  const type = DAYS.includes(fact) ? 'date' : 'text';
  return <Input id={id} maxLength={200} type={type} value={value ?? ''} onChange={(event) => onChange(event.target.value)} />;
}
