import { useQueryClient } from '@tanstack/react-query';
import { auth } from '../../api/auth.ts';
import { $api } from '../../api/client.ts';
import type { Problem } from '../../api/problem.ts';
import type { Me } from '../../api/types.ts';

/** Who is signed in; an error with status 401 when nobody is. */
export function useSession() {
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/me', {}, { retry: false, staleTime: 60_000 });
  return { me: data, problem: error as unknown as Problem | null, isPending, refetch };
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
    queries.clear();
    globalThis.location.assign('/');
  };
}
