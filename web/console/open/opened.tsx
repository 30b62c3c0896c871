import { CheckCircleFilled } from '@ant-design/icons';
import { Button, Card } from 'antd';
import { Link } from 'react-router';
import type { paths } from '../../api/schema.d.ts';
import { dayOf, lastDay } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { OUTCOME_WORDS, STAGE_WORDS, TYPE_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { OPEN_TEXTS } from './texts.ts';

export type OpenedCase = paths['/api/v1/rectifications']['post']['responses'][201]['content']['application/json'];

/** The number of the case, its date, and what else runs or ran at the institution: nobody is inspected twice for one matter. */
export function Opened({ kase: { caseNo, dueAt, overlaps }, next }: { kase: OpenedCase; next: () => void }) {
  const t = useTexts(OPEN_TEXTS);
  const [types, stages, outcomes] = [useWords(TYPE_WORDS), useWords(STAGE_WORDS), useWords(OUTCOME_WORDS)];
  return (
    <Card size="small" className="panel open-done">
      <h2>
        <CheckCircleFilled className="good" /> {t.done(caseNo)}
      </h2>
      {dueAt && <p>{t.dueOn(lastDay(dueAt))}</p>}
      {overlaps.length === 0 ? <p>{t.noOverlaps}</p> : <p>{t.overlaps}</p>}
      <ul>
        {overlaps.map((other) => (
          <li key={other.caseNo}>
            <Link to={`/cases/${other.caseNo}`}>{other.caseNo}</Link> {types(other.type)} · {t.openedOn(dayOf(other.openedAt))} ·{' '}
            {other.outcome ? outcomes(other.outcome) : stages(other.stage)}
          </li>
        ))}
      </ul>
      <div className="open-foot">
        <Button onClick={next}>{t.next}</Button>
        <LinkButton to={`/cases/${caseNo}`} type="primary">
          {t.openCase}
        </LinkButton>
      </div>
    </Card>
  );
}
