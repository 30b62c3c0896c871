import type pg from 'pg';

/** Copies every case that is there until there are so many, with other numbers, days and officers; answers how many there are. */
export async function manyCases(db: pg.Pool, wanted: number): Promise<number> {
  const { rows: templates } = await db.query<{ case_no: string }>('SELECT case_no FROM case_file ORDER BY case_no');
  const each = Math.ceil(wanted / templates.length);
  for (const { case_no } of templates) await db.query(COPY, [case_no, each]);
  await db.query('ANALYZE');
  const { rows } = await db.query<{ n: number }>('SELECT count(*)::int AS n FROM case_file');
  return rows[0]?.n ?? 0;
}

/** Copy n was opened n minutes earlier than its template, and falls due a day more or less around today. */
const COPY = `WITH columns AS (
    SELECT c.*, n, opened_at - n * interval '1 minute' AS earlier, now() + (n % 41 - 20) * interval '1 day' AS due
    FROM case_file c CROSS JOIN generate_series(1, $2) n WHERE c.case_no = $1
  ), copied AS (
    INSERT INTO case_file (case_no, type, division, institution_id, institution_name, stage, status, outcome, version, told, head, file, opened_at, received_at,
      changed_at, closed_at, due_at, provisional, clock, owner_id, assignee_id, next_event, next_event_at, next_rung_at, excluded, parent)
    SELECT case_no || '-' || n, type, division, institution_id, institution_name, stage, status, outcome, version, told, head,
      jsonb_set(file, '{caseNo}', to_jsonb(case_no || '-' || n)), earlier, earlier, earlier, closed_at, due, provisional, clock, owner_id,
      CASE WHEN n % 5 = 0 THEN NULL ELSE assignee_id END, next_event, due, due, excluded, parent FROM columns RETURNING case_no
  ), searched AS (
    INSERT INTO case_search (case_no, search) SELECT case_no || '-' || n, s.search || ' ' || n FROM columns JOIN case_search s USING (case_no)
  )
  INSERT INTO case_follow (case_no, followed) SELECT case_no || '-' || n, told FROM columns`;
