import { useQuery, useQueryClient } from '@tanstack/react-query';
import { auth, hasSession } from '../../api/auth.ts';
import { api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import type { Me } from '../../api/types.ts';
import { forgetAnswers } from '../offline/remember.ts';
import { forgetPictures } from '../offline/worker.ts';

/** Who is signed in; an error with status 401 when nobody is. */
export function useSession() {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['me'], queryFn: whoAmI, retry: false, staleTime: 60_000 });
  return { me: data, problem: error instanceof Problem ? error : null, isPending, refetch };
}

/** Asks first whether there is a session: that nobody is signed in is no error, and should not look like one. */
async function whoAmI(): Promise<Me> {
  const session = await hasSession().catch((error: unknown) => {
    if (error instanceof Problem && error.status === 0) return true; // without a network, who was signed in last
    throw error;
  });
  if (!session) throw new Problem({ status: 401, code: 'not-signed-in' });
  const { data } = await api.GET('/api/v1/me');
  if (!data) throw new Problem({ status: 401, code: 'not-signed-in' });
  return data;
}

/** Who is signed in, on pages that nobody else sees. @throws where nobody is */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('this page needs somebody who is signed in');
  return me;
}

/** Ends the session, and forgets everything that was read in it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await auth('sign-out');
    await Promise.all([forgetAnswers(), forgetPictures()]);
    queries.clear();
    globalThis.location.assign('/');
  };
}
