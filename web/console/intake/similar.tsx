import { Button, Card, Popconfirm } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { $api } from '../../api/client.ts';
import { dayOf } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { Remaining } from '../parts/remaining.tsx';
import type { Draft } from './draft.ts';
import { INTAKE_TEXTS } from './texts.ts';

/** As much of what was told is compared, in characters. */
const COMPARED = 120;

/** How long nobody types before it is looked for, in ms. */
const PAUSE_MS = 300;

/** What is typed, once the typing pauses: not every letter is looked for. */
function useSettled(typed: string): string {
  const [settled, settle] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}

/** Open complaints that may be about the same; what the caller says can be added to one of them. */
export function Similar({ draft, addTo, busy }: { draft: Draft; addTo: (caseNo: string) => void; busy: boolean }) {
  const t = useTexts(INTAKE_TEXTS);
  const words = useWords(VALUE_WORDS);
  const told = useSettled(draft.content.trim().slice(0, COMPARED));
  const query = {
    ...(draft.institutionId ? { institution: draft.institutionId } : {}),
    ...(draft.category ? { category: draft.category } : {}),
    ...(told.length > 3 ? { q: told } : {}),
  };
  const asks = draft.institutionId !== undefined || told.length > 3;
  const { data } = $api.useQuery(
    'get',
    '/api/v1/complaints/similar',
    { params: { query } },
    { enabled: asks, placeholderData: (before) => before },
  );
  const found = asks ? (data?.items ?? []) : [];
  return (
    <Card title={t.similar} size="small" className="panel intake-similar">
      {found.length === 0 && <p className="nothing">{data && asks ? t.similarFound : t.similarNone}</p>}
      <ul aria-live="polite">
        {found.map((other) => (
          <li key={other.caseNo}>
            <div className="intake-similar-head">
              <Link to={`/cases/${other.caseNo}`} target="_blank">
                {other.institution?.name ?? other.caseNo}
              </Link>
              <Remaining of={other} />
            </div>
            <p>{other.excerpt}</p>
            <div className="intake-similar-foot">
              <small>
                {dayOf(other.receivedAt)} · {words(other.category)} · {other.stageTitle}
                {other.sameInstitution && ` · ${t.same}`}
              </small>
              <Popconfirm
                title={t.addToSure}
                description={<div className="intake-sure">{t.addToMore}</div>}
                okText={t.addToYes}
                cancelText={t.addToNo}
                onConfirm={() => addTo(other.caseNo)}
              >
                <Button size="small" title={t.addToHelp} loading={busy} disabled={draft.content.trim() === ''}>
                  {t.addTo}
                </Button>
              </Popconfirm>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
