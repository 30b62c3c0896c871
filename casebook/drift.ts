import type { Pool } from 'pg';

/**
 * How log and Temporal can disagree about a case. missing, closed: an open case, or one whose end was not followed, has no running workflow; failing: its workflow tasks fail;
 * behind: it has not heard the last step; timerMissed: a rung is overdue that it should have climbed; ofClosedCase, withoutCase: a workflow runs
 * that should not.
 */
export type DriftKind =
  | 'workflowMissing'
  | 'workflowClosed'
  | 'workflowFailing'
  | 'workflowBehind'
  | 'timerMissed'
  | 'workflowOfClosedCase'
  | 'workflowWithoutCase';

/** What an administrator may decide about drift that was not healed by itself. */
export const DRIFT_DECISIONS = ['rebuild', 'terminate', 'dismiss'] as const;
export type DriftDecision = (typeof DRIFT_DECISIONS)[number];

export interface Finding {
  workflowId: string;
  kind: DriftKind;
  detail: Record<string, string | number>;
}

/** What is known of a finding already: open or dismissed, and how often it was healed within a day. */
export interface Known {
  standing?: 'open' | 'dismissed';
  healed: number;
}

const keyOf = ({ workflowId, kind }: Pick<Finding, 'workflowId' | 'kind'>): string => `${workflowId} ${kind}`;

/** Looks findings up. One that was dismissed stays so while every check sees it, and counts as new when it comes again later. */
export async function known(pool: Pool, findings: Finding[], lastCheck: Date): Promise<(finding: Finding) => Known> {
  const { rows } = await pool.query<{ workflow_id: string; kind: DriftKind; healed: number; open: boolean; dismissed: boolean }>(
    `SELECT workflow_id, kind, (count(*) FILTER (WHERE state = 'healed' AND remedy <> 'passed' AND found_at > now() - interval '1 day'))::int AS healed,
       bool_or(state = 'open') AS open, bool_or(state = 'dismissed' AND seen_at >= $2) AS dismissed
     FROM drift WHERE workflow_id = ANY($1) GROUP BY workflow_id, kind`,
    [findings.map((f) => f.workflowId), lastCheck],
  );
  const found = new Map(rows.map((r) => [keyOf({ workflowId: r.workflow_id, kind: r.kind }), r]));
  return (finding) => {
    const row = found.get(keyOf(finding));
    const standing = row?.open ? 'open' : row?.dismissed ? 'dismissed' : undefined;
    return { healed: row?.healed ?? 0, ...(standing ? { standing } : {}) };
  };
}

/** Notes findings: with a remedy as healed, without one as open; one that is open already was merely seen again, and may have been healed now. */
export async function note(pool: Pool, findings: (Finding & { remedy?: string })[]): Promise<void> {
  if (findings.length === 0) return;
  await pool.query(
    `INSERT INTO drift (workflow_id, kind, state, detail, remedy, settled_at)
     SELECT workflow_id, kind, CASE WHEN remedy IS NULL THEN 'open' ELSE 'healed' END, detail, remedy, CASE WHEN remedy IS NOT NULL THEN now() END
     FROM jsonb_to_recordset($1::jsonb) AS f(workflow_id text, kind text, detail jsonb, remedy text)
     ON CONFLICT (workflow_id, kind) WHERE state = 'open' DO UPDATE SET seen_at = now(), detail = excluded.detail`,
    [JSON.stringify(findings.map(({ workflowId, ...rest }) => ({ workflow_id: workflowId, ...rest })))],
  );
}

/** Notes that what stands, open or dismissed, is still so. */
export async function seenAgain(pool: Pool, findings: Finding[]): Promise<void> {
  await pool.query(
    `UPDATE drift d SET seen_at = now() FROM jsonb_to_recordset($1::jsonb) AS f("workflowId" text, kind text)
     WHERE d.workflow_id = f."workflowId" AND d.kind = f.kind AND d.state IN ('open', 'dismissed')`,
    [JSON.stringify(findings)],
  );
}

/** Settles what was open and was not seen by the check that began then: it passed by itself. */
export async function passed(pool: Pool, since: Date): Promise<void> {
  await pool.query(`UPDATE drift SET state = 'healed', remedy = 'passed', settled_at = now() WHERE state = 'open' AND seen_at < $1`, [
    since,
  ]);
}

/** Records what an administrator decided; a worker carries it out. False when it is not open, was decided already, or has no case to rebuild from. */
export async function decideDrift(pool: Pool, id: string, decision: DriftDecision, by: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE drift SET decision = $2, decided_by = $3, decided_at = now(), state = CASE $2 WHEN 'dismiss' THEN 'dismissed' ELSE state END,
       settled_at = CASE $2 WHEN 'dismiss' THEN now() END
     WHERE id = $1::bigint AND state = 'open' AND decision IS NULL AND NOT ($2 = 'rebuild' AND kind = 'workflowWithoutCase')`,
    [id, decision, by],
  );
  return rowCount === 1;
}

/** Decisions that no worker has carried out yet. */
export async function undone(pool: Pool): Promise<{ id: string; workflowId: string; decision: DriftDecision }[]> {
  const { rows } = await pool.query(
    `SELECT id, workflow_id AS "workflowId", decision FROM drift WHERE state = 'open' AND decision IS NOT NULL ORDER BY decided_at LIMIT 100`,
  );
  return rows;
}

export async function settle(pool: Pool, id: string, remedy: string): Promise<void> {
  await pool.query(`UPDATE drift SET state = 'healed', remedy = $2, settled_at = now() WHERE id = $1::bigint AND state = 'open'`, [
    id,
    remedy,
  ]);
}
