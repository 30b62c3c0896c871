import { Link } from 'react-router';
import { api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayOf } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { More } from '../parts/more.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Failure } from '../shell/states.tsx';
import './registers.css';
import { TEXTS } from './texts.ts';

type Ban = Item<'/api/v1/industry-bans'>;

/** Who may not work in the field now, by which case and until when. */
export default function BansPage() {
  const t = useTexts(TEXTS);
  const list = usePages({
    key: ['industry-bans'],
    page: async (at, signal) => (await api.GET('/api/v1/industry-bans', { params: { query: { limit: 50, ...at } }, signal })).data,
  });
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <p className="panel-note">{t.bansNote}</p>
      <SmallTable
        rowKey={({ caseNo, responsiblePerson, at }) => `${caseNo} ${responsiblePerson} ${at}`}
        loading={list.isPending}
        rows={list.rows}
        width={760}
        none={t.noBans}
        columns={[
          { title: t.person, dataIndex: 'responsiblePerson' },
          { title: t.name, key: 'institution', render: ({ institution }: Ban) => <Home of={institution} /> },
          { title: t.until, key: 'until', render: ({ until }: Ban) => <span className="nowrap">{until}</span> },
          { title: t.ground, dataIndex: 'reason' },
          { title: t.decidedOn, key: 'at', render: ({ at }: Ban) => <span className="nowrap">{dayOf(at)}</span> },
          { title: t.caseNo, key: 'caseNo', render: ({ caseNo }: Ban) => <Link to={`/cases/${caseNo}`}>{caseNo}</Link> },
        ]}
      />
      <More of={list} />
    </>
  );
}

/** The institution of a ban; its name alone while it is not identified. */
function Home({ of }: { of: Ban['institution'] }) {
  if (!of) return null;
  return of.id === null ? of.name : <Link to={`/institutions/${of.id}`}>{of.name}</Link>;
}
