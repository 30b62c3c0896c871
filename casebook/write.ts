import type { Pool, PoolClient } from 'pg';
import { nextEvent } from '../domain/kernel/advance.ts';
import { type CaseFile, governing, isOpen, isPast, nextRung } from '../domain/kernel/case-file.ts';
import type { Advance, CaseType, ToldStep } from '../domain/kernel/index.ts';
import { type CaseEvent, canonical, eventHash, hashOfFolded, sealedTexts } from './chain.ts';
import type { EndpointChannel } from './endpoints.ts';
import type { SealedInformant } from './sealed-fields.ts';
import { APPEND, OPEN } from './statements.ts';

/** A message as it is queued with the step that causes it. One per key, whatever happens. */
export interface QueuedNotification {
  key: string;
  event: string;
  recipient: string;
  channel: 'inbox' | 'email' | EndpointChannel;
  address: string | null;
  subject: string;
  body: string;
  /** What a receiving program is told beside the words. */
  details: Record<string, unknown>;
  /** When it may leave, as an instant in RFC 3339; at once when null. */
  notBefore: string | null;
  /** Why it cannot be sent at all, where that is known from the beginning. */
  error?: string;
}

/** What is kept under seal beside a case when it is opened. */
export interface Sealed {
  informant?: SealedInformant;
  receipt?: { codeHash: string; codeSealed: string };
}

/** What is kept beside a case when it is opened. */
export interface Intake extends Sealed {
  source?: string;
  sourceNumber?: string;
  /** What a worklist's search looks through. */
  search: string;
  /** The request that opened it: the same scope and key again opens nothing. */
  request: { scope: string; key: string; bodyHash: string };
}

/** One case's part of a transaction. */
export interface Change {
  before: CaseFile;
  head: string;
  advance: Advance;
  event: CaseEvent;
  notifications: QueuedNotification[];
  opening?: Intake;
}

export const toldStep = (type: CaseType, before: CaseFile, { file }: Advance, name: string): ToldStep => ({
  seq: file.seq,
  prev: before.told,
  name,
  stage: file.stage,
  since: file.since,
  closed: !isOpen(file),
  next: nextRung(file) ?? null,
  facts: type.facts?.(file) ?? {},
});

/** Writes one case's part in one statement. Answers false, having written nothing, when the log has moved on (or, opening, when the request was used before). */
export async function write(db: Pool | PoolClient, type: CaseType, change: Change): Promise<boolean> {
  const values = change.opening ? [...valuesOf(type, change), ...openingValues(change.opening)] : valuesOf(type, change);
  const { rows } = await db.query<{ moved: number }>({
    name: change.opening ? 'case-open' : 'case-append',
    text: change.opening ? OPEN : APPEND,
    values,
  });
  return rows[0]?.moved === 1;
}

const iso = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());

function valuesOf(type: CaseType, { before, head, advance, event, notifications }: Change): unknown[] {
  const { file, step, tells } = advance;
  const texts = sealedTexts(event.data);
  const folded = canonical(file);
  const hashOfFile = hashOfFolded(folded, texts);
  const governs = governing(file);
  const expected = nextEvent(type, file);
  const dates = step.counted
    .filter(({ deadline }) => file.deadlines[deadline.id])
    .map(({ deadline: { id, name, awaits, statutory, dueAt, provisional }, ledger }) => ({
      id,
      name,
      awaits,
      statutory,
      due_at: iso(dueAt),
      provisional,
      ledger,
    }));
  const ended = endedDates(before, advance, event.name);
  const links = file.links.slice(before.links.length).map(({ kind, caseNo: other }) => ({ kind, other }));
  return [
    file.caseNo, // 1
    before.seq,
    file.stage,
    isOpen(file) ? 'open' : 'closed',
    file.outcome ?? null, // 5
    file.seq,
    file.told,
    eventHash(file.caseNo, head, { ...event, texts }, hashOfFile),
    folded,
    iso(file.at), // 10
    isOpen(file) ? null : iso(file.at),
    file.clock === 'running' ? iso(governs?.dueAt) : null,
    governs?.provisional ?? false,
    file.clock,
    file.owner, // 15
    file.assignee ?? null,
    expected?.awaits ?? null,
    iso(expected?.dueAt),
    iso(nextRung(file)?.at),
    file.excluded, // 20
    event.kind,
    event.name,
    JSON.stringify(event.actor),
    JSON.stringify(event.data),
    event.key, // 25
    hashOfFile,
    head,
    tells ? JSON.stringify(toldStep(type, before, advance, event.name)) : null,
    JSON.stringify(dates),
    JSON.stringify(links), // 30
    JSON.stringify(notifications),
    file.type,
    file.division,
    file.institution?.id ?? null,
    file.institution?.name ?? null, // 35
    file.parent ?? null,
    iso(file.openedAt),
    iso(file.receivedAt),
    JSON.stringify(ended),
    iso(type.disclosedAt?.(file)), // 40
    type.addressees?.(file) ?? [],
    JSON.stringify(texts),
  ];
}

/**
 * The dates that this step ended, each as met in time, as late, or as dropped because something else made it needless. Under a suspension a
 * date is judged by the moment at which the clock was stopped.
 */
function endedDates(before: CaseFile, { file, step }: Advance, action: string): { id: string; ended_as: 'met' | 'late' | 'dropped' }[] {
  const gone = Object.values(before.deadlines).filter(({ id }) => !file.deadlines[id]);
  return gone.map((date) => {
    const { id, awaits, statutory } = date;
    if (isPast(before, date, file.at)) return { id, ended_as: 'late' };
    return { id, ended_as: action === awaits || (statutory && 'late' in step.says) ? 'met' : 'dropped' };
  });
}

const openingValues = ({ informant, receipt, source, sourceNumber, request, search }: Intake): unknown[] => [
  informant ? JSON.stringify(informant) : null,
  receipt?.codeHash ?? null,
  source ?? null,
  sourceNumber ?? null,
  request.scope,
  request.key,
  request.bodyHash,
  search,
  receipt?.codeSealed ?? null,
];
