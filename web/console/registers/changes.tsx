import { $api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { useWords } from '../../words/word.ts';
import { SmallTable } from '../parts/small-table.tsx';
import { Failure } from '../shell/states.tsx';
import { STATUS_WORDS, TEXTS } from './texts.ts';

type Change = Item<'/api/v1/institutions/{id}/changes'>;
type Words = (typeof TEXTS)['zh'];

/** Who corrected what of an institution, when and why; the newest hundred. */
export function Changes({ institution }: { institution: string }) {
  const t = useTexts(TEXTS);
  const params = { path: { id: institution }, query: { limit: 100 } };
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/institutions/{id}/changes', { params });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <SmallTable
      rowKey="id"
      loading={isPending}
      rows={data?.items ?? []}
      width={760}
      none={t.nothing}
      columns={[
        { title: t.changedAt, key: 'at', render: (row: Change) => <span className="nowrap">{dayAndTime(row.at)}</span> },
        { title: t.changedBy, key: 'by', render: (row: Change) => row.by?.name ?? t.byProduct },
        { title: t.change, key: 'changes', render: (row: Change) => <Fields changes={row.changes} /> },
        { title: t.reason, dataIndex: 'reason' },
      ]}
    />
  );
}

/** What was changed, field by field: from what, to what. */
export function Fields({ changes }: { changes: Change['changes'] }) {
  const t = useTexts(TEXTS);
  const word = useWords(STATUS_WORDS);
  const shown = (value: unknown) => (value === null ? t.empty : word(String(value)));
  return changes.map(({ field, before, after }) => (
    <div key={field}>
      {labelOf(field, t)}：{shown(before)} → {shown(after)}
    </div>
  ));
}

/** The word of the profile for a field of the register; the field's own name where the profile does not show it. */
export function labelOf(field: string, { mode, filing, operating, ...t }: Words): string {
  const labels: Record<string, unknown> = { ...t, operationMode: mode, filingStatus: filing, operatingStatus: operating };
  const label = labels[field];
  return typeof label === 'string' ? label : field;
}
