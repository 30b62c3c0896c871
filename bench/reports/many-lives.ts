import type pg from 'pg';

/**
 * Writes so many cases of three types by SQL alone: each with its events, its dates and its file as reports read them, spread over a year; four in
 * five are closed. They have no chain and no workflow: they are for reading.
 */
export async function manyLives(db: pg.Pool, cases: number): Promise<string> {
  for (const statement of [INSTITUTIONS, CASES, EVENTS, DATES]) await db.query(statement, statement === CASES ? [cases] : []);
  await db.query('VACUUM ANALYZE');
  const { rows } = await db.query(
    `SELECT (SELECT count(*) FROM case_file) || ' cases, ' || (SELECT count(*) FROM case_event) || ' events, ' || (SELECT count(*) FROM case_deadline) || ' dates' AS told`,
  );
  return rows[0].told;
}

const INSTITUTIONS = `INSERT INTO institution (id, name, division, beds, filing_status)
  SELECT 'i' || n, '养老院' || n, '5326261' || lpad((1 + n % 3)::text, 2, '0'), 80, CASE n % 9 WHEN 0 THEN 'unfiled' ELSE 'filed' END FROM generate_series(1, 900) n`;

const CASES = `INSERT INTO case_file (case_no, type, division, institution_id, institution_name, stage, status, outcome, version, told, head, file, opened_at,
    received_at, changed_at, closed_at, due_at, clock, owner_id, assignee_id, next_event, next_event_at)
  SELECT 'X-' || lpad(n::text, 8, '0'), t, '532626', 'i' || (1 + n % 900), '养老院' || (1 + n % 900), CASE WHEN closed THEN 'closed' ELSE 'fourth' END,
    CASE WHEN closed THEN 'closed' ELSE 'open' END, CASE WHEN closed THEN 'answered' END, 8, 8, '',
    jsonb_build_object('note', repeat('办理经过记录。', 120), 'items', CASE t WHEN 'rectification' THEN jsonb_build_array(
      jsonb_build_object('no', 1, 'kind', (ARRAY['fire', 'food', 'building'])[1 + n % 3], 'relapses', CASE n % 11 WHEN 0 THEN 1 ELSE 0 END),
      jsonb_build_object('no', 2, 'kind', 'management', 'relapses', 0)) ELSE '[]' END),
    at, at, at + interval '9 days', CASE WHEN closed THEN at + interval '9 days' END, at + interval '12 days', 'running', 'head',
    CASE n % 7 WHEN 0 THEN NULL ELSE 'officer' || n % 40 END, 'giveFeedback', at + interval '12 days'
  FROM generate_series(1, $1::int) n, LATERAL (SELECT (ARRAY['complaint', 'rectification', 'filingCheck'])[1 + n % 3] AS t, n % 5 <> 0 AS closed,
    now() - interval '10 days' - (n % 365) * interval '1 day' AS at) x`;

const EVENTS = `INSERT INTO case_event (case_no, seq, at, kind, name, actor, data, key, stage, file_hash, prev_hash, hash)
  SELECT c.case_no, s, c.opened_at + (s - 1) * interval '30 hours', CASE WHEN s IN (3, 6) THEN 'rung' ELSE 'action' END,
    (ARRAY['open', 'accept', 'remind', 'recordInvestigation', 'giveFeedback', 'overdue', 'addNote', 'recordCallback'])[s], '{}',
    jsonb_build_object('text', repeat('记录', 60)), s::text, CASE WHEN s = 8 THEN c.stage ELSE (ARRAY['first', 'second', 'second', 'third', 'fourth', 'fourth', 'fourth'])[s] END,
    '', '', '' FROM case_file c, generate_series(1, 8) s`;

const DATES = `INSERT INTO case_deadline (case_no, id, seq, name, awaits, statutory, due_at, provisional, ledger, ended_at, ended_as)
  SELECT c.case_no, name || '#1', 1, name, name, name = 'answer', c.opened_at + day * interval '1 day', false, '[]',
    CASE WHEN c.status = 'closed' OR day < 6 THEN c.opened_at + interval '3 days' END,
    CASE WHEN c.status = 'closed' OR day < 6 THEN CASE WHEN day < 3 THEN 'late' ELSE 'met' END END
  FROM case_file c, (VALUES ('triage', 2), ('answer', 7), ('investigation', 5), ('callback', 9)) d(name, day)`;
