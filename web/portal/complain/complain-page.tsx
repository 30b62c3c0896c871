import { useEffect, useState } from 'react';
import { api } from '../../api/client.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { said } from '../said.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useSending } from '../ui/use-load.ts';
import { complaintOf, type Draft, keyOf, useDraft } from './draft.ts';
import { type HandedIn, handIn } from './hand-in.ts';
import { type Given, Receipt } from './receipt.tsx';
import { StepHome } from './step-home.tsx';
import { StepWhat } from './step-what.tsx';
import { StepYou } from './step-you.tsx';

const TEXTS = texts(
  {
    title: '我要投诉举报',
    lead: '三步完成，不用注册。可以匿名。我们在五个工作日内答复。',
    step: (n: number) => `第 ${n} 步，共 3 步`,
    names: ['发生了什么', '哪家养老机构', '您的信息'],
    progress: '填写进度',
    sending: '正在提交…',
  },
  {
    title: 'Make a complaint',
    lead: 'Three short steps, no account needed. You may stay anonymous. You are answered within five working days.',
    step: (n: number) => `Step ${n} of 3`,
    names: ['What happened', 'Which home', 'About you'],
    progress: 'Progress',
    sending: 'Sending…',
  },
);

/** Complaining, in three steps; then the receipt code. */
export default function ComplainPage() {
  const t = useTexts(TEXTS);
  const { draft, change, forget } = useDraft();
  const [files, setFiles] = useState<File[]>([]);
  const [given, setGiven] = useState<{ receipt: Given; handed: HandedIn }>();
  const { busy, problem, send } = useSending();
  const submit = () => {
    void send(async () => {
      const body = complaintOf(draft);
      const receipt = await said(api.POST('/api/v1/public/complaints', { body, params: { header: { 'Idempotency-Key': keyOf(body) } } }));
      const code = receipt.receiptCode ?? '';
      setGiven({ receipt: { ...receipt, receiptCode: code }, handed: await handIn(code, files) });
      forget();
    });
  };
  if (given) return <Receipt {...given.receipt} handed={given.handed} />;
  const go = (step: Draft['step']) => change({ step });
  return (
    <Page title={t.title} lead={t.lead} narrow>
      <Progress step={draft.step} />
      <StepFocus step={draft.step} />
      {draft.step === 1 && <StepWhat draft={draft} change={change} files={files} setFiles={setFiles} next={() => go(2)} />}
      {draft.step === 2 && <StepHome draft={draft} change={change} back={() => go(1)} next={() => go(3)} />}
      {draft.step === 3 && <StepYou draft={draft} change={change} back={() => go(2)} submit={submit} busy={busy} />}
      <ProblemNotice problem={problem} />
      <p role="status" className="unseen">
        {busy ? t.sending : ''}
      </p>
    </Page>
  );
}

function Progress({ step }: { step: number }) {
  const t = useTexts(TEXTS);
  return (
    <ol className="progress" aria-label={t.progress}>
      {t.names.map((name, i) => (
        <li key={name} data-done={i + 1 < step} aria-current={i + 1 === step ? 'step' : undefined}>
          <span className="progress-no">{i + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  );
}

/** Brings the reader to the top of each step, and says which one it is. */
function StepFocus({ step }: { step: number }) {
  const t = useTexts(TEXTS);
  const [first] = useState(step);
  const [moved, setMoved] = useState(false);
  useEffect(() => {
    if (step === first && !moved) return;
    setMoved(true);
    globalThis.scrollTo(0, 0);
    document.getElementById('step')?.focus();
  }, [step, first, moved]);
  return (
    <p id="step" tabIndex={-1} className="step-said">
      {t.step(step)}
    </p>
  );
}
