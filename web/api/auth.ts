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

/** Whether somebody is signed in here. @throws Problem when the server cannot be asked */
export async function hasSession(): Promise<boolean> {
  const response = await fetch('/api/auth/get-session').catch((error: unknown) => {
    throw offlineProblem(error);
  });
  if (!response.ok) throw await problemFrom(response);
  return (await response.json()) !== null;
}
