import { z } from 'zod';
import { InvalidInput, KeyReused } from '../../casebook/errors.ts';
import { type Person, within } from '../../casebook/people.ts';
import { bodyHash } from '../../casebook/requests.ts';
import { REASON_CODES, type Reason } from '../../domain/kernel/reasons.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { keyOf } from '../intake.ts';
import { UNIQUE_VIOLATION } from '../prisma.ts';
import { NotFound } from '../problems.ts';
import { filterOf } from '../reads/cases.ts';
import { Id, Text } from '../schemas/common.ts';
import { CaseQuery } from '../schemas/queries.ts';
import { actorOf, personOf } from '../session.ts';

const MOST = 5_000;
const Filter = CaseQuery.omit({ cursor: true, limit: true, sort: true, total: true });
const Reassignment = z.strictObject({ filter: Filter.optional(), caseNos: z.array(Id).min(1).max(MOST).optional(), to: Id, note: Text });
const JobView = z.object({
  jobId: z.string(),
  kind: z.string(),
  state: z.string(),
  total: z.int(),
  done: z.int(),
  /** `reason` is a sentence; `code` names it where the rules did not allow it, and `about` what that is about. */
  failed: z.array(
    z.object({ subject: z.string(), reason: z.string(), code: z.enum(REASON_CODES).optional(), about: z.array(z.string()).optional() }),
  ),
  result: z.unknown().optional(),
});

/** Durable jobs over many cases: written down here, carried out by the workers. */
export function jobs(door: Door, deps: Deps): void {
  const { prisma, people } = deps;

  /** The job that this key started before. @throws KeyReused when it was asked for something else then */
  const startedBefore = async (key: string, hash: string) => {
    const job = await prisma.job.findUnique({ where: { key }, select: { id: true, params: true } });
    if (job && (job.params as { bodyHash?: string }).bodyHash !== hash) throw new KeyReused();
    return job ? { jobId: job.id } : undefined;
  };

  door.add(
    {
      method: 'post',
      path: '/bulk/reassignments',
      summary: '批量改派',
      tag: 'bulk',
      may: 'bulk.reassign',
      body: Reassignment,
      response: z.object({ jobId: z.string() }),
      status: 202,
    },
    async ({ body, req }) => {
      const person = personOf(req);
      const { to, note } = body;
      const officer = await people.find(to);
      if (!officer || !within(officer.division, person.division)) throw new InvalidInput('to', 'no officer of this division has this id');
      const [key, hash] = [`${person.id}:reassign:${keyOf(req)}`, bodyHash(body)];
      const before = await startedBefore(key, hash);
      if (before) return before;
      const items = await subjectsOf(deps, person, body);
      const done = items.filter((i) => i.state === 'failed').length;
      const data = {
        kind: 'reassignment',
        params: { to, note, bodyHash: hash },
        actor: { ...actorOf(req) },
        division: person.division,
        key,
        total: items.length,
        done,
        state: done === items.length ? 'finished' : 'running',
        jobItems: { createMany: { data: items } },
      };
      const job = await prisma.job.create({ data, select: { id: true } }).catch((error: { code?: string }) => {
        if (error.code !== UNIQUE_VIOLATION) throw error; // a twin with the same key came first
      });
      return job ? { jobId: job.id } : startedBefore(key, hash);
    },
  );

  door.add(
    {
      method: 'get',
      path: '/jobs/{jobId}',
      summary: '批量任务进度',
      tag: 'bulk',
      may: 'jobs.read',
      params: z.object({ jobId: z.uuid() }),
      response: JobView,
    },
    async ({ params: { jobId }, req }) => {
      const person = personOf(req);
      const job = await prisma.job.findUnique({
        where: { id: jobId },
        include: { jobItems: { where: { state: 'failed' }, orderBy: { no: 'asc' }, take: 1_000 } },
      });
      if (!job || (job.actor as { id?: string }).id !== person.id) throw new NotFound();
      const failed = job.jobItems.map(({ subject, error, reason, about }) => ({
        subject,
        reason: error ?? '',
        ...(reason === null ? {} : { code: reason as Reason, about }),
      }));
      return { jobId, kind: job.kind, state: job.state, total: job.total, done: job.done, failed, result: job.result };
    },
  );
}

/** The cases of the job, of those that the person may see and that are open; a number that is none of them has failed already. */
async function subjectsOf(deps: Deps, person: Person, { filter, caseNos }: z.output<typeof Reassignment>) {
  if ((filter === undefined) === (caseNos === undefined)) throw new InvalidInput('caseNos', 'either a filter or the numbers of the cases');
  const which = caseNos ? { caseNo: { in: caseNos } } : {};
  const rows = await deps.prisma.caseFile.findMany({
    where: { AND: [await filterOf(deps, person, filter ?? {}), which, { status: 'open' }] },
    select: { caseNo: true },
    orderBy: { caseNo: 'asc' },
    take: MOST + 1,
  });
  if (rows.length > MOST) throw new InvalidInput('filter', `it fits more than ${MOST} cases; narrow it down`);
  const found = rows.map((r) => r.caseNo);
  const missing = [...new Set(caseNos)].filter((caseNo) => !found.includes(caseNo));
  return [
    ...found.map((subject) => ({ subject, state: 'pending', error: null })),
    ...missing.map((subject) => ({ subject, state: 'failed', error: 'no such open case' })),
  ].map((item, no) => ({ no, ...item }));
}
