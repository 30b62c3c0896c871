import type { Answer } from '../../api/types.ts';
import { dayAndTime, longDay } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { CATEGORIES } from '../categories.ts';
import { Page, Sheet } from '../ui/page.tsx';
import { Ledger } from './ledger.tsx';
import { Papers } from './papers.tsx';
import { Readings } from './readings.tsx';
import { Reopening, Satisfaction, Supplement } from './saying.tsx';

export type Followed = Answer<'/api/v1/public/complaints/{receiptCode}'>;

const TEXTS = texts(
  {
    number: '编号',
    home: '养老机构',
    category: '类别',
    received: '收到日期',
    answered: (day: string) => `已于 ${day} 答复`,
    due: (day: string) => `最迟 ${day} 答复`,
    provisional: '（当年放假安排尚未公布，日期可能调整）',
    late: '答复超过了规定的期限，系统已自动督办。',
    answer: '答复',
    transferred: (department: string) => `已转 ${department} 办理，由其答复。`,
    steps: '办理经过',
    ledger: '期限是怎样算的',
    leave: '查询另一个回执码',
    stages: {
      awaitingTriage: '已收到，等待受理',
      awaitingInvestigation: '正在调查',
      awaitingFeedback: '调查完成，正在准备答复',
      awaitingCallback: '已答复，请您评价',
    } as Record<string, string>,
    outcomes: {
      answered: '已答复办结',
      transferred: '已转有权部门',
      merged: '并案办理，已答复',
      unfounded: '经查不属实，已答复',
      withdrawn: '已撤回',
    } as Record<string, string>,
  },
  {
    number: 'Number',
    home: 'Home',
    category: 'About',
    received: 'Received',
    answered: (day: string) => `Answered on ${day}`,
    due: (day: string) => `To be answered by ${day}`,
    provisional: ' (the holidays of that year are not announced yet; the date may move)',
    late: 'The answer is later than the rules allow; superiors were told automatically.',
    answer: 'The answer',
    transferred: (department: string) => `Passed on to ${department}, which will answer.`,
    steps: 'What has happened',
    ledger: 'How the date is counted',
    leave: 'Look up another code',
    stages: {
      awaitingTriage: 'Received, to be accepted',
      awaitingInvestigation: 'Being looked into',
      awaitingFeedback: 'Looked into, the answer is being prepared',
      awaitingCallback: 'Answered; please say whether it satisfies',
    } as Record<string, string>,
    outcomes: {
      answered: 'Answered and closed',
      transferred: 'Passed on',
      merged: 'Handled with another case, answered',
      unfounded: 'Found to be unfounded, answered',
      withdrawn: 'Withdrawn',
    } as Record<string, string>,
  },
);

interface Shown {
  code: string;
  followed: Followed;
  again: () => void;
  leave: () => void;
}

/** A complaint as its complainant sees it. */
export function CasePage({ code, followed, again, leave }: Shown) {
  const t = useTexts(TEXTS);
  const { outcome, stage, stageTitle, answer, transferredTo, may } = followed;
  const title = (outcome === null ? t.stages[stage] : t.outcomes[outcome]) ?? stageTitle;
  return (
    <Page title={title} narrow>
      <When followed={followed} />
      <Facts followed={followed} />
      {transferredTo !== null && <p className="notice">{t.transferred(transferredTo)}</p>}
      {answer !== null && (
        <Sheet title={t.answer} id="answer">
          <p className="written">{answer}</p>
        </Sheet>
      )}
      <Papers code={code} followed={followed} />
      {may.includes('recordCallback') && <Satisfaction code={code} done={again} />}
      {may.includes('requestReopening') && <Reopening code={code} until={followed.reopenUntil} done={again} />}
      <Steps steps={followed.steps} />
      {followed.ledger.length > 0 && (
        <Sheet title={t.ledger} id="ledger">
          <Ledger days={followed.ledger} />
        </Sheet>
      )}
      <Readings steps={followed.unsealings} />
      {may.includes('supplement') && <Supplement code={code} done={again} />}
      <button type="button" className="button" onClick={leave}>
        {t.leave}
      </button>
    </Page>
  );
}

function When({ followed: { dueAt, answeredAt, provisional, late } }: { followed: Followed }) {
  const t = useTexts(TEXTS);
  const due = dueAt === null ? undefined : t.due(longDay(Date.parse(dueAt) - 1)) + (provisional ? t.provisional : '');
  return (
    <>
      <p className="lead">{answeredAt === null ? due : t.answered(longDay(answeredAt))}</p>
      {late && <p className="notice notice-careful">{t.late}</p>}
    </>
  );
}

function Facts({ followed: { caseNo, institution, category, receivedAt } }: { followed: Followed }) {
  const t = useTexts(TEXTS);
  const categories = useTexts(CATEGORIES);
  const facts = [
    [t.number, caseNo],
    [t.home, institution ?? '—'],
    [t.category, categories[category].title],
    [t.received, longDay(receivedAt)],
  ];
  return (
    <dl className="facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Steps({ steps }: { steps: Followed['steps'] }) {
  const t = useTexts(TEXTS);
  return (
    <Sheet title={t.steps} id="steps">
      <ol className="steps">
        {steps.map(({ at, name, title }) => (
          <li key={`${at}${name}`}>
            <time dateTime={at}>{dayAndTime(at)}</time>
            <span>{title}</span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
