import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, newKey } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useMe } from '../session/me.ts';
import { Fields, labelOf } from './changes.tsx';
import { CorrectFields } from './correct-fields.tsx';
import { changesOf, type Facts, type Profile, type Topic, topicOf, topics } from './facts.ts';
import { TEXTS } from './texts.ts';

/** The button to correct what the register says of an institution, for those who may. */
export function Correct({ profile, onDone }: { profile: Profile; onDone: () => void }) {
  const t = useTexts(TEXTS);
  const { permissions } = useMe();
  const [open, setOpen] = useState(false);
  if (!permissions.includes('institutions.manage')) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t.correct}
      </Button>
      {open && (
        <Correction
          profile={profile}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      )}
    </>
  );
}

/** The form: what is kept by topic, then what of it is to be changed, and why. Only that is sent. */
function Correction({ profile, onClose, onDone }: { profile: Profile; onClose: () => void; onDone: () => void }) {
  const t = useTexts(TEXTS);
  const [facts, setFacts] = useState<Facts>(profile);
  const [open, setOpen] = useState<Topic[]>(topics.slice(0, 1));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const changes = changesOf(profile, facts);
  const send = () =>
    api.POST('/api/v1/institutions/{id}', {
      params: { path: { id: profile.id }, header: { 'Idempotency-Key': newKey() } },
      body: { ...Object.fromEntries(changes.map(({ field, after }) => [field, after])), reason },
    });
  const refused = (error: unknown) => {
    const wrong = error instanceof Problem ? error.fields.map(({ field }) => topicOf(field)) : [];
    setOpen(topics.filter((topic) => open.includes(topic) || wrong.includes(topic)));
    setProblem(error);
  };
  return (
    <Modal
      open
      width={640}
      title={`${t.correct}：${profile.name}`}
      onCancel={onClose}
      okButtonProps={{ disabled: reason.trim() === '' || changes.length === 0 }}
      onOk={() => void send().then(onDone, refused)}
    >
      <CorrectFields facts={facts} set={setFacts} changes={changes} open={open} setOpen={setOpen} />
      <section className="correct-changes" aria-label={t.change}>
        <strong>{t.change}</strong>
        {changes.length === 0 ? <div>{t.nothingChanged}</div> : <Fields changes={changes} />}
      </section>
      <p className="correct-field">
        <label htmlFor="fact-reason">{t.reason}</label>
        <Input.TextArea
          id="fact-reason"
          required
          rows={2}
          maxLength={1_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </p>
      <p className="panel-note">{t.published}</p>
      <ProblemAlert problem={problem} called={(field) => labelOf(field, t)} />
    </Modal>
  );
}
