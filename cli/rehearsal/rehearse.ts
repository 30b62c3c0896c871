import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { caseActivities } from '../../activities/index.ts';
import { type Assembly, assemble } from '../../casebook/assembly.ts';
import { Relay } from '../../casebook/relay/relay.ts';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { addDays, dayOf } from '../../domain/working-days.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seedFirstStart } from '../../prisma/seed.ts';
import { withThrowawayDatabase } from '../../stack/postgres/throwaway.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { TASK_QUEUE } from '../../worker/temporal.ts';
import { CAST, nextMove, openingOf } from './script.ts';

export interface Rehearsal {
  type: CaseTypeName;
  policy: Policy;
  /** Nobody acts: what does the ladder do? */
  idle: boolean;
  /** Path of the time-skipping test server. */
  testServer: string;
}

/** One line of the timeline. `at` in milliseconds. */
export interface Moment {
  caseNo: string;
  at: number;
  kind: 'action' | 'rung' | 'system';
  name: string;
  actor: string;
  stage: string;
  dueAt: number | null;
}

/** How often something may happen before a rehearsal is taken for endless, and how long nobody acts in an idle one. */
const MOST_STEPS = 60;
const IDLE_DAYS = 90;

/** Runs a case of a type to its end under a policy, on servers that are gone afterwards, and answers its timeline. */
export const rehearse = (rehearsal: Rehearsal): Promise<Moment[]> =>
  withThrowawayDatabase(async (url) => {
    await migrate(url);
    await seedFirstStart({ databaseUrl: url });
    Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } });
    const env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: rehearsal.testServer } },
    });
    let clock = await env.currentTimeMs();
    const assembly = assemble(url, { name: 'rehearsal', email: false, now: () => clock });
    const { pool, people, casebook, effects, documents, mailroom } = assembly;
    const activities = caseActivities({ casebook, effects, documents, people, mailroom });
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: TASK_QUEUE,
      workflowBundle: await workflowBundle(),
      activities,
    });
    const running = worker.run();
    const relay = new Relay({
      pool,
      databaseUrl: url,
      client: env.client,
      taskQueue: TASK_QUEUE,
      log: { warn: () => undefined },
      pollMs: 100,
    }).start();
    const pass = async (ms: number) => {
      await followed(assembly);
      if (ms > 0) await env.sleep(ms);
      clock = await env.currentTimeMs();
    };
    try {
      await settle(assembly, rehearsal.policy);
      const caseNo = await open(assembly, rehearsal, clock);
      if (rehearsal.idle) for (let day = 0; day < IDLE_DAYS; day += 10) await pass(10 * 86_400_000);
      else await walk(assembly, caseNo, pass);
      await followed(assembly);
      return await timeline(assembly);
    } finally {
      await relay.stop();
      worker.shutdown();
      await running;
      await env.teardown();
      await pool.end();
    }
  });

async function settle({ pool, law, people }: Assembly, policy: Policy): Promise<void> {
  await pool.query(
    'INSERT INTO policy (jurisdiction, version, document) VALUES ($1, $2, $3) ON CONFLICT (jurisdiction, version) DO UPDATE SET document = $3',
    [policy.jurisdiction, policy.version, JSON.stringify(policy)],
  );
  await pool.query(`INSERT INTO institution (id, name, division) VALUES ('rehearsal', '预演养老院', $1)`, [policy.jurisdiction]);
  for (const { id, role, name } of CAST)
    await pool.query(`INSERT INTO "user" (id, name, email, role, division, institution_id) VALUES ($1, $2, $3, $4, $5, $6)`, [
      id,
      name,
      `${id}@rehearsal.invalid`,
      role,
      policy.jurisdiction,
      role === 'institution' ? 'rehearsal' : null,
    ]);
  law.drop();
  people.drop();
}

async function open({ casebook }: Assembly, { type, policy }: Rehearsal, now: number): Promise<string> {
  const actor = CAST.find((a) => a.role === (type === 'complaint' ? 'hotline' : 'caseworker')) ?? {
    id: 'clock',
    role: 'system' as const,
    name: '',
  };
  const { file } = await casebook.open({
    type,
    division: policy.jurisdiction,
    institution: { id: 'rehearsal', name: '预演养老院' },
    actor,
    ...(type === 'referral' ? {} : { assignee: 'caseworker' }),
    input: openingOf(type, dayOf(now)),
    intake: { request: { scope: 'rehearsal', key: 'the case', bodyHash: '' } },
  });
  return file.caseNo;
}

/** Each thing is done on the day before it runs out. */
async function walk({ casebook }: Assembly, caseNo: string, pass: (ms: number) => Promise<void>): Promise<void> {
  for (let i = 0; i < MOST_STEPS; i++) {
    const file = await casebook.file(caseNo);
    const now = await casebook.circumstances(file);
    const expected = nextMove(file, now);
    if (!expected) return;
    const halfWay = Math.max(0, (expected.dueAt - now.now) / 2);
    await pass(Math.floor(halfWay));
    const later = await casebook.file(caseNo);
    const move = nextMove(later, await casebook.circumstances(later));
    if (!move) return;
    const { name, actor, input } = move;
    await casebook.act(caseNo, { name, actor, input }, { key: `rehearsal-${i}` });
    await pass(0);
  }
}

async function followed({ pool }: Assembly): Promise<void> {
  const behind = `SELECT EXISTS (SELECT 1 FROM outbox) OR EXISTS (
    SELECT 1 FROM case_file c LEFT JOIN case_follow f USING (case_no) WHERE COALESCE(f.followed, 0) < c.told) AS behind`;
  for (let i = 0; i < 600 && (await pool.query(behind)).rows[0].behind; i++) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function timeline({ pool }: Assembly): Promise<Moment[]> {
  const { rows } = await pool.query<Omit<Moment, 'at' | 'dueAt'> & { at: Date; due_at: Date | null }>(
    `SELECT e.case_no AS "caseNo", e.at, e.kind, e.name, e.actor ->> 'name' AS actor, e.stage,
      (SELECT min(d.due_at) FROM case_deadline d WHERE d.case_no = e.case_no AND d.seq = e.seq) AS due_at FROM case_event e ORDER BY e.at, e.case_no, e.seq`,
  );
  return rows.map(({ at, due_at, ...more }) => ({ ...more, at: at.getTime(), dueAt: due_at?.getTime() ?? null }));
}

/** The last day of a date kept as the instant 24:00. */
export const lastDay = (dueAt: number): string => addDays(dayOf(dueAt), -1);
