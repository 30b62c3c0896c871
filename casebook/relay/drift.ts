import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { alone } from '../alone.ts';
import { type DriftKind, type Finding, known, note, passed, seenAgain, settle, undone } from '../drift.ts';
import { findings, type Looking } from './findings.ts';
import { repoke } from './outbox.ts';
import { rebuild } from './rebuild.ts';
import { end, inParallel } from './workflows.ts';

/** What a check came to. */
export interface DriftCheck {
  cases: number;
  workflows: number;
  healed: Finding[];
  /** What waits for an administrator, new or not. */
  waiting: Finding[];
}

type Remedy = 'poke' | 'rebuild';

/**
 * What is done by itself, the first, second … time within a day. All of it is safe: a poke tells again what was told, and a rebuild starts
 * from the log. What comes again after that is left to a person, and so is a workflow without a case: it may be the only trace of one.
 */
const REMEDIES: Record<DriftKind, Remedy[]> = {
  workflowMissing: ['poke', 'poke', 'poke'],
  workflowClosed: ['poke', 'poke'],
  workflowFailing: ['rebuild', 'rebuild'],
  workflowBehind: ['poke', 'rebuild', 'rebuild'],
  timerMissed: ['rebuild', 'rebuild'],
  workflowOfClosedCase: ['poke', 'rebuild'],
  workflowWithoutCase: [],
};

const LOCK = 5_269_772;
const DEFAULTS = { quietMs: 60_000, lateMs: 5 * 60_000, page: 500 };

export interface CheckOptions extends Partial<Omit<Looking, 'pool' | 'client'>> {
  pool: Pool;
  client: Client;
  /** Workflows ended and started again by one check; the rest waits for the next, so that a bad release is not made worse. */
  rebuildAtMost?: number;
}

/**
 * Compares the log with Temporal, heals what is safe to heal and notes it, and leaves the rest to an administrator. Nothing when another
 * process is at it. Safe to run anywhere, at any time.
 */
export async function checkDrift({ rebuildAtMost = 100, ...options }: CheckOptions): Promise<DriftCheck | undefined> {
  const looking: Looking = { ...DEFAULTS, ...options };
  return alone(looking.pool, LOCK, async () => {
    const { id, startedAt, last } = await begin(looking.pool);
    const check: DriftCheck = { cases: 0, workflows: 0, healed: [], waiting: [] };
    let rebuilds = rebuildAtMost;
    for await (const { cases, workflows, findings: found } of findings(looking)) {
      check.cases += cases;
      check.workflows += workflows;
      if (found.length === 0) continue;
      rebuilds -= await treat(looking, found, { last, rebuilds, check });
    }
    await passed(looking.pool, startedAt);
    await finish(looking.pool, id, check);
    return check;
  });
}

/** Heals or notes findings; answers how many workflows were rebuilt. */
async function treat(
  { pool, client }: Looking,
  found: Finding[],
  { last, rebuilds, check }: { last: Date; rebuilds: number; check: DriftCheck },
): Promise<number> {
  const before = await known(pool, found, last);
  const standing = found.filter((f) => before(f).standing);
  const plan = found.filter((f) => !before(f).standing).map((f) => ({ ...f, remedy: REMEDIES[f.kind][before(f).healed] }));
  const poked = plan.filter((f) => f.remedy === 'poke');
  const rebuilt = plan.filter((f) => f.remedy === 'rebuild').slice(0, Math.max(0, rebuilds));
  const left = plan.filter((f) => f.remedy === undefined);
  await seenAgain(pool, standing);
  await repoke(
    pool,
    poked.map((f) => f.workflowId),
  );
  await inParallel(rebuilt, 5, ({ workflowId, kind }) => rebuild({ pool, client }, workflowId, `drift: ${kind}`));
  await note(pool, [...poked, ...rebuilt, ...left]);
  check.healed.push(...poked, ...rebuilt);
  check.waiting.push(...left, ...standing.filter((f) => before(f).standing === 'open'));
  return rebuilt.length;
}

/** Does what administrators decided; answers how many decisions that were. */
export async function carryOutDecisions({ pool, client }: { pool: Pool; client: Client }): Promise<number> {
  const decisions = await undone(pool);
  for (const { id, workflowId, decision } of decisions) {
    if (decision === 'terminate') await end(client, workflowId, 'drift: decided by an administrator');
    else await rebuild({ pool, client }, workflowId, 'drift: decided by an administrator');
    await settle(pool, id, decision);
  }
  return decisions.length;
}

async function begin(pool: Pool): Promise<{ id: string; startedAt: Date; last: Date }> {
  const { rows } = await pool.query<{ id: string; started_at: Date; last: Date | null }>(
    `WITH gone AS (DELETE FROM drift_check WHERE started_at < now() - interval '30 days'),
       old AS (DELETE FROM drift WHERE state <> 'open' AND seen_at < now() - interval '90 days')
     INSERT INTO drift_check DEFAULT VALUES RETURNING id, started_at, (SELECT max(started_at) FROM drift_check WHERE finished_at IS NOT NULL) AS last`,
  );
  const [row] = rows;
  if (!row) throw new Error('a check could not be noted');
  return { id: row.id, startedAt: row.started_at, last: row.last ?? new Date(0) };
}

async function finish(pool: Pool, id: string, { cases, workflows, healed, waiting }: DriftCheck): Promise<void> {
  const counts = [id, cases, workflows, healed.length, waiting.length];
  await pool.query(
    'UPDATE drift_check SET finished_at = now(), cases = $2, workflows = $3, healed = $4, waiting = $5 WHERE id = $1',
    counts,
  );
}
