import { api, newKey } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { uploadEvidence } from '../../api/upload.ts';
import { sendOpening } from '../open/send.ts';
import { dropWaiting, isLocal, lineOf, openedIn, readWaiting, rewrite } from './queue.ts';
import { store, type Waiting, type WaitingAction, type WaitingFile, type WaitingOpening } from './store.ts';

/** Answers after which it is worth trying again later: no network, nobody signed in, too much at once, the server away. */
const LATER = new Set([0, 401, 429, 502, 503, 504]);
let sending: Promise<number> | undefined;

/** Sends what waits and nobody has to look at first, in the order in which it was done. @returns how many arrived */
export function sendWaiting(by: string): Promise<number> {
  sending ??= sendAll(by).finally(() => {
    sending = undefined;
  });
  return sending;
}

async function sendAll(by: string): Promise<number> {
  const stopped = new Set<string>();
  let arrived = 0;
  for (const { id } of await readWaiting()) {
    const entry = (await readWaiting()).find((w) => w.id === id); // what went before may have changed it
    if (!entry || entry.by !== by || openedIn(entry) || stopped.has(lineOf(entry))) continue;
    const became = entry.refused ? 'refused' : await sendOne(entry);
    if (became === 'later') return arrived;
    if (became === 'refused')
      stopped.add(lineOf(entry)); // what follows was done in the belief that it had been taken
    else arrived += 1;
  }
  return arrived;
}

async function sendOne(entry: Waiting): Promise<'sent' | 'refused' | 'later'> {
  try {
    await deliver(entry);
    return 'sent';
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem({ status: 0, code: 'offline' });
    if (LATER.has(problem.status)) return 'later';
    const { code, message: detail, reason, about, fields } = problem;
    await rewrite({ ...entry, refused: { code, detail, about, fields, ...(reason === undefined ? {} : { reason }) } });
    return 'refused';
  }
}

async function deliver(entry: Waiting): Promise<void> {
  if (entry.kind === 'opening') return openCase(entry);
  await (entry.kind === 'file' ? sendFile(entry) : sendAction(entry));
  await dropWaiting(entry);
}

async function sendFile({ caseNo, file, name, about, key, localId }: WaitingFile): Promise<void> {
  const { id } = await uploadEvidence(caseNo, new File([file], name, { type: file.type }), about, key);
  await (await store()).put('names', id, localId);
}

/** Opens the case; its number stays to be seen. */
async function openCase(entry: WaitingOpening): Promise<void> {
  await rewrite({ ...entry, opened: await sendOpening(entry, entry.key) });
}

async function sendAction({ caseNo, action, input, version, key }: WaitingAction): Promise<void> {
  const body = (await withServerIds(input)) as never;
  const header = { 'Idempotency-Key': key, 'If-Match': `"${version}"` };
  const { data } = await api.POST('/api/v1/cases/{caseNo}/actions/{action}', { params: { path: { caseNo, action }, header }, body });
  if (data) await followOn(caseNo, version, data.version);
}

/** Steps that were taken one after the other without a network saw the same version: the next one now follows ours. */
async function followOn(caseNo: string, seen: number, now: number): Promise<void> {
  for (const entry of await readWaiting())
    if (entry.kind === 'action' && entry.caseNo === caseNo && entry.version === seen) await rewrite({ ...entry, version: now });
}

/** The input with the ids that the server has given to the files in the meantime. */
export async function withServerIds(input: unknown): Promise<unknown> {
  if (isLocal(input)) return (await (await store()).get('names', input)) ?? input;
  if (Array.isArray(input)) return Promise.all(input.map(withServerIds));
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    await Promise.all(Object.entries(input).map(async ([field, value]) => [field, await withServerIds(value)] as const)),
  );
}

/** Sends what was refused after all, a step on the case as it is now: somebody has looked at what had changed. */
export async function sendAllTheSame(entry: Waiting, version: number): Promise<void> {
  const { refused: _, ...again } = entry;
  const anew = { ...again, key: newKey() };
  await rewrite(anew.kind === 'action' ? { ...anew, version } : anew);
  await sendWaiting(entry.by);
}
