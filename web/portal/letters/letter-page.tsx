import { useParams } from 'react-router';
import { api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/types.ts';
import { longDay } from '../../shared/dates.ts';
import { useLanguage } from '../../shared/language.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import { said } from '../said.ts';
import { Page, Sheet } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoad } from '../ui/use-load.ts';
import { Reply } from './reply.tsx';

type Letter = Answer<'/api/v1/public/letters/{token}'>;

const TEXTS = texts(
  {
    title: '来函',
    reading: '正在打开来函…',
    again: '再试一次',
    gone: '这个链接打不开了',
    goneWhy:
      '链接可能已经过期、已被发函单位撤销或换发，或者没有复制完整。请用最近一封邮件里的链接；仍打不开的，请与发函单位联系，请其重新发函。',
    answered: '这封函已经回复，链接不能再用。谢谢。需要更正或补充的，请与发函单位联系。',
    titles: { notice: '隐患情况告知函', transfer: '移送办理函', jointEnforcement: '联合执法函' },
    lead: (department: string, from: string) => `${from} 致 ${department}`,
    subject: '事项',
    writtenOn: '发函日期',
    replyBefore: '请于此日前回复',
    institution: '养老机构',
    reason: '理由',
    items: '尚未整改的隐患',
    dueOn: (day: string) => `整改期限 ${day}`,
  },
  {
    title: 'Letter',
    reading: 'Opening the letter…',
    again: 'Try again',
    gone: 'This link does not open any more',
    goneWhy:
      'It may have expired, been withdrawn or replaced by the authority that wrote, or not have been copied whole. Use the link in the latest mail; if that does not open either, ask the authority to send the letter again.',
    answered:
      'This letter has been answered and the link cannot be used again. Thank you. To correct or add something, turn to the authority that wrote.',
    titles: { notice: 'Notice of dangers', transfer: 'Transfer of a case', jointEnforcement: 'Request for joint enforcement' },
    lead: (department: string, from: string) => `From ${from} to ${department}`,
    subject: 'Case',
    writtenOn: 'Written on',
    replyBefore: 'Please answer by',
    institution: 'Home',
    reason: 'Reason',
    items: 'Dangers not mended yet',
    dueOn: (day: string) => `to be mended by ${day}`,
  },
);

/** How a department without an account reads a letter and answers it, by the link that it was sent. */
export default function LetterPage() {
  const t = useTexts(TEXTS);
  const { token = '' } = useParams();
  const language = useLanguage();
  const { data, problem, again } = useLoad(`${token} ${language}`, () =>
    said(api.GET('/api/v1/public/letters/{token}', { params: { path: { token } } })),
  );
  if (data) return <Shown token={token} letter={data} again={again} />;
  if (problem === undefined)
    return (
      <Page title={t.title} narrow>
        <p role="status">{t.reading}</p>
      </Page>
    );
  if (problem instanceof Problem && [404, 422].includes(problem.status)) return <Gone />;
  return (
    <Page title={t.title} narrow>
      <ProblemNotice problem={problem} />
      <button type="button" className="button button-main" onClick={again}>
        {t.again}
      </button>
    </Page>
  );
}

/** For a link that has ended, whyever: the server tells nobody which links there were. */
function Gone() {
  const t = useTexts(TEXTS);
  return (
    <Page title={t.gone} narrow>
      <p className="notice notice-careful">{t.goneWhy}</p>
    </Page>
  );
}

function Shown({ token, letter, again }: { token: string; letter: Letter; again: () => void }) {
  const t = useTexts(TEXTS);
  const { department, from, purpose, answered, items, reason } = letter;
  return (
    <Page title={t.titles[purpose]} lead={t.lead(department, from)} narrow>
      {answered && (
        <p role="status" className="notice notice-right">
          {t.answered}
        </p>
      )}
      <Facts letter={letter} />
      {reason !== null && (
        <Sheet title={t.reason} id="reason">
          <p className="written">{reason}</p>
        </Sheet>
      )}
      {items.length > 0 && <Dangers items={items} />}
      {!answered && <Reply token={token} done={again} />}
    </Page>
  );
}

function Facts({ letter: { subject, writtenOn, replyBefore, institution, answered } }: { letter: Letter }) {
  const t = useTexts(TEXTS);
  const facts = [
    [t.subject, subject],
    [t.institution, institution],
    [t.writtenOn, longDay(writtenOn)],
    [t.replyBefore, replyBefore === null || answered ? null : longDay(replyBefore)],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(
        ([term, value]) =>
          value !== null && (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Dangers({ items }: Pick<Letter, 'items'>) {
  const t = useTexts(TEXTS);
  const words = useWords(VALUE_WORDS);
  return (
    <Sheet title={t.items} id="items">
      <ol className="dangers">
        {items.map(({ no, description, kind, dueOn }) => (
          <li key={no}>
            <span className="written">{description}</span>
            <small>{[words(kind), dueOn === null ? '' : t.dueOn(longDay(dueOn))].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
