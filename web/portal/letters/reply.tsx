import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { Field } from '../ui/field.tsx';
import { FilePicker } from '../ui/file-picker.tsx';
import { focusFirstWrong } from '../ui/focus-first-wrong.ts';
import { Sheet } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useSending } from '../ui/use-load.ts';
import { sendReply } from './send-reply.ts';

const MOST_FILES = 5;
const TEXTS = texts(
  {
    title: '回函',
    once: '只能回复一次，提交后链接即失效。',
    text: '处理意见',
    textMissing: '请写明处理意见。',
    respondent: '回复人姓名和职务',
    respondentMissing: '请写明由谁回复。',
    files: '附件（可以不传）',
    fileHint: `照片、PDF、Office 文档等，最多 ${MOST_FILES} 个，每个不超过 20 MB。`,
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
    files: 'Attachments (optional)',
    fileHint: `Photographs, PDF or Office files; at most ${MOST_FILES}, 20 MB each.`,
    send: 'Send the answer',
    busy: 'Sending…',
  },
);

/** Papers of a department keep their names and what is in them. */
const asItIs = async (file: File): Promise<File> => file;

/** The department's answer, once: words, who says them, and files with them. */
export function Reply({ token, done }: { token: string; done: () => void }) {
  const t = useTexts(TEXTS);
  const [text, setText] = useState('');
  const [respondent, setRespondent] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [tried, setTried] = useState(false);
  const [key] = useState(newKey);
  const { busy, problem, send } = useSending();
  const wrong = { text: tried && text.trim() === '', respondent: tried && respondent.trim() === '' };
  const submit = () => {
    setTried(true);
    if (text.trim() === '' || respondent.trim() === '') return focusFirstWrong();
    if (busy) return;
    void send(async () => {
      await sendReply(token, { text: text.trim(), respondent: respondent.trim(), files }, key);
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
        <FilePicker files={files} setFiles={setFiles} label={t.files} hint={t.fileHint} most={MOST_FILES} prepare={asItIs} />
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
