import type { Pool, PoolClient } from 'pg';
import { dayOf, type IsoDate } from '../domain/working-days.ts';
import { type BundleContent, DamagedBundle, packed, unpacked } from './bundle-form.ts';
import { type Break, ChainCheck } from './chain-check.ts';
import { contentOf, dayRoot, LEDGER, type LedgerDay } from './ledger-day.ts';
import { leafOf, type Path, rootFrom } from './merkle.ts';
import { type CaseHead, EVENTS, HEADS, inSnapshot, type RecordedEvent } from './recorded.ts';

/** Everything that shows what happened in a case and when it was recorded, as one file; nothing when there is no such case. */
export async function exportCase(
  pool: Pool,
  caseNo: string,
  { product, now = Date.now() }: { product: string; now?: number },
): Promise<{ bytes: Buffer; digest: string } | undefined> {
  return inSnapshot(pool, async (client) => {
    const { rows: heads } = await client.query<CaseHead>(`${HEADS} WHERE case_no = $1`, [caseNo]);
    if (!heads[0]) return undefined;
    const { rows } = await client.query<RecordedEvent & { caseNo: string }>(`${EVENTS} WHERE case_no = $1 ORDER BY seq`, [caseNo]);
    const events = rows.map(({ caseNo: _, ...event }) => event);
    const papers = await papersOf(client, caseNo);
    return packed({ product, exportedAt: now, ...heads[0], events, ...papers, ...(await daysOf(client, caseNo, events)) });
  });
}

const INSTANT = `(extract(epoch FROM created_at) * 1000)::float8 AS at`;

async function papersOf(client: PoolClient, caseNo: string): Promise<Pick<BundleContent, 'documents' | 'evidence'>> {
  const documents = await client.query<BundleContent['documents'][number]>(
    `SELECT id::text, title, kind, media_type AS "mediaType", bytes::float8, sha256, ${INSTANT} FROM case_document WHERE case_no = $1 AND sha256 IS NOT NULL ORDER BY seq, kind, item_no`,
    [caseNo],
  );
  const evidence = await client.query<BundleContent['evidence'][number]>(
    `SELECT id::text, name AS title, 'evidence' AS kind, media_type AS "mediaType", bytes::float8, sha256, ${INSTANT} FROM evidence WHERE case_no = $1 ORDER BY created_at, id`,
    [caseNo],
  );
  return { documents: documents.rows, evidence: evidence.rows };
}

/** The closed days on which the case was written to, with the path of each of its events to the root. */
async function daysOf(client: PoolClient, caseNo: string, events: RecordedEvent[]): Promise<Pick<BundleContent, 'days' | 'closedThrough'>> {
  const { rows: ledger } = await client.query<LedgerDay>(`${LEDGER} ORDER BY ledger_day.day`);
  const written = new Set(events.map(({ recordedAt }) => dayOf(recordedAt)));
  const days: BundleContent['days'] = [];
  for (const { day, prev, root } of ledger.filter((d) => written.has(d.day))) {
    const proofs: { seq: number; path: Path }[] = [];
    const content = await contentOf(client, day, (of, seq) => {
      if (of !== caseNo) return undefined;
      const path: Path = [];
      proofs.push({ seq, path });
      return path;
    });
    days.push({ day, prev, root, ...content, proofs });
  }
  return { days, closedThrough: ledger.at(-1)?.day ?? null };
}

/** What a bundle shows; it holds when `breaks` is empty. */
export interface BundleReport {
  ok: boolean;
  caseNo?: string;
  /** Of the whole file; compare it with the one that was written down when it was made. */
  digest?: string;
  product?: string;
  exportedAt?: number;
  events: number;
  documents: number;
  evidence: number;
  /** Days whose roots cover the events. Compare them with roots that were published or noted elsewhere. */
  days: { day: IsoDate; root: string }[];
  /** Events recorded on a day that was not closed yet: under no root. */
  uncovered: number[];
  breaks: Break[];
}

/** Checks a bundle by itself: no database, no network. */
export function checkBundle(bytes: Buffer): BundleReport {
  try {
    const bundle = unpacked(bytes);
    const { caseNo, digest, product, exportedAt, events, documents, evidence, days } = bundle;
    const uncovered = events.filter((event) => !isClosed(bundle, event)).map(({ seq }) => seq);
    const breaks = [...chainFault(bundle), ...days.flatMap((day) => dayFault(bundle, day)), ...unproven(bundle)];
    const roots = days.map(({ day, root }) => ({ day, root }));
    const counts = { events: events.length, documents: documents.length, evidence: evidence.length };
    return { ok: breaks.length === 0, caseNo, digest, product, exportedAt, ...counts, days: roots, uncovered, breaks };
  } catch (error) {
    if (!(error instanceof DamagedBundle)) throw error;
    const breaks: Break[] = [{ what: 'bundleChanged', why: error.message }];
    return { ok: false, events: 0, documents: 0, evidence: 0, days: [], uncovered: [], breaks };
  }
}

function chainFault(bundle: BundleContent): Break[] {
  const chain = new ChainCheck(bundle.caseNo);
  for (const event of bundle.events) chain.add(event);
  const broken = chain.end(bundle);
  return broken ? [broken] : [];
}

/** Whether the proofs of a day lead from the events to its root. */
function dayFault({ caseNo, events }: BundleContent, { day, prev, root, proofs, ...content }: BundleContent['days'][number]): Break[] {
  if (dayRoot(prev, day, content) !== root) return [{ day, what: 'rootChanged', why: 'its root is not that of what is said of it' }];
  const hashes = new Map(events.map(({ seq, hash }) => [seq, hash]));
  const wrong = proofs.find(({ seq, path }) => rootFrom(leafOf(caseNo, seq, hashes.get(seq) ?? ''), path) !== content.leaves);
  return wrong ? [{ caseNo, seq: wrong.seq, what: 'dayChanged', why: `it is not the event that the root of ${day} covers` }] : [];
}

/** Events of closed days without a proof. */
function unproven(bundle: BundleContent): Break[] {
  const proven = new Set(bundle.days.flatMap(({ day, proofs }) => proofs.map(({ seq }) => `${day}/${seq}`)));
  const lacking = bundle.events.find((event) => isClosed(bundle, event) && !proven.has(`${dayOf(event.recordedAt)}/${event.seq}`));
  if (!lacking) return [];
  const { caseNo } = bundle;
  return [{ caseNo, seq: lacking.seq, what: 'dayMissing', why: `no root of ${dayOf(lacking.recordedAt)} covers it` }];
}

const isClosed = ({ closedThrough }: BundleContent, { recordedAt }: { recordedAt: number }): boolean =>
  closedThrough !== null && dayOf(recordedAt) <= closedThrough;
