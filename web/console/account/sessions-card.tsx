import { useQuery } from '@tanstack/react-query';
import { App, Button, Card, Tag } from 'antd';
import { auth, ownSessions, type Session } from '../../api/auth.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { Loading } from '../shell/states.tsx';
import { deviceOf } from './device.ts';
import { ACCOUNT_TEXTS } from './texts.ts';

/** Where one is signed in, each to be ended by itself, or all but this one at once. */
export function SessionsCard() {
  const t = useTexts(ACCOUNT_TEXTS);
  const { message } = App.useApp();
  const { data, error, refetch } = useQuery({ queryKey: ['own-sessions'], queryFn: ownSessions });
  const { attempt, busy, problem } = useAttempt();
  const end = (path: string, body: object = {}) =>
    attempt(async () => {
      await auth(path, body);
      void message.success(t.ended);
      await refetch();
    });
  const sessions = data?.sessions.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)) ?? [];
  return (
    <Card title={t.sessions} size="small" className="panel">
      <ProblemAlert problem={problem ?? error} />
      {!data && !error && <Loading rows={2} />}
      <ul className="sessions">
        {sessions.map((session) => (
          <Entry key={session.token} session={session} here={session.token === data?.current} busy={busy} end={end} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button onClick={() => void end('revoke-other-sessions')} loading={busy}>
          {t.endOthers}
        </Button>
      )}
    </Card>
  );
}

/** The address of the computer itself, which tells nobody anything. */
const NOWHERE = /^[0:]+1?$/;

interface EntryProps {
  session: Session;
  here: boolean;
  busy: boolean;
  end: (path: string, body: object) => Promise<void>;
}

function Entry({ session: { token, createdAt, ipAddress, userAgent }, here, busy, end }: EntryProps) {
  const t = useTexts(ACCOUNT_TEXTS);
  const device = deviceOf(userAgent ?? '') ?? t.unknownDevice;
  return (
    <li>
      <div>
        <strong>{device}</strong> {here && <Tag className="tag-calm">{t.here}</Tag>}
        <small className="figure">
          {t.since(dayAndTime(createdAt))}
          {ipAddress && !NOWHERE.test(ipAddress) && ` · ${ipAddress}`}
        </small>
      </div>
      {!here && (
        <Button size="small" disabled={busy} onClick={() => void end('revoke-session', { token })} aria-label={`${t.end}：${device}`}>
          {t.end}
        </Button>
      )}
    </li>
  );
}
