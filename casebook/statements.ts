/**
 * The two statements that write to the log. Each is a transaction of its own: the file moves from the expected version or
 * nothing is written at all, so no lock is held while the rules are asked (docs/decisions/0002).
 */

/**
 * Queues the messages of a parameter about the case of a table expression. One whose key exists is not queued again. `fits`: which messages (n)
 * belong to which row, where there is more than one.
 */
export const queueing = (about: string, parameter: string, fits = 'true'): string => `
  INSERT INTO notification (key, case_no, event, recipient, channel, address, subject, body, details, not_before, error, state)
  SELECT n.key, ${about}.case_no, n.event, n.recipient, n.channel, n.address, n.subject, n.body, n.details, COALESCE(n."notBefore", now()), n.error,
    CASE WHEN n.channel = 'inbox' THEN 'sent' WHEN n.error IS NOT NULL THEN 'failed' ELSE 'queued' END
  FROM ${about}, jsonb_to_recordset(${parameter}::jsonb) AS n(key text, event text, recipient text, channel text, address text, subject text, body text,
    details jsonb, "notBefore" timestamptz, error text, seq int, effect text)
  WHERE ${fits}
  ON CONFLICT (key) DO NOTHING`;

const BESIDE = `, event AS (
  INSERT INTO case_event (case_no, seq, at, kind, name, actor, data, key, stage, file_hash, prev_hash, hash, step, texts)
  SELECT case_no, $6::int, $10::timestamptz, $21::text, $22::text, $23::jsonb, $24::jsonb, $25::text, $3::text, $26::text, $27::text, $8::text, $28::jsonb, $42::jsonb FROM moved
), told AS (
  INSERT INTO outbox (case_no, seq) SELECT case_no, $6::int FROM moved WHERE $28::jsonb IS NOT NULL
), dates AS (
  INSERT INTO case_deadline (case_no, id, seq, name, awaits, statutory, due_at, provisional, ledger)
  SELECT moved.case_no, d.id, $6::int, d.name, d.awaits, d.statutory, d.due_at, d.provisional, d.ledger
  FROM moved, jsonb_to_recordset($29::jsonb)
    AS d(id text, name text, awaits text, statutory boolean, due_at timestamptz, provisional boolean, ledger jsonb)
), ended AS (
  UPDATE case_deadline d SET ended_at = $10::timestamptz, ended_as = e.ended_as
  FROM moved, jsonb_to_recordset($39::jsonb) AS e(id text, ended_as text)
  WHERE d.case_no = moved.case_no AND d.id = e.id
), links AS (
  INSERT INTO case_link (case_no, kind, other) SELECT moved.case_no, l.kind, l.other
  FROM moved, jsonb_to_recordset($30::jsonb) AS l(kind text, other text) ON CONFLICT DO NOTHING
), notes AS (
  ${queueing('moved', '$31')}
)`;

/** A step of a case that exists, at version $2. */
export const APPEND = `WITH moved AS (
  UPDATE case_file SET stage = $3, status = $4, outcome = $5, version = $6, told = $7, head = $8, file = $9::jsonb, changed_at = $10, closed_at = CASE WHEN status = 'closed' AND $4 = 'closed' THEN closed_at ELSE $11 END,
    due_at = $12, provisional = $13, clock = $14, owner_id = $15, assignee_id = $16, next_event = $17, next_event_at = $18, next_rung_at = $19,
    excluded = $20, disclosed_at = $40, departments = $41, institution_id = $34, institution_name = $35, parent = $36
  WHERE case_no = $1 AND version = $2::int AND type = $32 AND division = $33 AND opened_at = $37 AND received_at = $38
  RETURNING case_no
)${BESIDE}
SELECT count(*)::int AS moved FROM moved`;

/** The first step of a case, with what is kept beside it. */
export const OPEN = `WITH once AS (
  INSERT INTO request_key (scope, key, body_hash, case_no) VALUES ($47, $48, $49, $1) ON CONFLICT DO NOTHING RETURNING case_no
), moved AS (
  INSERT INTO case_file (case_no, type, division, institution_id, institution_name, stage, status, outcome, version, told, head, file, opened_at, received_at,
    changed_at, closed_at, due_at, provisional, clock, owner_id, assignee_id, next_event, next_event_at, next_rung_at, excluded, disclosed_at, departments,
    parent, source, source_number)
  SELECT case_no, $32, $33, $34, $35, $3::text, $4, $5, $6::int, $7, $8::text, $9::jsonb, $37, $38, $10::timestamptz, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $40::timestamptz,
    $41::text[], $36,
    $45, $46 FROM once WHERE $2::int = 0
  RETURNING case_no
), searches AS (
  INSERT INTO case_search (case_no, search) SELECT case_no, $50 FROM moved
), informants AS (
  INSERT INTO informant (case_no, name, phone, address)
  SELECT case_no, $43::jsonb ->> 'name', $43::jsonb ->> 'phone', $43::jsonb ->> 'address' FROM moved WHERE $43::jsonb IS NOT NULL
), receipts AS (
  INSERT INTO receipt (code_hash, code_sealed, case_no) SELECT $44, $51, case_no FROM moved WHERE $44::text IS NOT NULL
)${BESIDE}
SELECT count(*)::int AS moved FROM moved`;
