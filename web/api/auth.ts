import { language } from '../shared/language.ts';
import { offlineProblem, problemFrom } from './problem.ts';

/** What signing in led to: the session, or a second factor that is still asked for. */
export interface SignedIn {
  twoFactorRedirect?: boolean;
}

/** Posts to the sign-in part of the server, which the OpenAPI document does not describe. @throws Problem */
export async function auth<T>(path: string, body: object = {}): Promise<T> {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': language() },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/api/auth/${path}`, init).catch((error: unknown) => {
    throw offlineProblem(error);
  });
  if (!response.ok) throw await problemFrom(response);
  return (await response.json()) as T;
}

/** A sign-in that has not ended yet, as the server keeps it. */
export interface Session {
  token: string;
  createdAt: string;
  ipAddress?: string | null;
  userAgent?: string | null;
}

/** Whether somebody is signed in here. @throws Problem when the server cannot be asked */
export const hasSession = async (): Promise<boolean> => (await read('get-session')) !== null;

/** All of one's own sign-ins, and which of them is this one. @throws Problem */
export async function ownSessions(): Promise<{ sessions: Session[]; current: string | undefined }> {
  const [sessions, here] = await Promise.all([
    read<Session[]>('list-sessions'),
    read<{ session: Pick<Session, 'token'> } | null>('get-session'),
  ]);
  return { sessions, current: here?.session.token };
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(`/api/auth/${path}`, { headers: { 'Accept-Language': language() } }).catch((error: unknown) => {
    throw offlineProblem(error);
  });
  if (!response.ok) throw await problemFrom(response);
  return (await response.json()) as T;
}
