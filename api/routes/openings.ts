import type { Request } from 'express';
import type { z } from 'zod';
import { InvalidInput, Refused } from '../../casebook/errors.ts';
import type { Person } from '../../casebook/people.ts';
import { caseRow } from '../../casebook/reading.ts';
import type { ComplaintFile } from '../../domain/complaint.ts';
import { isOpen } from '../../domain/kernel/case-file.ts';
import type { Actor } from '../../domain/roles.ts';
import { startOfDay } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { institutionOf, namedOfficials, openedView, ownInstitutionOf, receiptCodeOf, requestOf, sealedIntake } from '../intake.ts';
import { accountLimit, publicLimit } from '../limits.ts';
import { maySee } from '../permissions.ts';
import { overlapsOf } from '../reads/overlaps.ts';
import { OpenComplaint, OpenFiling, OpenPublicComplaint, OpenRectification } from '../schemas/openings.ts';
import { Opened, OpenedCheck } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const PUBLIC: Actor = { id: 'public', role: 'public', name: '社会公众' };
const actor = ({ id, name, role }: Person): Actor => ({ id, name, role });

/** How cases are opened over HTTP: a complaint, a filing, a hidden danger. */
export function openings(door: Door, deps: Deps): void {
  const { casebook } = deps;

  door.add(
    {
      method: 'post',
      path: '/complaints',
      summary: '登记投诉举报',
      tag: 'complaints',
      may: 'complaints.open',
      before: [accountLimit(deps.pool, { name: 'intake', perMinute: deps.limits.accountIntake })],
      body: OpenComplaint,
      response: Opened,
      status: 201,
    },
    async ({ body, req }) => {
      const person = personOf(req);
      const from = { who: person.id, actor: actor(person), division: person.division };
      const { mergeInto, ...told } = body;
      if (mergeInto === undefined) return openComplaint(deps, req, told, from);
      await checkTarget(deps, person, mergeInto, told);
      const opened = await openComplaint(deps, req, told, from);
      return { ...opened, ...(await merged(deps, person, opened.caseNo, mergeInto)) };
    },
  );

  door.add(
    {
      method: 'post',
      path: '/public/complaints',
      summary: '公众投诉举报',
      tag: 'public',
      may: 'public',
      before: [publicLimit(deps.pool, { name: 'public-intake', perMinute: deps.limits.publicIntake })],
      body: OpenPublicComplaint,
      response: Opened,
      status: 201,
    },
    ({ body, req }) => openComplaint(deps, req, body, { who: 'public', actor: PUBLIC, division: deps.homeDivision }),
  );

  door.add(
    {
      method: 'post',
      path: '/filings',
      summary: '登记备案或未备案线索',
      tag: 'filings',
      may: 'filings.open',
      body: OpenFiling,
      response: OpenedCheck,
      status: 201,
    },
    async ({ body, req }) => {
      const person = personOf(req);
      const { institution: ref, ...input } = body;
      const { division = person.division, ...institution } = await ownInstitutionOf(deps, 'id' in ref ? ref : { name: ref.name }, person);
      const day = input.kind === 'filed' ? input.filedOn : input.discoveredOn;
      const { file } = await casebook.open({
        type: 'filingCheck',
        division,
        institution,
        receivedAt: startOfDay(day),
        actor: actor(person),
        ...(person.role === 'caseworker' ? { assignee: person.id } : {}),
        input: { ...input, ...('id' in ref ? {} : { described: ref }) },
        intake: { request: requestOf(req, person.id, body) },
      });
      return { ...openedView(file), overlaps: await overlapsOf(deps, person, file) };
    },
  );

  door.add(
    {
      method: 'post',
      path: '/rectifications',
      summary: '登记隐患',
      tag: 'rectifications',
      may: 'rectifications.open',
      body: OpenRectification,
      response: OpenedCheck,
      status: 201,
    },
    async ({ body, req }) => {
      const person = personOf(req);
      const { institution: ref, ...input } = body;
      const { division = person.division, ...institution } = await ownInstitutionOf(deps, ref, person);
      const { file } = await casebook.open({
        type: 'rectification',
        division,
        institution,
        actor: actor(person),
        ...(person.role === 'caseworker' ? { assignee: person.id } : {}),
        input,
        intake: { request: requestOf(req, person.id, body) },
      });
      return { ...openedView(file), overlaps: await overlapsOf(deps, person, file) };
    },
  );
}

type Body = Omit<z.output<typeof OpenComplaint>, 'mergeInto'> | z.output<typeof OpenPublicComplaint>;

/** Takes a complaint in, whoever hands it over. */
export async function openComplaint(deps: Deps, req: Request, body: Body, from: { who: string; actor: Actor; division: string }) {
  const { informant, ...told } = body;
  const { institution: ref, namedOfficials: named = [], ...input } = told;
  const { division = from.division, ...institution } = await institutionOf(deps, ref, from.division);
  const officials = await namedOfficials(deps, named, division);
  const { code, sealed } = sealedIntake(deps, informant);
  const { receivedAt, ...said } = { receivedAt: undefined, ...input };
  const { file, again } = await deps.casebook.open({
    type: 'complaint',
    division,
    institution,
    ...(receivedAt ? { receivedAt: Date.parse(receivedAt) } : {}),
    actor: from.actor,
    excluded: officials.flatMap(({ userId }) => userId ?? []),
    input: { ...said, namedOfficials: officials },
    search: body.content.slice(0, 500),
    intake: {
      sealed,
      request: requestOf(req, from.who, told), // a hash over a telephone number could be searched for
      ...('sourceNumber' in said && said.sourceNumber ? { sourceNumber: said.sourceNumber } : {}),
    },
  });
  return { ...openedView(file), receiptCode: again ? await receiptCodeOf(deps, file.caseNo) : code };
}

/** Whether a complaint may be merged into this one; asked before anything is recorded. @throws InvalidInput */
async function checkTarget({ pool }: Deps, person: Person, into: string, { namedOfficials = [] }: Body): Promise<void> {
  const file = (await caseRow(pool, into, ''))?.file;
  if (file?.type !== 'complaint' || !maySee(person, file)) throw new InvalidInput('mergeInto', `there is no complaint ${into}`);
  if (!isOpen(file)) throw new InvalidInput('mergeInto', `${into} is closed`);
  if ((file as ComplaintFile).mergedInto) throw new InvalidInput('mergeInto', `${into} is merged into another itself`);
  if (namedOfficials.length > 0) throw new InvalidInput('mergeInto', 'a complaint about an official is handled on its own (R-104)');
}

/** Merges what was just taken in. Should the other have been closed in this very moment, the complaint stands by itself. */
async function merged({ casebook }: Deps, person: Person, caseNo: string, into: string): Promise<{ mergedInto?: string }> {
  try {
    await casebook.act(caseNo, { name: 'merge', input: { into }, actor: actor(person) }, { key: `merge:${person.id}:${into}` });
    return { mergedInto: into };
  } catch (error) {
    if (error instanceof Refused) return {};
    throw error;
  }
}
