import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { type DocumentKind, numberPrefix } from '../domain/documents.ts';
import type { IsoDate } from '../domain/working-days.ts';

/** A document that a step asks for: what it is to say. `itemNo` tells several of one kind apart. */
export interface Draft {
  kind: DocumentKind;
  itemNo: number;
  title: string;
  facts: object;
}

/** For whom drafts are numbered: the case, and code and name of the division that counts. */
export interface Register {
  caseNo: string;
  division: { code: string; name: string };
}

/** What one effect of an event issues, and of which day. */
export interface Issue {
  seq: number;
  effect: string;
  issuedOn: IsoDate;
  drafts: Draft[];
}

/** A document that waits to be printed. */
export interface Unprinted {
  id: string;
  caseNo: string;
  seq: number;
  kind: DocumentKind;
  title: string;
  documentNo: string;
  code: string;
  createdAt: Date;
  facts: Record<string, unknown>;
}

/** A document as it was printed and stored. */
export interface Printed {
  pdf: { sha256: string; bytes: number };
  docx: { sha256: string; bytes: number };
}

/** What is not printed yet. `error` says why the last try failed, if one did. */
export interface Waiting {
  waiting: number;
  oldestMs: number;
  error: string | null;
}

const LEASE_MS = 5 * 60_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** The documents of the cases: numbered and written down at once with the step that asks for them, printed afterwards by whoever has time. */
export class Documents {
  private readonly pool: Pool;
  constructor(pool: Pool) {
    this.pool = pool;
  }

  /**
   * Gives every draft its number, in the order of the events, and writes it down, together with the notes that the effects are done: one statement,
   * so that a number is taken only by a document that exists. Safe to repeat: where an effect is done, nothing happens.
   */
  async issue({ caseNo, division }: Register, issues: Issue[]): Promise<void> {
    const marks = issues.map(({ seq, effect }) => ({ seq, effect }));
    const rows = issues.flatMap(({ seq, effect, issuedOn, drafts }) => {
      const year = Number(issuedOn.slice(0, 4));
      return drafts.map((draft) => ({
        ...draft,
        seq,
        effect,
        year,
        code: verificationCode(),
        prefix: numberPrefix(division.name, draft.kind, year),
      }));
    });
    await this.pool.query({
      name: 'issue-documents',
      text: ISSUE,
      values: [caseNo, division.code, JSON.stringify(marks), JSON.stringify(rows)],
    });
  }

  /** Takes the document that has waited longest, for five minutes. Nothing when none is due. */
  async claim(): Promise<Unprinted | undefined> {
    const { rows } = await this.pool.query<Unprinted>({
      name: 'claim-document',
      text: `UPDATE case_document SET attempts = attempts + 1, not_before = now() + $1 * interval '1 ms'
        WHERE id = (SELECT id FROM case_document WHERE printed_at IS NULL AND facts IS NOT NULL AND not_before <= now() ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, case_no AS "caseNo", seq, kind, title, document_no AS "documentNo", code, created_at AS "createdAt", facts`,
      values: [LEASE_MS],
    });
    return rows[0];
  }

  /** Notes where a document lies. What it was made from is forgotten: from now on the paper speaks. */
  async printed(id: string, { pdf, docx }: Printed): Promise<void> {
    await this.pool.query({
      name: 'document-printed',
      text: `UPDATE case_document SET sha256 = $2, bytes = $3, docx_sha256 = $4, docx_bytes = $5, printed_at = clock_timestamp(), facts = NULL, error = NULL
        WHERE id = $1 AND printed_at IS NULL AND facts IS NOT NULL`,
      values: [id, pdf.sha256, pdf.bytes, docx.sha256, docx.bytes],
    });
  }

  /** Puts a document back that could not be printed, and says why, unless it only waits for its turn; the pauses grow to ten minutes. */
  async postponed(id: string, why?: string): Promise<void> {
    await this.pool.query({
      name: 'document-postponed',
      text: `UPDATE case_document SET error = $2, not_before = now() + LEAST($3, 1000 * 2 ^ LEAST(attempts, 12)) * interval '1 ms' WHERE id = $1 AND printed_at IS NULL`,
      values: [id, why?.slice(0, 500) ?? null, LONGEST_PAUSE_MS],
    });
  }

  /** Hashes of these documents; those that are not printed yet are left out. */
  async hashes(ids: string[]): Promise<Map<string, string>> {
    const { rows } = await this.pool.query<{ id: string; sha256: string }>({
      name: 'document-hashes',
      text: 'SELECT id, sha256 FROM case_document WHERE id = ANY($1::uuid[]) AND sha256 IS NOT NULL',
      values: [ids],
    });
    return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  }

  /** How many documents wait to be printed, how long the first has waited in ms, and why the last try failed. */
  async waiting(): Promise<Waiting> {
    const { rows } = await this.pool.query<Waiting>({
      name: 'documents-waiting',
      text: `SELECT count(*)::int AS waiting, COALESCE(extract(epoch FROM now() - min(created_at)) * 1000, 0)::float8 AS "oldestMs",
          (array_agg(error ORDER BY attempts DESC) FILTER (WHERE error IS NOT NULL))[1] AS error
        FROM case_document WHERE printed_at IS NULL AND facts IS NOT NULL`,
    });
    return rows[0] ?? { waiting: 0, oldestMs: 0, error: null };
  }
}

const ISSUE = `WITH made AS (
    INSERT INTO case_effect (case_no, seq, effect) SELECT $1::text, seq, effect FROM jsonb_to_recordset($3::jsonb) AS m(seq int, effect text)
    ON CONFLICT DO NOTHING RETURNING seq, effect),
  draft AS (
    SELECT d.*, count(*) OVER same AS of_kind, row_number() OVER (same ORDER BY d.seq, d."itemNo") AS nth
    FROM made JOIN jsonb_to_recordset($4::jsonb)
      AS d(seq int, effect text, kind text, "itemNo" int, title text, facts jsonb, code text, prefix text, year int) USING (seq, effect)
    WINDOW same AS (PARTITION BY d.kind, d.year)),
  counted AS (
    INSERT INTO document_counter AS c (division, kind, year, last)
    SELECT $2::text, kind, year, count(*) FROM draft GROUP BY kind, year ORDER BY kind, year
    ON CONFLICT (division, kind, year) DO UPDATE SET last = c.last + excluded.last RETURNING kind, year, last)
  INSERT INTO case_document (case_no, seq, kind, item_no, title, media_type, document_no, code, facts)
  SELECT $1, seq, kind, "itemNo", title, 'application/pdf', prefix || (last - of_kind + nth) || '号', code, facts FROM draft JOIN counted USING (kind, year)`;

/** Signs that cannot be taken for one another. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** What is printed on a document to check it by: 100 random bits in 20 signs. */
const verificationCode = (): string => [...randomBytes(20)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
