import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { DriftKind, Finding } from '../drift.ts';
import { inParallel, reportedFailing, runningWorkflows, stateOf, type WorkflowState } from './workflows.ts';

export interface Looking {
  pool: Pool;
  client: Client;
  /** How long a case must have been quiet, in ms, before it is judged: what is under way is not drift. */
  quietMs: number;
  /** How late a rung may be, in ms. */
  lateMs: number;
  page: number;
}

/** One page of what was looked at. */
export interface Looked {
  cases: number;
  workflows: number;
  findings: Finding[];
}

interface LivingCase {
  case_no: string;
  told: number;
  followed: number;
  late_s: number | null;
}

/** A workflow task that was tried more often than this fails, rather than being unlucky. */
const ATTEMPTS = 3;
const AT_ONCE = 10;

/** Holds the log and Temporal against each other, page by page, and changes nothing. */
export async function* findings(looking: Looking): AsyncGenerator<Looked> {
  const { client } = looking;
  const [running, failing] = await Promise.all([runningWorkflows(client), reportedFailing(client)]);
  for await (const cases of livingCases(looking)) {
    const found = await inParallel(cases, AT_ONCE, (kase) => judged(looking, kase, running.has(kase.case_no), failing.has(kase.case_no)));
    yield { cases: cases.length, workflows: 0, findings: found.flatMap((f) => f ?? []) };
  }
  const all = [...running];
  for (let i = 0; i < all.length; i += looking.page) {
    const some = all.slice(i, i + looking.page);
    yield { cases: 0, workflows: some.length, findings: await strays(looking, some) };
  }
}

/** What is wrong with a case that should have a workflow. Temporal's list is late, so that what it says is asked for again. */
async function judged(
  { client, lateMs }: Looking,
  { case_no: workflowId, told, followed, late_s }: LivingCase,
  runs: boolean,
  fails: boolean,
): Promise<Finding | undefined> {
  const behind = followed < told;
  const late = late_s !== null && late_s * 1_000 > lateMs;
  if (runs && !behind && !late && !fails) return undefined;
  const state = await stateOf(client, workflowId);
  const kind = kindOf(state, behind, late);
  return kind && { workflowId, kind, detail: detailOf(state, { told, followed, late_s: late_s ?? 0 }, kind) };
}

function kindOf({ status, attempt }: WorkflowState, behind: boolean, late: boolean): DriftKind | undefined {
  if (status === 'NONE') return 'workflowMissing';
  if (status !== 'RUNNING') return 'workflowClosed';
  if (attempt > ATTEMPTS) return 'workflowFailing';
  if (behind) return 'workflowBehind';
  return late ? 'timerMissed' : undefined;
}

function detailOf(
  { status, attempt }: WorkflowState,
  { told, followed, late_s }: Omit<LivingCase, 'case_no'>,
  kind: DriftKind,
): Finding['detail'] {
  if (kind === 'workflowClosed') return { status };
  if (kind === 'workflowFailing') return { attempt };
  if (kind === 'workflowBehind') return { told, followed };
  return kind === 'timerMissed' ? { lateSeconds: Math.round(late_s ?? 0) } : {};
}

/** Cases that are open, or whose end was not followed, that have been quiet for a while and have nothing waiting in the outbox; in pages. */
async function* livingCases({ pool, quietMs, page }: Looking): AsyncGenerator<LivingCase[]> {
  for (let after = ''; ; ) {
    const { rows } = await pool.query<LivingCase>({
      name: 'drift-living-cases',
      text: `SELECT c.case_no, c.told, COALESCE(f.followed, 0) AS followed, extract(epoch FROM now() - c.next_rung_at)::float8 AS late_s
        FROM case_file c JOIN case_event e ON e.case_no = c.case_no AND e.seq = c.version LEFT JOIN case_follow f ON f.case_no = c.case_no
        WHERE (c.status = 'open' OR COALESCE(f.followed, 0) < c.told) AND c.case_no > $1 AND GREATEST(e.recorded_at, f.at) < now() - $3 * interval '1 ms'
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_no = c.case_no AND o.attempts < 3)
        ORDER BY c.case_no LIMIT $2`,
      values: [after, page, quietMs],
    });
    const last = rows.at(-1);
    if (!last) return;
    after = last.case_no;
    yield rows;
  }
}

/** Workflows that run without a case, or although the end of their case was followed a while ago. */
async function strays({ pool, client, quietMs }: Looking, workflowIds: string[]): Promise<Finding[]> {
  const { rows } = await pool.query<{ case_no: string; closed: boolean }>({
    name: 'drift-strays',
    text: `SELECT c.case_no, c.status = 'closed' AND COALESCE(f.followed, 0) >= c.told AND GREATEST(e.recorded_at, f.at) < now() - $2 * interval '1 ms' AS closed
      FROM case_file c JOIN case_event e ON e.case_no = c.case_no AND e.seq = c.version LEFT JOIN case_follow f ON f.case_no = c.case_no
      WHERE c.case_no = ANY($1)`,
    values: [workflowIds, quietMs],
  });
  const closed = new Map(rows.map((r) => [r.case_no, r.closed]));
  const suspects = workflowIds.filter((id) => closed.get(id) ?? true);
  const states = await inParallel(suspects, AT_ONCE, (id) => stateOf(client, id));
  return suspects.flatMap((workflowId, i): Finding[] => {
    if (states[i]?.status !== 'RUNNING') return [];
    return [{ workflowId, kind: closed.has(workflowId) ? 'workflowOfClosedCase' : 'workflowWithoutCase', detail: {} }];
  });
}
