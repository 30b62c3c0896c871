import { App, Button, Card } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useMe } from '../session/me.ts';
import { Loading } from '../shell/states.tsx';
import { type Draft, missingIn } from './draft.ts';
import { Receipt, type Taken } from './receipt.tsx';
import { addTo, attach, register } from './register.ts';
import { Sheet } from './sheet.tsx';
import { Similar } from './similar.tsx';
import { INTAKE_TEXTS } from './texts.ts';
import { useDraft } from './use-draft.ts';
import './intake.css';
import { LinkButton } from '../parts/link-button.tsx';

type Done = { kind: 'taken'; taken: Taken } | { kind: 'added'; caseNo: string };

/** Taking a complaint (受理) on one screen: what is told on the left, what it may belong to on the right, then what to tell the caller. */
export default function IntakePage() {
  const t = useTexts(INTAKE_TEXTS);
  const { draft, write, begin, restored } = useDraft();
  const { done, again, submit, add, problem, busy, checked } = useHandIn(draft, begin);
  if (restored === 'reading') return <Loading />;
  if (done?.kind === 'taken') return <Receipt taken={done.taken} next={again} />;
  if (done?.kind === 'added') return <Added caseNo={done.caseNo} next={again} />;
  const onKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length > 0) write({ files: [...draft.files, ...files] });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and pasted files are caught wherever the clerk is typing
    <div className="intake" onKeyDown={onKeys} onPaste={onPaste}>
      <Card size="small" className="panel">
        {restored === 'draft' && <p className="intake-restored">{t.restored}</p>}
        <ProblemAlert problem={problem}>{problem?.code === 'offline' && <p>{t.offline}</p>}</ProblemAlert>
        <Sheet draft={draft} write={write} missing={checked ? missingIn(draft) : []} />
        <div className="intake-foot">
          <Button onClick={() => void begin()}>{t.clear}</Button>
          <small>{t.submitHint}</small>
          <Button type="primary" size="large" loading={busy} onClick={() => void submit()}>
            {t.submit}
          </Button>
        </div>
      </Card>
      <Similar draft={draft} addTo={(caseNo) => void add(caseNo)} busy={busy} />
    </div>
  );
}

/** Hands the draft in, as a complaint of its own or added to another one; it is forgotten only when the server has it. */
function useHandIn(draft: Draft, begin: () => Promise<void>) {
  const t = useTexts(INTAKE_TEXTS);
  const { message } = App.useApp();
  const { role } = useMe();
  const [done, setDone] = useState<Done>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState(false);

  const handIn = async (how: () => Promise<Done>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const handed = await how();
      const failed = await attach(handed.kind === 'taken' ? handed.taken.caseNo : handed.caseNo, draft);
      for (const name of failed) void message.warning(t.uploadFailed(name));
      setDone(handed);
      await begin();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const submit = async () => {
    setChecked(true);
    const [first] = missingIn(draft);
    if (first) document.getElementById(`intake-${first}`)?.focus();
    else if (!busy) await handIn(async () => ({ kind: 'taken', taken: await register(draft) }));
  };
  const add = (caseNo: string) =>
    handIn(async () => {
      await addTo(caseNo, draft, role, t.addedNote);
      return { kind: 'added', caseNo };
    });
  const again = () => {
    setDone(undefined);
    setChecked(false);
  };
  return { done, again, submit, add, problem, busy, checked };
}

function Added({ caseNo, next }: { caseNo: string; next: () => void }) {
  const t = useTexts(INTAKE_TEXTS);
  return (
    <section className="receipt" aria-label={t.addedTitle}>
      <h1>{t.addedTitle}</h1>
      <p>{t.addedMore(caseNo)}</p>
      <div className="receipt-do">
        <Button type="primary" size="large" autoFocus onClick={next}>
          {t.next}
        </Button>
        <LinkButton to={`/cases/${caseNo}`} size="large">
          {t.openCase}
        </LinkButton>
      </div>
    </section>
  );
}
