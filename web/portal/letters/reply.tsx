import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { Field } from '../ui/field.tsx';
import { focusFirstWrong } from '../ui/focus-first-wrong.ts';
import { Sheet } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useSending } from '../ui/use-load.ts';
import { sendReply } from './send-reply.ts';

const TEXTS = texts(
  {
    title: '回函',
    once: '只能回复一次，提交后链接即失效。',
    text: '处理意见',
    textMissing: '请写明处理意见。',
    respondent: '回复人姓名和职务',
    respondentMissing: '请写明由谁回复。',
    file: '附件（可以不传）',
    fileHint: '照片、PDF、Office 文档等，一个文件，不超过 20 MB；有多份材料的，请合并成一个 PDF。',
    pick: '选择文件',
    send: '提交回函',
    busy: '正在提交…',
  },
  {
    title: 'Answer',
    once: 'The letter can be answered once; the link ends with that.',
    text: 'What the department says',
    textMissing: 'Please write what the department says.',
    respondent: 'Your name and position',
    respondentMissing: 'Please say who answers.',
    file: 'Attachment (optional)',
    fileHint: 'A photograph, PDF or Office file; one file of at most 20 MB. Please join several papers into one PDF.',
    pick: 'Choose a file',
    send: 'Send the answer',
    busy: 'Sending…',
  },
);

/** The department's answer, once: words, who says them, and a file with them. */
export function Reply({ token, done }: { token: string; done: () => void }) {
  const t = useTexts(TEXTS);
  const [text, setText] = useState('');
  const [respondent, setRespondent] = useState('');
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState(false);
  const [key] = useState(newKey);
  const { busy, problem, send } = useSending();
  const wrong = { text: tried && text.trim() === '', respondent: tried && respondent.trim() === '' };
  const submit = () => {
    setTried(true);
    if (text.trim() === '' || respondent.trim() === '') return focusFirstWrong();
    if (busy) return;
    void send(async () => {
      await sendReply(token, { text: text.trim(), respondent: respondent.trim(), file }, key);
      done();
    });
  };
  return (
    <Sheet title={t.title} id="reply">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t.text} hint={t.once} error={wrong.text ? t.textMissing : undefined}>
          {(field) => <textarea {...field} rows={6} maxLength={5000} value={text} onChange={(e) => setText(e.target.value)} />}
        </Field>
        <Field label={t.respondent} error={wrong.respondent ? t.respondentMissing : undefined}>
          {(field) => (
            <input {...field} autoComplete="name" maxLength={200} value={respondent} onChange={(e) => setRespondent(e.target.value)} />
          )}
        </Field>
        <Field label={t.file} hint={t.fileHint}>
          {(field) => (
            <label className="drop">
              <input {...field} type="file" className="unseen" onChange={(e) => setFile(e.target.files?.[0])} />
              <span className="button">{t.pick}</span> {file?.name}
            </label>
          )}
        </Field>
        <ProblemNotice problem={problem} />
        <div className="buttons">
          <button type="submit" className="button button-main" aria-disabled={busy}>
            {busy ? t.busy : t.send}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
