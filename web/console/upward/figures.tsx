import { Descriptions, Typography } from 'antd';
import { Link } from 'react-router';
import type { Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { FIELD_WORDS } from '../../words/fields.ts';
import { useWords } from '../../words/word.ts';
import { SmallTable } from '../parts/small-table.tsx';
import { UPWARD_TEXTS } from './texts.ts';

type Of = Pick<Item<'/api/v1/upward-reports'>, 'from' | 'to' | 'figures'>;
type Visited = Of['figures']['visited'][number];

/** The counts, in the order in which they are read. */
const COUNTS = [
  'casesOpened',
  'casesClosed',
  'openCases',
  'overdueCases',
  'complaintsReceived',
  'hazardsFound',
  'hazardsRemoved',
  'operating',
] as const;

/** What the records said of the days reported on. */
export function Figures({ of: { from, to, figures } }: { of: Of }) {
  const t = useTexts(UPWARD_TEXTS);
  const words = useWords(FIELD_WORDS);
  return (
    <>
      <Descriptions
        size="small"
        title={t.figures(from, to)}
        column={{ xs: 1, sm: 2 }}
        items={COUNTS.map((name) => ({ key: name, label: words(name), children: figures[name] }))}
      />
      <Typography.Title level={5}>{t.visited}</Typography.Title>
      <SmallTable
        rowKey="institution"
        rows={figures.visited}
        width={480}
        none={t.nobody}
        columns={[
          {
            title: t.institution,
            key: 'name',
            render: ({ institution, name }: Visited) => <Link to={`/institutions/${institution}`}>{name}</Link>,
          },
          { title: t.visits, dataIndex: 'visits', align: 'right' },
          { title: t.lastOn, dataIndex: 'lastOn', className: 'nowrap' },
          { title: t.hazards, dataIndex: 'hazards', align: 'right' },
          { title: t.removed, dataIndex: 'removed', align: 'right' },
        ]}
      />
    </>
  );
}
