import { Alert, Button, Progress } from 'antd';
import { Link } from 'react-router';
import { useTexts } from '../../shared/texts.ts';
import { said } from '../../words/refusals.ts';
import type { useReassignment } from './reassignment.ts';
import { BOARD_TEXTS } from './texts.ts';

/** How far the reassignment is, what failed and why, and the way back. */
export function ProgressPanel({ job }: { job: ReturnType<typeof useReassignment> }) {
  const t = useTexts(BOARD_TEXTS);
  if (!job.started) return null;
  const { total = 0, done = 0, failed = [], finished = false } = job.sum ?? {};
  const moved = done - failed.length;
  const stayed = new Set(failed.map(({ subject }) => subject));
  const gone = job.undoable.filter(({ caseNo }) => !stayed.has(caseNo));
  const nobodys = gone.filter(({ from }) => from === undefined).length;
  const percent = total === 0 ? 0 : Math.round((done / total) * 100);
  return (
    <section className="job" aria-label={t.progress}>
      <div className="job-head">
        <strong role="status">{finished ? t.finished(moved) : t.running(done, total)}</strong>
        {finished && gone.length > nobodys && (
          <Button size="small" onClick={() => void job.undo(t.undoNote)}>
            {t.undo}
          </Button>
        )}
        {finished && (
          <Button size="small" type="text" onClick={job.close}>
            {t.close}
          </Button>
        )}
      </div>
      <Progress percent={percent} status={finished ? (failed.length > 0 ? 'exception' : 'success') : 'active'} aria-label={t.progress} />
      {finished && nobodys > 0 && <p>{t.undoPart(nobodys)}</p>}
      {failed.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t.failed(failed.length)}
          description={
            <ul className="job-failed">
              {failed.map(({ subject, reason, code, about }) => (
                <li key={subject}>
                  <Link to={`/cases/${subject}`}>{subject}</Link> {t.reasons[reason] ?? said({ reason: code, about }, reason)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </section>
  );
}
