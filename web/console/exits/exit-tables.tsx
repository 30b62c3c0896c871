import type { Answer } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { FIELD_WORDS } from '../../words/fields.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { SmallTable } from '../parts/small-table.tsx';
import { EXIT_TEXTS } from './texts.ts';

type Exit = Answer<'/api/v1/exits/{id}'>;
type Placement = Exit['placements'][number];
type Disposal = Exit['disposals'][number];
type Step = Exit['steps'][number];

/** Where every resident goes, by the number of the agreement. */
export function Placements({ rows }: { rows: readonly Placement[] }) {
  const t = useTexts(EXIT_TEXTS);
  const fields = useWords(FIELD_WORDS);
  const words = useWords(VALUE_WORDS);
  return (
    <SmallTable
      rowKey="agreement"
      rows={rows}
      width={640}
      none={t.nobodyPlaced}
      columns={[
        { title: fields('agreement'), dataIndex: 'agreement' },
        { title: fields('destination'), key: 'destination', render: ({ destination }: Placement) => words(destination) },
        { title: fields('place'), dataIndex: 'place' },
        { title: fields('placedOn'), dataIndex: 'placedOn', className: 'nowrap' },
        { title: fields('agreementEndedOn'), dataIndex: 'agreementEndedOn', className: 'nowrap' },
        { title: t.by, key: 'by', render: ({ by }: Placement) => by?.name },
      ]}
    />
  );
}

/** What becomes of the property, what supervision found, and how what it stopped was put right. */
export function Disposals({ rows }: { rows: readonly Disposal[] }) {
  const t = useTexts(EXIT_TEXTS);
  const fields = useWords(FIELD_WORDS);
  const words = useWords(VALUE_WORDS);
  const finding = ({ finding: found, settled }: Disposal) =>
    found === 'inOrder' || settled ? words(found) : <strong className="is-late">{words(found)}</strong>;
  return (
    <SmallTable
      rowKey={({ no }) => String(no)}
      rows={rows}
      width={760}
      none={t.noDisposal}
      columns={[
        { title: fields('disposalNo'), dataIndex: 'no', align: 'right' },
        { title: fields('asset'), dataIndex: 'asset' },
        { title: fields('value'), dataIndex: 'value' },
        { title: fields('recipient'), dataIndex: 'recipient' },
        { title: fields('finding'), key: 'finding', render: finding },
        { title: fields('note'), dataIndex: 'note' },
        { title: t.settled, key: 'settled', render: ({ settled }: Disposal) => settled?.how },
      ]}
    />
  );
}

/** Every step, by whom and when. */
export function Steps({ rows }: { rows: readonly Step[] }) {
  const t = useTexts(EXIT_TEXTS);
  const fields = useWords(FIELD_WORDS);
  return (
    <SmallTable
      rowKey={({ seq }) => String(seq)}
      rows={rows}
      width={560}
      columns={[
        { title: t.when, key: 'at', render: ({ at }: Step) => <span className="nowrap">{dayAndTime(at)}</span> },
        { title: t.by, key: 'by', render: ({ by }: Step) => by?.name },
        { title: t.what, dataIndex: 'title' },
        { title: fields('reason'), dataIndex: 'reason' },
      ]}
    />
  );
}
