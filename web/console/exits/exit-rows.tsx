import { Tag } from 'antd';
import { Link } from 'react-router';
import type { Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { SmallTable } from '../parts/small-table.tsx';
import { EXIT_TEXTS } from './texts.ts';

export type ExitRow = Item<'/api/v1/exits'>;

/** How an exit stands, and whether its transition period is over. */
export function ExitState({ exit: { state, overdue } }: { exit: Pick<ExitRow, 'state' | 'overdue'> }) {
  const t = useTexts(EXIT_TEXTS);
  return (
    <>
      <Tag color={state === 'inTransition' ? 'processing' : 'default'}>{t.states[state]}</Tag>
      {overdue && <Tag color="error">{t.overdue}</Tag>}
    </>
  );
}

/** Exits as a table, each with a link to it. */
export function ExitRows({ rows, loading }: { rows: readonly ExitRow[]; loading: boolean }) {
  const t = useTexts(EXIT_TEXTS);
  const words = useWords(VALUE_WORDS);
  return (
    <SmallTable
      rowKey="id"
      loading={loading}
      rows={rows}
      width={760}
      none={t.none}
      columns={[
        {
          title: t.institution,
          key: 'institution',
          render: ({ id, institution }: ExitRow) => <Link to={`/exits/${id}`}>{institution.name}</Link>,
        },
        { title: t.what, key: 'disposition', render: ({ disposition }: ExitRow) => words(disposition) },
        { title: t.state, key: 'state', render: (row: ExitRow) => <ExitState exit={row} /> },
        {
          title: t.transition,
          key: 'transition',
          render: ({ transitionFrom, transitionUntil }: ExitRow) => (
            <span className="nowrap">
              {transitionFrom} — {transitionUntil}
            </span>
          ),
        },
        { title: t.placed, key: 'placed', render: ({ placed, residents }: ExitRow) => t.placedOf(placed, residents) },
        {
          title: t.stopped,
          key: 'stopped',
          align: 'right',
          render: ({ stoppedDisposals: n }: ExitRow) => (n > 0 ? <strong className="is-late">{n}</strong> : 0),
        },
      ]}
    />
  );
}
