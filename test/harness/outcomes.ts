import { type Desk, eventually } from './desk.ts';

export interface Totals {
  rungs: number;
  documents: number;
  messages: number;
}

/** Until the workflows have followed and climbed all that is due. */
export async function rested({ pool }: Desk, caseNos: string[]): Promise<void> {
  const busy = `SELECT 1 FROM case_file c LEFT JOIN case_follow f USING (case_no) WHERE c.case_no = ANY($1)
    AND (COALESCE(f.followed, 0) < c.told OR c.next_rung_at < now() OR EXISTS (SELECT 1 FROM outbox o WHERE o.case_no = c.case_no)) LIMIT 1`;
  await eventually(async () => (await pool.query(busy, [caseNos])).rowCount === 0, 'the workflows to follow', 300_000);
}

/** What each case came to: its trail, its documents and the messages about it, each as often as it is there. */
export async function outcomes({ pool }: Pick<Desk, 'pool'>, caseNos: string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ case_no: string; came: string }>(
    `SELECT c.case_no, concat_ws(E'\\n', (SELECT string_agg(e.kind || ':' || e.name, ' ' ORDER BY e.seq) FROM case_event e WHERE e.case_no = c.case_no),
       (SELECT string_agg(d.seq || ':' || d.kind, ' ' ORDER BY d.seq, d.kind) FROM case_document d WHERE d.case_no = c.case_no),
       (SELECT string_agg(split_part(n.key, ':', 2) || ':' || n.event || '>' || n.recipient, ' ' ORDER BY split_part(n.key, ':', 2), n.event, n.recipient) FROM notification n WHERE n.case_no = c.case_no)) AS came
     FROM case_file c WHERE c.case_no = ANY($1)`,
    [caseNos],
  );
  return new Map(rows.map((r) => [r.case_no, r.came]));
}

/** How much there is of all these cases together. */
export async function totals({ pool }: Desk, caseNos: string[]): Promise<Totals> {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM case_event WHERE kind = 'rung' AND case_no = ANY($1)) AS rungs,
       (SELECT count(*)::int FROM case_document WHERE case_no = ANY($1)) AS documents, (SELECT count(*)::int FROM notification WHERE case_no = ANY($1)) AS messages`,
    [caseNos],
  );
  return rows[0];
}
