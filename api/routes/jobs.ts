import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { within } from '../../casebook/people.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { keyOf } from '../intake.ts';
import { BULK } from '../permissions.ts';
import { NotFound } from '../problems.ts';
import { filterOf } from '../reads/cases.ts';
import { Id, Text } from '../schemas/common.ts';
import { CaseQuery } from '../schemas/queries.ts';
import { actorOf, personOf } from '../session.ts';

const MOST = 5_000;
const Filter = CaseQuery.omit({ cursor: true, limit: true, sort: true }).partial();
const Reassignment = z.strictObject({ filter: Filter.optional(), caseNos: z.array(Id).min(1).max(MOST).optional(), to: Id, note: Text });
const JobView = z.object({
  jobId: z.string(),
  kind: z.string(),
  state: z.string(),
  total: z.int(),
  done: z.int(),
  failed: z.array(z.object({ subject: z.string(), reason: z.string() })),
  result: z.unknown().optional(),
});

/** Durable jobs over many cases: written down here, carried out by the workers. */
export function jobs(door: Door, { prisma, people }: Deps): void {
  door.add(
    {
      method: 'post',
      path: '/bulk/reassignments',
      summary: '批量改派',
      tag: 'bulk',
      roles: BULK,
      body: Reassignment,
      response: z.object({ jobId: z.string() }),
      status: 202,
    },
    async ({ body: { filter, caseNos, to, note }, req }) => {
      const person = personOf(req);
      if ((filter === undefined) === (caseNos === undefined))
        throw new InvalidInput('caseNos', 'either a filter or the numbers of the cases');
      const officer = await people.find(to);
      if (!officer || !within(officer.division, person.division)) throw new InvalidInput('to', 'no officer of this division has this id');
      const key = `${person.id}:reassign:${keyOf(req)}`;
      const before = await prisma.job.findUnique({ where: { key } });
      if (before) return { jobId: before.id };
      const which = caseNos ? { caseNo: { in: caseNos } } : {};
      const rows = await prisma.caseFile.findMany({
        where: { AND: [filterOf(person, filter ?? {}), which, { status: 'open' }] },
        select: { caseNo: true },
        orderBy: { caseNo: 'asc' },
        take: MOST,
      });
      const found = rows.map((r) => r.caseNo);
      const missing = caseNos?.filter((n) => !found.includes(n)) ?? [];
      const all = [...found, ...missing];
      const job = await prisma.job.create({
        data: {
          kind: 'reassignment',
          params: { to, note },
          actor: { ...actorOf(req) },
          division: person.division,
          key,
          total: all.length,
          done: missing.length,
          state: found.length === 0 ? 'finished' : 'running',
          jobItems: {
            create: all.map((subject, no) => ({
              no,
              subject,
              ...(missing.includes(subject) ? { state: 'failed', error: 'no such open case' } : {}),
            })),
          },
        },
      });
      return { jobId: job.id };
    },
  );

  door.add(
    {
      method: 'get',
      path: '/jobs/{jobId}',
      summary: '批量任务进度',
      tag: 'bulk',
      roles: [],
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
      const failed = job.jobItems.map(({ subject, error }) => ({ subject, reason: error ?? '' }));
      return { jobId, kind: job.kind, state: job.state, total: job.total, done: job.done, failed, result: job.result };
    },
  );
}
