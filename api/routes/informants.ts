import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { NoSuchCase } from '../../casebook/errors.ts';
import type { Person } from '../../casebook/people.ts';
import { unsealInformant } from '../../casebook/sealed-fields.ts';
import { openTo } from '../../domain/complaint/unsealing.ts';
import type { ComplaintFile } from '../../domain/complaint.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { keyOf } from '../intake.ts';
import { maySee } from '../permissions.ts';
import { NotFound } from '../problems.ts';
import { nameOf } from '../reads/case-row.ts';
import { Reason } from '../schemas/common.ts';
import { UnsealingDecision } from '../schemas/complaint.ts';
import { InformantView, UnsealingView } from '../schemas/informants.ts';
import { CaseNo } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { actorOf, personOf } from '../session.ts';
import { seenBy } from './cases.ts';

const tag = 'informants';

/** Who complained: asked for with a reason, granted by another person for some hours, and written down at every reading. */
export function informants(door: Door, deps: Deps): void {
  const { casebook } = deps;
  const path = '/cases/{caseNo}/informant/requests';
  const decidedPath = `${path}/{id}/decision`;

  door.add(
    {
      method: 'post',
      path,
      summary: '申请查看举报人信息',
      tag,
      may: 'informants.request',
      params: CaseNo,
      body: Reason,
      response: UnsealingView,
      status: 201,
    },
    async ({ params: { caseNo }, body, req }) => {
      const person = personOf(req);
      await complaintSeenBy(deps, person, caseNo);
      const action = { name: 'requestUnsealing', input: body, actor: actorOf(req) };
      const options = { key: `http:${person.id}:${keyOf(req)}`, guard: (f: CaseFile) => maySee(person, f) };
      return newest(await requestsOf(deps, (await casebook.act(caseNo, action, options)) as ComplaintFile));
    },
  );

  door.add(
    { method: 'get', path, summary: '查看举报人信息的申请', tag, may: 'cases.act', params: CaseNo, response: page(UnsealingView) },
    async ({ params: { caseNo }, req }) => ({
      items: await requestsOf(deps, await complaintSeenBy(deps, personOf(req), caseNo)),
      nextCursor: null,
    }),
  );

  door.add(
    {
      method: 'post',
      path: decidedPath,
      summary: '审批查看举报人信息',
      tag,
      may: 'informants.decide',
      params: CaseNo.extend({ id: z.coerce.number().int().positive() }),
      body: UnsealingDecision.omit({ request: true }),
      response: UnsealingView,
    },
    async ({ params: { caseNo, id }, body, req }) => {
      const person = personOf(req);
      const asked = await complaintSeenBy(deps, person, caseNo);
      if (!asked.unsealing?.some(({ no }) => no === id)) throw new NotFound();
      const action = { name: 'decideUnsealing', input: { ...body, request: id }, actor: actorOf(req) };
      const options = { key: `http:${person.id}:${keyOf(req)}`, guard: (f: CaseFile) => maySee(person, f) };
      const file = (await casebook.act(caseNo, action, options)) as ComplaintFile;
      return (await requestsOf(deps, file)).find((request) => request.id === id);
    },
  );

  door.add(
    {
      method: 'get',
      path: '/cases/{caseNo}/informant',
      summary: '查看举报人信息',
      tag,
      may: 'informants.read',
      params: CaseNo,
      response: InformantView,
      refusable: true,
    },
    async ({ params: { caseNo }, req }) => {
      const person = personOf(req);
      const file = await seenBy(deps, person, caseNo);
      if (file.type !== 'complaint' && file.type !== 'referral') throw new NoSuchCase(caseNo);
      const { id, name, role } = person;
      const action = { name: 'readInformant', input: { by: id, role }, actor: { id, name, role: 'system' as const } };
      // a key of its own for every reading: no repeated request is answered without the rules being asked
      const read = await casebook.act(caseNo, action, { key: `read:${randomUUID()}`, guard: (f) => maySee(person, f) });
      const until = read.type === 'complaint' ? openTo(read as ComplaintFile, id, read.at)?.decision?.until : undefined;
      const said = await informantOf(deps, read.type === 'referral' ? (read.parent ?? '') : caseNo);
      return { name: null, phone: null, address: null, ...said, until: until === undefined ? null : iso(until) };
    },
  );
}

const iso = (at: number): string => new Date(at).toISOString();
const newest = <T>(all: T[]): T | undefined => all.at(-1);

/** @throws NoSuchCase when the person may not know of it, or it is no complaint */
async function complaintSeenBy(deps: Deps, person: Person, caseNo: string): Promise<ComplaintFile> {
  const file = await seenBy(deps, person, caseNo);
  if (file.type !== 'complaint') throw new NoSuchCase(caseNo);
  return file as ComplaintFile;
}

const requestsOf = ({ people }: Deps, { unsealing = [] }: ComplaintFile) =>
  Promise.all(
    unsealing.map(async ({ no, at, by, reason, decision, readings }) => ({
      id: no,
      at: iso(at),
      by: await nameOf(people, by),
      reason,
      decision: decision
        ? {
            at: iso(decision.at),
            by: await nameOf(people, decision.by),
            granted: decision.granted,
            reason: decision.reason,
            until: decision.until === undefined ? null : iso(decision.until),
          }
        : null,
      readings: readings.map(iso),
    })),
  );

async function informantOf({ prisma, ring }: Deps, caseNo: string) {
  const row = await prisma.informant.findUnique({ where: { caseNo }, select: { name: true, phone: true, address: true } });
  return row ? unsealInformant(ring, caseNo, row) : {};
}
