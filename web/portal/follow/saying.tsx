import { type ReactNode, useState } from 'react';
import { api, newKey } from '../../api/client.ts';
import { longDay } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { type HandedIn, handIn } from '../complain/hand-in.ts';
import { said } from '../said.ts';
import { Choices, Field, Group } from '../ui/field.tsx';
import { FilePicker } from '../ui/file-picker.tsx';
import { Sheet } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useSending } from '../ui/use-load.ts';

const TEXTS = texts(
  {
    supplement: '补充情况',
    more: '还想补充什么？',
    add: '提交补充',
    added: '已收到您的补充，经办人会看到。',
    someFailed: '有文件没有传上去，文字没有提交。请去掉它们或再试一次。',
    judge: '请您评价',
    satisfied: '答复您满意吗？',
    yes: '满意',
    no: '不满意',
    noMore: '会由科室负责人决定是否重新办理',
    score: '打几分？（可以不选，5 分最好）',
    why: '想说的话（可以不填）',
    tell: '提交评价',
    reopen: '申请重新办理',
    reopenLead: (day: string) => `如果问题没有解决，可以在 ${day} 之前申请重新办理，只能申请一次。`,
    reason: '为什么要重新办理？',
    ask: '提交申请',
    missing: '请写几句话。',
    busy: '正在提交…',
  },
  {
    supplement: 'Add to it',
    more: 'What would you like to add?',
    add: 'Send',
    added: 'We received it; the officer will see it.',
    someFailed: 'Some files did not arrive and nothing was sent. Please remove them or try again.',
    judge: 'Your judgement',
    satisfied: 'Are you satisfied with the answer?',
    yes: 'Yes',
    no: 'No',
    noMore: 'the section head then decides on taking it up again',
    score: 'How many points? (optional; 5 is best)',
    why: 'Anything you would like to say (optional)',
    tell: 'Send',
    reopen: 'Ask for it to be taken up again',
    reopenLead: (day: string) => `If the problem is not solved you may ask until ${day} for the case to be taken up again, once.`,
    reason: 'Why should it be taken up again?',
    ask: 'Send',
    missing: 'Please write a few words.',
    busy: 'Sending…',
  },
);

interface Said {
  code: string;
  done: () => void;
}

/** A form that sends one thing, with its button and what went wrong. */
function Form(props: { button: string; busy: boolean; problem: unknown; submit: () => void; children: ReactNode }) {
  const t = useTexts(TEXTS);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.busy) props.submit();
      }}
    >
      {props.children}
      <ProblemNotice problem={props.problem} />
      <div className="buttons">
        <button type="submit" className="button button-main" aria-disabled={props.busy}>
          {props.busy ? t.busy : props.button}
        </button>
      </div>
    </form>
  );
}

const asked = (code: string, key: string) => ({ path: { receiptCode: code }, header: { 'Idempotency-Key': key } });

/** More from the complainant: words, and files with them. */
export function Supplement({ code, done }: Said) {
  const t = useTexts(TEXTS);
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [key, setKey] = useState(newKey);
  const [shown, setShown] = useState<{ missing?: boolean; added?: boolean; handed?: HandedIn }>({});
  const { busy, problem, send } = useSending();
  const submit = () => {
    if (text.trim() === '') return setShown({ missing: true });
    void send(async () => {
      const handed = await handIn(code, files);
      if (handed.failed.length > 0) return setShown({ handed });
      const evidence = handed.ids.length > 0 ? { evidence: handed.ids } : {};
      const body = { text: text.trim(), ...evidence };
      await said(api.POST('/api/v1/public/complaints/{receiptCode}/supplements', { params: asked(code, key), body }));
      setText('');
      setFiles([]);
      setKey(newKey());
      setShown({ added: true });
      done();
    });
  };
  return (
    <Sheet title={t.supplement} id="supplement">
      <Form button={t.add} busy={busy} problem={problem} submit={submit}>
        <Field label={t.more} error={shown.missing && text.trim() === '' ? t.missing : undefined}>
          {(field) => <textarea {...field} rows={4} maxLength={5000} value={text} onChange={(e) => setText(e.target.value)} />}
        </Field>
        <FilePicker files={files} setFiles={setFiles} />
        {shown.handed && <p className="notice notice-wrong">{t.someFailed}</p>}
        <p role="status">{shown.added && t.added}</p>
      </Form>
    </Sheet>
  );
}

const SCORES = ['1', '2', '3', '4', '5'] as const;

/** Whether the answer satisfies. */
export function Satisfaction({ code, done }: Said) {
  const t = useTexts(TEXTS);
  const [satisfied, setSatisfied] = useState<'yes' | 'no'>();
  const [score, setScore] = useState<(typeof SCORES)[number]>();
  const [note, setNote] = useState('');
  const [key] = useState(newKey);
  const { busy, problem, send } = useSending();
  const submit = () =>
    satisfied &&
    void send(async () => {
      const body = {
        satisfied: satisfied === 'yes',
        ...(score ? { score: Number(score) } : {}),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      };
      await said(api.POST('/api/v1/public/complaints/{receiptCode}/callback', { params: asked(code, key), body }));
      done();
    });
  const answers = [
    { value: 'yes', title: t.yes },
    { value: 'no', title: t.no, more: t.noMore },
  ] as const;
  return (
    <Sheet title={t.judge} id="satisfied">
      <Form button={t.tell} busy={busy} problem={problem} submit={submit}>
        <Group label={t.satisfied}>
          <Choices name="satisfied" of={answers} chosen={satisfied} choose={setSatisfied} width="narrow" />
        </Group>
        <Group label={t.score}>
          <Choices name="score" of={SCORES.map((value) => ({ value, title: value }))} chosen={score} choose={setScore} width="slim" />
        </Group>
        <Field label={t.why}>
          {(field) => <textarea {...field} rows={3} maxLength={5000} value={note} onChange={(e) => setNote(e.target.value)} />}
        </Field>
      </Form>
    </Sheet>
  );
}

/** Asking for the case to be taken up again, once, in time. */
export function Reopening({ code, until, done }: Said & { until: string | null }) {
  const t = useTexts(TEXTS);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [key] = useState(newKey);
  const { busy, problem, send } = useSending();
  const submit = () => {
    if (reason.trim() === '') return setMissing(true);
    void send(async () => {
      const body = { reason: reason.trim() };
      await said(api.POST('/api/v1/public/complaints/{receiptCode}/reopening', { params: asked(code, key), body }));
      done();
    });
  };
  return (
    <Sheet title={t.reopen} id="reopen">
      {until !== null && <p>{t.reopenLead(longDay(Date.parse(until) - 1))}</p>}
      <Form button={t.ask} busy={busy} problem={problem} submit={submit}>
        <Field label={t.reason} error={missing && reason.trim() === '' ? t.missing : undefined}>
          {(field) => <textarea {...field} rows={3} maxLength={5000} value={reason} onChange={(e) => setReason(e.target.value)} />}
        </Field>
      </Form>
    </Sheet>
  );
}
