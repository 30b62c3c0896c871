import { Card } from 'antd';
import { Link } from 'react-router';
import { texts, useTexts } from '../../shared/texts.ts';
import { LINK_WORDS, TYPE_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import type { CaseView } from './types.ts';

const TEXTS = texts(
  { title: '关联案件', here: '本案', received: '对方已接收', sent: '已移送，待接收', graph: '关联案件图' },
  { title: 'Linked cases', here: 'this case', received: 'received', sent: 'sent, not received yet', graph: 'Graph of linked cases' },
);

const TYPES: Record<string, string> = { TS: 'complaint', ZG: 'rectification', BA: 'filingCheck', YS: 'referral' };
const ROW = 62;
const WIDTH = 330;

interface Node {
  caseNo: string;
  relation: string;
  /** Not a page this person may open. */
  closed?: boolean;
}

/** The cases that this one came from, led to, or belongs with: this one on the left, the others beside it. */
export function Links({ kase }: { kase: CaseView }) {
  const t = useTexts(TEXTS);
  const relations = useWords(LINK_WORDS);
  const types = useWords(TYPE_WORDS);
  const known = kase.links.map(({ kind, caseNo }) => ({ caseNo, relation: relations(kind) }));
  const sent: Node[] = kase.referrals.map(({ caseNo, received }) => ({ caseNo, relation: received ? t.received : t.sent, closed: true }));
  const nodes: Node[] = [...known, ...sent];
  if (nodes.length === 0) return null;
  const height = nodes.length * ROW;
  const typeOf = (caseNo: string) => types(TYPES[caseNo.slice(0, 2)] ?? '');
  return (
    <Card title={t.title} size="small" className="panel">
      <div className="links" style={{ height }}>
        <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden="true" className="links-lines">
          {nodes.map(({ caseNo }, i) => {
            const y = i * ROW + ROW / 2;
            return <path key={caseNo} d={`M 70 ${height / 2} C 100 ${height / 2}, 90 ${y}, 122 ${y}`} />;
          })}
        </svg>
        <span className="links-here">
          {typeOf(kase.caseNo)}
          <small>{t.here}</small>
        </span>
        <ul aria-label={t.graph}>
          {nodes.map(({ caseNo, relation, closed }) => (
            <li key={caseNo} style={{ height: ROW }}>
              <div className="links-node">
                <small>{relation}</small>
                {closed ? <span>{typeOf(caseNo)}</span> : <Link to={`/cases/${caseNo}`}>{typeOf(caseNo)}</Link>}
                <small className="figure">{caseNo}</small>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
