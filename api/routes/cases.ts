import { z } from 'zod';
import { InvalidInput, NoSuchCase, VersionConflict } from '../../casebook/errors.ts';
import type { Person } from '../../casebook/people.ts';
import { within } from '../../casebook/people.ts';
import { caseRow } from '../../casebook/reading.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { actionsOf } from '../../domain/kernel/advance.ts';
import type { CaseFile, CaseTypeName } from '../../domain/kernel/case-file.ts';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { keyOf } from '../intake.ts';
import { languageOf, messagesFor } from '../language.ts';
import { isKeptFrom, maySee } from '../permissions.ts';
import { NotFound, OutOfScope } from '../problems.ts';
import { caseView } from '../reads/case-view.ts';
import { listCases } from '../reads/cases.ts';
import { deadlinesOf } from '../reads/deadlines.ts';
import { isInstitution, isToldDate, toldVersions } from '../reads/disclosure.ts';
import { eventsOf, firstToldOf } from '../reads/events.ts';
import { caseWithPapers, papersAfter } from '../reads/papers.ts';
import { trailOf } from '../reads/trail.ts';
import { resolved } from '../references.ts';
import { ACTION_SCHEMAS, schemaOf } from '../schemas/actions.ts';
import { CaseNo, CaseQuery, flag, PageQuery } from '../schemas/queries.ts';
import { CaseDeadlines, CaseRow, CaseView, EventView, page, TrailCheck } from '../schemas/views.ts';
import { actorOf, personOf } from '../session.ts';

const EventsQuery = PageQuery.extend({ newest: flag.optional() });
/** What a department's own system does in a case, and nothing else. */
const KEY_ACTION = 'recordReply';
const IfMatch = z.object({ 'If-Match': z.string().optional() });

/** Worklists, one case with its trail and dates, and the one door for every action. */
export function cases(door: Door, deps: Deps): void {
  door.add(
    { method: 'get', path: '/cases', summary: '案件列表', tag: 'cases', may: 'cases.read', query: CaseQuery, response: page(CaseRow) },
    ({ query, req }) => listCases(deps, personOf(req), query, languageOf(req)),
  );
  door.add(
    {
      method: 'get',
      path: '/referrals',
      summary: '移送队列',
      tag: 'cases',
      may: 'referrals.read',
      query: CaseQuery,
      response: page(CaseRow),
    },
    ({ query, req }) => listCases(deps, personOf(req), { ...query, type: 'referral' }, languageOf(req)),
  );
  door.add(
    { method: 'get', path: '/cases/{caseNo}', summary: '案件', tag: 'cases', may: 'cases.read', params: CaseNo, response: CaseView },
    async ({ params, req }) => {
      const person = personOf(req);
      const found = await caseWithPapers(deps, params.caseNo);
      if (!found || !maySee(person, found.file)) throw new NoSuchCase(params.caseNo);
      return caseView(deps, person, found, languageOf(req));
    },
  );
  door.add(
    {
      method: 'get',
      path: '/cases/{caseNo}/events',
      summary: '办理经过',
      tag: 'cases',
      may: 'cases.read',
      params: CaseNo,
      query: EventsQuery,
      response: page(EventView),
    },
    async ({ params, query, req }) => {
      const person = personOf(req);
      return eventsOf(deps, person, await seenBy(deps, person, params.caseNo), query);
    },
  );
  door.add(
    {
      method: 'get',
      path: '/cases/{caseNo}/deadline',
      summary: '期限与计算依据',
      tag: 'cases',
      may: 'cases.read',
      params: CaseNo,
      response: CaseDeadlines,
    },
    async ({ params, req }) => {
      const person = personOf(req);
      const file = await seenBy(deps, person, params.caseNo);
      return deadlinesOf(deps, file, isInstitution(person) ? { from: await firstToldOf(deps, file), fits: isToldDate } : {});
    },
  );
  door.add(
    {
      method: 'get',
      path: '/cases/{caseNo}/trail',
      summary: '核验办理经过',
      tag: 'cases',
      may: 'cases.read',
      params: CaseNo,
      response: TrailCheck,
    },
    async ({ params, req }) => {
      const person = personOf(req);
      if (isInstitution(person)) throw new NoSuchCase(params.caseNo); // it may not learn of steps it was not told of
      return trailOf(deps, await seenBy(deps, person, params.caseNo));
    },
  );
  actionDoor(door, deps);
}

/** `POST /cases/{caseNo}/actions/{action}`, written into the document action by action. */
function actionDoor(door: Door, deps: Deps): void {
  const params = CaseNo.extend({ action: z.string().max(60) });
  door.add(
    {
      method: 'post',
      path: '/cases/{caseNo}/actions/{action}',
      summary: '办理',
      tag: 'actions',
      may: 'cases.act',
      params,
      body: z.unknown(),
      headers: IfMatch,
      response: CaseView,
    },
    async ({ params: { caseNo, action }, body, req }) => {
      const person = personOf(req);
      const type = typeOf(caseNo);
      if (!type) throw new NoSuchCase(caseNo);
      if (person.service && action !== KEY_ACTION) throw new OutOfScope();
      const said = schemaOf(type, action)?.parse(body, messagesFor(req)) ?? {};
      const input = await resolved(deps, person, { caseNo, action, input: said });
      const version = req.get('If-Match')?.replace(/^(W\/)?"?(\d+)"?$/, '$2');
      if (version !== undefined && !/^\d+$/.test(version)) throw new InvalidInput('If-Match', 'the version that was seen, as a number');
      const ifVersion = version === undefined ? {} : { ifVersion: await versionMeant(deps, person, caseNo, Number(version)) };
      const key = `http:${person.id}:${keyOf(req)}`; // nobody can use up the key of a rung, or of another person
      const read = await caseWithPapers(deps, caseNo, key);
      const act = deps.casebook.act(
        caseNo,
        { name: action, input, actor: actorOf(req) },
        {
          key,
          read,
          ...ifVersion,
          guard: (f) => maySee(person, f) || maySupplement(person, f, action),
        },
      );
      const taken = await act.catch(async (error: unknown) => {
        throw error instanceof VersionConflict ? new VersionConflict(caseNo, await versionFor(deps, person, caseNo, error.version)) : error;
      });
      return caseView(deps, person, { file: taken, papers: await papersAfter(deps, taken, read) }, languageOf(req));
    },
  );
  const byName = new Map<string, z.ZodType[]>();
  for (const type of CASE_TYPES)
    for (const [name, schema] of Object.entries(ACTION_SCHEMAS[type]))
      byName.set(name, [...new Set([...(byName.get(name) ?? []), schema])]);
  for (const [name, schemas] of byName) {
    const titles = CASE_TYPES.map((type) => actionsOf(CASE_TYPE[type])[name]?.title.zh).filter(Boolean);
    const [first, ...more] = schemas;
    const body = more.length === 0 ? first : z.union(schemas);
    door.describe({
      method: 'post',
      path: `/cases/{caseNo}/actions/${name}`,
      summary: titles[0] ?? name,
      tag: 'actions',
      may: 'cases.act',
      params: CaseNo,
      ...(body ? { body } : {}),
      headers: IfMatch,
      response: CaseView,
    });
  }
}

/** The version that this person sees of a case: an institution that of the last step it was told of. */
async function versionFor(deps: Deps, person: Person, caseNo: string, version: number): Promise<number> {
  if (!isInstitution(person)) return version;
  return (await toldVersions(deps, [await seenBy(deps, person, caseNo)])).get(caseNo) ?? 0;
}

/** The version that a person means who saw this one: for an institution what the bureau did since, among itself, is no other version. */
async function versionMeant(deps: Deps, person: Person, caseNo: string, seen: number): Promise<number> {
  if (!isInstitution(person)) return seen;
  const { seq } = await seenBy(deps, person, caseNo);
  return (await versionFor(deps, person, caseNo, seq)) === seen ? seq : seen;
}

/** The type that a case number tells. */
const typeOf = (caseNo: string): CaseTypeName | undefined => CASE_TYPES.find((type) => caseNo.startsWith(`${CASE_TYPE[type].prefix}-`));

/** The case, if this person may know of it. @throws NoSuchCase */
export async function seenBy({ pool }: Deps, person: Person, caseNo: string): Promise<CaseFile> {
  const row = await caseRow(pool, caseNo, '');
  if (!row || !maySee(person, row.file)) throw new NoSuchCase(caseNo);
  return row.file;
}

/** The case of a paper, if this person may know of it: of a hidden paper and of one that never was it is said alike. @throws NotFound */
export async function behindPaper(deps: Deps, person: Person, caseNo: string): Promise<CaseFile> {
  return seenBy(deps, person, caseNo).catch((error: unknown) => {
    throw error instanceof NoSuchCase ? new NotFound() : error;
  });
}

/** Whoever sent a referral cannot look into it, but may add what discipline inspection asks for. */
const maySupplement = (person: Person, file: CaseFile, action: string): boolean =>
  action === 'supplement' &&
  file.type === 'referral' &&
  ['caseworker', 'supervisor', 'leader'].includes(person.role) &&
  within(file.division, person.division) &&
  !isKeptFrom(person, file);
