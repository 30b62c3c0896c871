import type { Pool } from 'pg';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Actor } from '../domain/roles.ts';
import { dayOf, startOfDay } from '../domain/working-days.ts';
import { NoSuchCase } from './errors.ts';
import { queueing } from './statements.ts';
import type { QueuedNotification } from './write.ts';

/** An event as an effect needs it, with the case as it stands now. */
export interface EventOfCase {
  seq: number;
  file: CaseFile;
  kind: 'action' | 'rung' | 'system';
  name: string;
  at: number;
  actor: Actor;
  stage: string;
  data: Record<string, unknown>;
  /** The effects of it that are done. */
  done: string[];
}

/** What the database knows around an event: for documents. */
export interface Surroundings {
  /** Name of the division whose bureau has the case: the county, also for a case of one of its towns. */
  division: string;
  /** Its code: the bureau counts its papers, whichever town they are about. */
  bureau: string;
  /** Nothing when the version that the case was opened under is not known any more. */
  policy: Policy | null;
  /** Events before this one, oldest first. */
  before: Pick<EventOfCase, 'kind' | 'name' | 'at' | 'actor' | 'data'>[];
  evidence: Listed[];
  /** Documents made up to this event, but no closing report of the event itself. */
  documents: Listed[];
  /** What belongs to the case that this one is about, for a referral. */
  manifest: Listed[];
  /** Signatures that were captured on the day of the event, before it. */
  signatures: { role: 'inspector' | 'institution'; name: string; sha256: string }[];
  /** Where the institution is. */
  address: string | null;
}

/** What the database knows around several events of a case, each part with what tells whether it lies before one of them. */
interface AroundCase extends Omit<Surroundings, 'manifest' | 'before' | 'documents' | 'signatures'> {
  before: (Surroundings['before'][number] & { seq: number })[];
  documents: (Listed & { seq: number; kind: string })[];
  signatures: (Surroundings['signatures'][number] & { at: number })[];
}

/** What of it was there when the event happened. */
function upTo({ seq, at }: EventOfCase, { before, documents, signatures }: AroundCase) {
  const since = startOfDay(dayOf(at));
  return {
    before: before.filter((earlier) => earlier.seq < seq),
    documents: documents.filter((made) => made.seq < seq || (made.seq === seq && made.kind !== 'closingReport')),
    signatures: signatures.filter((signed) => signed.at >= since && signed.at <= at),
  };
}

/** Something that a document lists by its hash; a document, by its id, has one only when it is printed. */
export interface Listed {
  id?: string;
  name: string;
  sha256: string | null;
}

/** Messages about an event, under the name by which it is noted that people were told. */
export interface Telling {
  seq: number;
  effect: string;
  notifications: QueuedNotification[];
}

/** Keeps what the effects of a case did: each is done once per case, event and effect, however often it is asked for. */
export class Effects {
  private readonly pool: Pool;
  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** @throws NoSuchCase */
  async event(caseNo: string, seq: number): Promise<EventOfCase> {
    const [found] = await this.events(caseNo, [seq]);
    if (!found) throw new NoSuchCase(caseNo);
    return found;
  }

  /** Those events of a case that have one of these numbers. */
  async events(caseNo: string, seqs: number[]): Promise<EventOfCase[]> {
    const { rows } = await this.pool.query<EventOfCase & { at: Date }>({
      name: 'events-of-case',
      text: `SELECT e.seq, c.file, e.kind, e.name, e.at, e.actor, e.stage, e.data,
          ARRAY(SELECT effect FROM case_effect f WHERE f.case_no = e.case_no AND f.seq = e.seq) AS done
        FROM case_event e JOIN case_file c USING (case_no) WHERE e.case_no = $1 AND e.seq = ANY($2)`,
      values: [caseNo, seqs],
    });
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  /** Everything documents about these events of one case may need beside them, read once: two statements, however many there are. */
  async around(events: readonly EventOfCase[]): Promise<(event: EventOfCase) => Surroundings> {
    const [{ file }] = events as [EventOfCase];
    const times = events.map(({ at }) => at);
    const { rows } = await this.pool.query<AroundCase>({
      name: 'around-events',
      text: AROUND,
      values: [
        file.caseNo,
        file.division,
        file.policy.jurisdiction,
        file.policy.version,
        Math.max(...events.map(({ seq }) => seq)),
        new Date(startOfDay(dayOf(Math.min(...times)))),
        new Date(Math.max(...times)),
        file.institution?.id ?? null,
      ],
    });
    const [found] = rows;
    if (!found) throw new NoSuchCase(file.caseNo);
    const manifest = file.type === 'referral' && file.parent ? await this.manifest(file.parent, file.evidence) : [];
    return (event) => ({ ...found, ...upTo(event, found), manifest });
  }

  /**
   * Queues messages, records that people were told, and how far the workflow has followed its case, together. What people were told before is
   * not queued again, nor a message whose key exists; a note that comes late sets nothing back.
   */
  async told(caseNo: string, told: readonly Telling[], followed?: number): Promise<void> {
    if (told.length === 0 && followed === undefined) return;
    const marks = told.map(({ seq, effect }) => ({ seq, effect }));
    const messages = told.flatMap(({ notifications, ...mark }) => notifications.map((message) => ({ ...message, ...mark })));
    await this.pool.query({
      name: 'told-people',
      text: TOLD,
      values: [caseNo, JSON.stringify(marks), JSON.stringify(messages), followed ?? null],
    });
  }

  /** Queues messages that no step of the case caused. */
  async queueMore(caseNo: string, notifications: QueuedNotification[]): Promise<void> {
    await this.pool.query({
      name: 'queue-more',
      text: `WITH about AS (SELECT $1::text AS case_no) ${queueing('about', '$2')}`,
      values: [caseNo, JSON.stringify(notifications)],
    });
  }

  /** Head of the log of a case, its evidence and its documents, by their hashes. A file that was not chosen keeps its name to itself. */
  private async manifest(caseNo: string, chosen: readonly string[]): Promise<Listed[]> {
    const { rows } = await this.pool.query<Listed>(
      `SELECT id, name, sha256 FROM (
         SELECT 0 AS o, NULL::uuid AS id, '案件日志（第' || version || '条为止）' AS name, head AS sha256, opened_at AS at FROM case_file WHERE case_no = $1
         UNION ALL SELECT 1, id, title || COALESCE('（' || document_no || '）', ''), sha256, created_at FROM case_document WHERE case_no = $1
         UNION ALL SELECT 2, NULL, CASE WHEN id::text = ANY($2) THEN name ELSE '未随附的材料' END, sha256, created_at FROM evidence WHERE case_no = $1) x ORDER BY o, at, name`,
      [caseNo, chosen],
    );
    return rows;
  }
}

const AROUND = `SELECT COALESCE((SELECT name FROM division WHERE code = left($2, 6)), $2) AS division, left($2, 6) AS bureau,
  (SELECT document FROM policy WHERE jurisdiction = $3 AND version = $4) AS policy,
  (SELECT COALESCE(json_agg(json_build_object(
      'seq', seq, 'kind', kind, 'name', name, 'at', (extract(epoch FROM at) * 1000)::float8, 'actor', actor, 'data', data) ORDER BY seq), '[]')
    FROM case_event WHERE case_no = $1 AND seq < $5) AS before,
  (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'sha256', sha256) ORDER BY created_at, id), '[]') FROM evidence WHERE case_no = $1) AS evidence,
  (SELECT COALESCE(json_agg(json_build_object(
      'seq', seq, 'kind', kind, 'id', id, 'name', title || COALESCE('（' || document_no || '）', ''), 'sha256', sha256) ORDER BY seq, kind, item_no), '[]')
    FROM case_document WHERE case_no = $1 AND seq <= $5) AS documents,
  (SELECT COALESCE(json_agg(json_build_object(
      'role', role, 'name', name, 'sha256', sha256, 'at', (extract(epoch FROM signed_at) * 1000)::float8) ORDER BY signed_at), '[]')
    FROM case_signature WHERE case_no = $1 AND signed_at BETWEEN $6 AND $7) AS signatures,
  (SELECT address FROM institution WHERE id = $8) AS address`;

const TOLD = `WITH made AS (
    INSERT INTO case_effect (case_no, seq, effect) SELECT $1, seq, effect FROM jsonb_to_recordset($2::jsonb) AS m(seq int, effect text)
    ON CONFLICT DO NOTHING RETURNING case_no, seq, effect),
  noted AS (
    INSERT INTO case_follow (case_no, followed) SELECT $1::text, $4::int WHERE $4::int IS NOT NULL AND EXISTS (SELECT 1 FROM case_file WHERE case_no = $1)
    ON CONFLICT (case_no) DO UPDATE SET followed = GREATEST(case_follow.followed, excluded.followed), at = now())
  ${queueing('made', '$3', 'n.seq = made.seq AND n.effect = made.effect')}`;
