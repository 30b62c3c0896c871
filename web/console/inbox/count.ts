import { $api } from '../../api/client.ts';

/** The bell is looked at anew this often, in ms. */
const AGAIN_MS = 60_000;

/** How many messages were not read yet; none while that is not known. */
export function useInboxCount(): number {
  const init = { params: { query: { unread: 'true' as const, limit: 1 } } };
  return $api.useQuery('get', '/api/v1/notifications', init, { refetchInterval: AGAIN_MS, retry: false }).data?.unread ?? 0;
}
