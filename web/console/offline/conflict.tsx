import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { FIELD_WORDS } from '../../words/fields.ts';
import { PROBLEM_WORDS } from '../../words/problems.ts';
import { detailOf, refusalIn, said } from '../../words/refusals.ts';
import { useWords } from '../../words/word.ts';
import { eventsSince } from '../case/use-events.ts';
import { Facts } from '../parts/facts.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { sendAllTheSame } from './send.ts';
import type { Waiting, WaitingAction, WaitingOpening } from './store.ts';

const TEXTS = texts(
  {
    changed: '您离线期间，本案发生了变化：',
    yours: '您要提交的内容：',
    again: '看过变化，仍要提交',
    once: '再次提交',
    mend: '改正后提交',
    unread: '连不上服务器，暂时看不到本案的变化',
  },
  {
    changed: 'While you were offline, this happened in the case: ',
    yours: 'What you are about to send: ',
    again: 'I have seen the changes; send it all the same',
    once: 'Send it again',
    mend: 'Correct and send',
    unread: 'The server cannot be reached; the changes cannot be shown yet',
  },
);

/** Why something that waited was not taken, what has happened in the case since, and a way to send it all the same: never by itself. */
export function Conflict({ entry }: { entry: Waiting }) {
  const t = useTexts(TEXTS);
  const words = useWords(PROBLEM_WORDS);
  const actions = useWords(ACTION_WORDS);
  const [busy, setBusy] = useState(false);
  const caseNo = entry.kind === 'opening' ? undefined : entry.caseNo;
  const { data: events } = useQuery({
    queryKey: ['conflict', caseNo],
    queryFn: () => (caseNo === undefined ? [] : eventsSince(caseNo, 0)),
    staleTime: 0,
    retry: false,
  });
  const seen = entry.kind === 'action' ? entry.version : Number.MAX_SAFE_INTEGER;
  const news = events?.filter(({ seq }) => seq > seen) ?? [];
  const send = () => {
    setBusy(true);
    void sendAllTheSame(entry, events?.at(-1)?.seq ?? seen).finally(() => setBusy(false));
  };
  const refused: NonNullable<Waiting['refused']> = entry.refused ?? { code: '', detail: '' };
  const fields = useWords(FIELD_WORDS);
  const label = (field: string) =>
    field
      .split('.')
      .map((part) => (/^\d+$/.test(part) ? `#${Number(part) + 1}` : fields(part)))
      .join(' ');
  const { code, detail } = refused;
  return (
    <Alert
      type="warning"
      title={words(code) === code ? refusalIn(detail) : [words(code), detailOf(refused, detail)].filter(Boolean).join('：')}
      description={
        <div className="conflict">
          {refused.fields?.map(({ field, message }) => (
            <p key={field}>
              {label(field)}：{said(refused, message)}
            </p>
          ))}
          {events === undefined && <p>{t.unread}</p>}
          {news.length > 0 && (
            <div>
              {t.changed}
              <ul>
                {news.map(({ seq, at, name, actor, data }) => (
                  <li key={seq}>
                    {dayAndTime(at)} {actor.name} {actions(name)}
                    <Facts data={data} hide={['rung', 'deadline', 'rungAt']} />
                  </li>
                ))}
              </ul>
            </div>
          )}
          {entry.kind !== 'file' && (
            <details open>
              <summary>{t.yours}</summary>
              <Facts data={entry.input as Record<string, unknown>} hide={named(entry)} />
            </details>
          )}
          <Button disabled={events === undefined} loading={busy} onClick={send}>
            {caseNo === undefined ? t.once : t.again}
          </Button>
          {entry.kind !== 'file' && (
            <LinkButton to={formOf(entry)} type="primary">
              {t.mend}
            </LinkButton>
          )}
        </div>
      }
    />
  );
}

/** An institution of the register is named with the entry; here only its id would stand. */
const named = (entry: WaitingAction | WaitingOpening): string[] =>
  entry.kind === 'opening' && entry.input.institution.id !== undefined ? ['institution'] : [];

/** Where it was entered, and can be mended. */
const formOf = (entry: WaitingAction | WaitingOpening): string =>
  entry.kind === 'opening'
    ? `/open?what=${entry.what}&correct=${entry.id}`
    : `/cases/${entry.caseNo}?act=${entry.action}&correct=${entry.id}`;
