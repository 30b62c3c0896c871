import { z } from 'zod';
import { DRIFT_DECISIONS, decideDrift } from '../../casebook/drift.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { readiness } from '../health.ts';
import { NoLongerOpen, NotFound } from '../problems.ts';
import { atKey, KEYS, pageOf, placeOf } from '../reads/cursor.ts';
import { Message, MessageQuery, messagesFor } from '../reads/messages.ts';
import { CaseNo, PageQuery } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const Instant = z.iso.datetime();
const STATES = ['open', 'healed', 'dismissed'] as const;
const DriftView = z.object({
  id: z.string(),
  workflowId: z.string(),
  kind: z.string(),
  state: z.enum(STATES),
  detail: z.record(z.string(), z.unknown()),
  remedy: z.string().nullable(),
  foundAt: Instant,
  seenAt: Instant,
  settledAt: Instant.nullable(),
  decision: z.enum(DRIFT_DECISIONS).nullable(),
  decidedBy: z.string().nullable(),
});
const DriftBoard = page(DriftView).extend({
  lastCheck: z
    .object({
      startedAt: Instant,
      finishedAt: Instant.nullable(),
      cases: z.int(),
      workflows: z.int(),
      healed: z.int(),
      waiting: z.int(),
    })
    .nullable(),
});
const AuditCheck = z.object({
  jobId: z.string(),
  state: z.string(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  by: z.string(),
  caseNo: z.string().nullable(),
  /** What was found; nothing while it still runs. */
  result: z.unknown(),
});
const Health = z.object({
  status: z.string(),
  checks: z.record(z.string(), z.unknown()),
  workers: z.array(z.object({ worker: z.string(), at: Instant, temporal: z.string() })),
  database: z.object({ version: z.string(), bytes: z.number() }),
  openCases: z.int(),
  jobsRunning: z.int(),
  messages: z.object({ queued: z.int(), failed: z.int() }),
  /** The last day of the ledger that was closed, in Asia/Shanghai. */
  ledgerDay: z.string().nullable(),
});

/** What the operator looks at: drift between log and Temporal, the trail, and how the system is. */
export function system(door: Door, deps: Deps): void {
  driftBoard(door, deps);
  auditChecks(door, deps);
  door.add(
    { method: 'get', path: '/ops/health', summary: '系统状态', tag: 'operations', may: 'operations.read', response: Health },
    async () => ({ ...(await readiness(deps)), ...(await stateOf(deps)) }),
  );
  door.add(
    {
      method: 'get',
      path: '/ops/messages',
      summary: '待发送与未送达的消息',
      tag: 'operations',
      may: 'operations.read',
      query: MessageQuery,
      response: page(Message),
    },
    ({ query, req }) => messagesFor(deps, personOf(req), query),
  );
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function driftBoard(door: Door, { prisma, pool }: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/ops/drift',
      summary: '日志与流程引擎的差异',
      tag: 'operations',
      may: 'operations.read',
      query: PageQuery.extend({ state: z.enum(STATES).optional() }),
      response: DriftBoard,
    },
    async ({ query: { state, cursor, limit } }) => {
      const after = placeOf(cursor, KEYS.number);
      const [rows, last] = await Promise.all([
        prisma.drift.findMany({
          where: { ...(state ? { state } : {}), ...(after ? { id: { lt: BigInt(after.key) } } : {}) },
          orderBy: { id: 'desc' },
          take: limit + 1,
        }),
        prisma.driftCheck.findFirst({ orderBy: { id: 'desc' } }),
      ]);
      const { items: shown, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
      return {
        items: shown.map(({ id, foundAt, seenAt, settledAt, decidedAt: _, ...row }) => ({
          ...row,
          id: String(id),
          foundAt: foundAt.toISOString(),
          seenAt: seenAt.toISOString(),
          settledAt: iso(settledAt),
        })),
        nextCursor,
        lastCheck: last && {
          startedAt: last.startedAt.toISOString(),
          finishedAt: iso(last.finishedAt),
          cases: last.cases,
          workflows: last.workflows,
          healed: last.healed,
          waiting: last.waiting,
        },
      };
    },
  );
  door.add(
    {
      method: 'post',
      path: '/ops/drift/{id}/decision',
      summary: '处理差异',
      tag: 'operations',
      may: 'operations.act',
      params: z.object({ id: z.string().regex(KEYS.number) }),
      body: z.strictObject({ decision: z.enum(DRIFT_DECISIONS) }),
      response: z.object({ decided: z.literal(true) }),
    },
    async ({ params: { id }, body: { decision }, req }) => {
      if (!(await prisma.drift.findUnique({ where: { id: BigInt(id) }, select: { id: true } }))) throw new NotFound();
      if (!(await decideDrift(pool, id, decision, personOf(req).id)))
        throw new NoLongerOpen('it is not open, was decided on already, or there is no case to rebuild it from');
      return { decided: true as const };
    },
  );
}

function auditChecks(door: Door, { prisma }: Deps): void {
  door.add(
    {
      method: 'post',
      path: '/audit/verify',
      summary: '核验案件日志',
      tag: 'operations',
      may: 'audit.verify',
      body: z.strictObject({ caseNo: CaseNo.shape.caseNo.optional() }),
      response: z.object({ jobId: z.string() }),
      status: 202,
    },
    async ({ body: { caseNo }, req }) => {
      const { id, name, division } = personOf(req);
      const params = caseNo === undefined ? {} : { caseNo };
      const job = await prisma.job.create({
        data: { kind: 'audit', params, actor: { id, name }, division, total: 1 },
        select: { id: true },
      });
      return { jobId: job.id };
    },
  );
  door.add(
    {
      method: 'get',
      path: '/audit/verify',
      summary: '核验记录',
      tag: 'operations',
      may: 'audit.verify',
      response: z.object({ items: z.array(AuditCheck) }),
    },
    async () => {
      const jobs = await prisma.job.findMany({ where: { kind: 'audit' }, orderBy: { createdAt: 'desc' }, take: 20 });
      return {
        items: jobs.map(({ id, state, createdAt, finishedAt, actor, params, result }) => ({
          jobId: id,
          state,
          startedAt: createdAt.toISOString(),
          finishedAt: iso(finishedAt),
          by: (actor as { name: string }).name,
          caseNo: (params as { caseNo?: string }).caseNo ?? null,
          result,
        })),
      };
    },
  );
}

async function stateOf({ pool }: Deps) {
  const { rows } = await pool.query<{ at: Date; worker: string; temporal: string }>(
    `SELECT worker, at, temporal FROM worker_heartbeat ORDER BY at DESC LIMIT 20`,
  );
  const { rows: counts } = await pool.query(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database())::float8 AS bytes,
       (SELECT count(*)::int FROM case_file WHERE status = 'open') AS open, (SELECT count(*)::int FROM job WHERE state = 'running') AS jobs,
       (SELECT count(*)::int FROM notification WHERE state IN ('queued', 'sending')) AS queued,
       (SELECT count(*)::int FROM notification WHERE state = 'failed') AS failed,
       (SELECT to_char(max(day), 'YYYY-MM-DD') FROM ledger_day) AS ledger`,
  );
  const { version, bytes, open, jobs, queued, failed, ledger } = counts[0];
  return {
    workers: rows.map(({ worker, at, temporal }) => ({ worker, at: at.toISOString(), temporal })),
    database: { version, bytes },
    openCases: open,
    jobsRunning: jobs,
    messages: { queued, failed },
    ledgerDay: ledger,
  };
}
