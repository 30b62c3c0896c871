import type { z } from 'zod';
import { divisionPrefix, type Person } from '../../casebook/people.ts';
import { SHARE } from '../../domain/permissions.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import type { Language } from '../language.ts';
import { divisionsOf, scopeOf, scopeSql } from '../permissions.ts';
import type { InstitutionProfile, InstitutionQuery } from '../schemas/institutions.ts';
import { casesBehind } from './behind.ts';
import { rowsFor } from './case-columns.ts';
import { rowView } from './case-row.ts';
import { literally } from './cases.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';
import { isInstitution } from './disclosure.ts';
import { Params } from './reports/report.ts';

const SHOWN = {
  id: true,
  name: true,
  division: true,
  address: true,
  category: true,
  filingStatus: true,
  operatingStatus: true,
  beds: true,
} as const;
const PROFILE = {
  ...SHOWN,
  creditCode: true,
  operationMode: true,
  filedOn: true,
  firstResponsible: true,
  firstResponsiblePost: true,
  complaintLine: true,
  complaintBox: true,
  registrationNo: true,
  registeredOn: true,
  registrationModel: true,
  grade: true,
  gradedOn: true,
  gradedBy: true,
  priceKind: true,
  bedFee: true,
  careFee: true,
  services: true,
  nameIrregularity: true,
} as const;
const MOST = 100;

/** Who has not what every institution should have. */
const LACKING: Record<string, Prisma.InstitutionWhereInput> = {
  registration: { registrationNo: null },
  grade: { grade: null },
  prices: { bedFee: null },
  regularName: { nameIrregularity: { not: null } },
};

/** The institutions that a person may know of: those of the division, an institution itself only. */
export const institutionScope = (person: Person): Prisma.InstitutionWhereInput => ({
  division: divisionsOf(person),
  ...(SHARE[person.role].of === 'ownInstitution' ? { id: person.institutionId ?? '' } : {}),
});

/** As a name is compared: without spaces, full and half width alike. */
const plain = (text: string): string => literally(text.normalize('NFKC').replace(/\s/g, '').toLowerCase());

const named = (q: string): Prisma.InstitutionWhereInput => ({
  OR: [{ search: { contains: plain(q) } }, { name: { contains: literally(q), mode: 'insensitive' } }],
});

/** A page of the register. */
export async function listInstitutions({ prisma }: Deps, person: Person, query: z.output<typeof InstitutionQuery>) {
  const { q, division, filingStatus, lacks, cursor, limit } = query;
  const place = placeOf(cursor, KEYS.id);
  const rows = await prisma.institution.findMany({
    where: {
      AND: [
        institutionScope(person),
        division ? { division: { startsWith: divisionPrefix(division) } } : {},
        filingStatus ? { filingStatus } : {},
        (lacks && LACKING[lacks]) ?? {},
        q ? named(q) : {},
        place ? { id: { gt: place.key } } : {},
      ],
    },
    orderBy: { id: 'asc' },
    take: limit + 1,
    select: SHOWN,
  });
  return pageOf(rows, limit, ({ id }) => atKey(id));
}

type Profile = z.output<typeof InstitutionProfile>;

const HAZARDS = `SELECT c.case_no AS "caseNo", (i ->> 'no')::int AS "itemNo", i ->> 'kind' AS kind, i ->> 'severity' AS severity, i ->> 'description' AS description,
    i ->> 'state' AS state, i ->> 'dueOn' AS "dueOn", (i ->> 'round')::int AS rounds, (i ->> 'relapses')::int AS relapses, c.opened_at AS "foundAt", c.disclosed_at AS "toldAt"
  FROM case_file c CROSS JOIN LATERAL jsonb_array_elements(c.file -> 'items') i WHERE c.type = 'rectification'`;
const FILINGS = `SELECT c.case_no AS "caseNo", c.file ->> 'kind' AS kind, c.file ->> 'filedOn' AS "filedOn", c.stage, c.outcome,
    jsonb_array_length(c.file -> 'checks') AS checks
  FROM case_file c WHERE c.type = 'filingCheck'`;
const CREDIT = `SELECT c.case_no AS "caseNo", CASE e.name WHEN 'recordBreach' THEN 'breach' WHEN 'banFromIndustry' THEN 'ban' WHEN 'decideSanction' THEN e.data ->> 'measure'
      WHEN 'endListing' THEN 'delisting' ELSE 'relapse' END AS ground,
    CASE e.name WHEN 'banFromIndustry' THEN concat_ws('，', e.data ->> 'responsiblePerson', e.data ->> 'until')
      ELSE COALESCE(e.data ->> 'description', e.data ->> 'note', e.data ->> 'cause', e.data ->> 'reason') END AS description, e.at
  FROM case_file c JOIN case_event e USING (case_no) WHERE (e.name IN ('recordBreach', 'banFromIndustry', 'endListing')
    OR (e.name IN ('recordLookBack', 'decideSanction') AND e.data ? 'weighsOnCredit'))`;

/** What happened at an institution, as far as this person may know of it; nothing for one that they may not know of. */
export async function profileOf(deps: Deps, person: Person, id: string, language: Language): Promise<Profile | undefined> {
  const found = await deps.prisma.institution.findFirst({
    where: { AND: [{ id }, institutionScope(person)] },
    select: PROFILE,
  });
  if (!found) return undefined;
  const since = isInstitution(person) ? 'c.disclosed_at' : 'c.opened_at'; // the order of what it is told says no more than it is told
  const [division, rows, hazards, filings, credit, counts, priceChanges] = await Promise.all([
    deps.prisma.division.findUnique({ where: { code: found.division }, select: { name: true } }),
    historyOf(deps, person, id, language),
    ofInstitution<Omit<Profile['hazards'][number], 'foundAt'> & { foundAt: Date; toldAt: Date }>(
      deps,
      person,
      id,
      HAZARDS,
      `${since} DESC, c.case_no, 2`,
    ),
    ofInstitution<Profile['filings'][number]>(deps, person, id, FILINGS, `${since} DESC, c.case_no`),
    ofInstitution<Omit<Profile['credit'][number], 'at'> & { at: Date }>(deps, person, id, CREDIT, 'e.at DESC, e.case_no'),
    countsOf(deps, person, id),
    priceChangesOf(deps, id),
  ]);
  return {
    ...found,
    divisionName: division?.name ?? found.division,
    filedOn: dayIn(found.filedOn),
    registeredOn: dayIn(found.registeredOn),
    gradedOn: dayIn(found.gradedOn),
    priceChanges,
    ...counts,
    history: rows.filter((row) => row.type !== 'complaint'),
    hazards: hazards.map(({ toldAt, foundAt, ...h }) => ({ ...h, foundAt: (isInstitution(person) ? toldAt : foundAt).toISOString() })),
    filings,
    complaints: rows.filter((row) => row.type === 'complaint'),
    credit: credit.map((c) => ({ ...c, at: c.at.toISOString() })),
  };
}

const dayIn = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/** How often a price that was known was changed within a year. */
async function priceChangesOf({ pool }: Deps, id: string): Promise<number> {
  const { rows } = await pool.query<{ times: number }>(
    `SELECT count(*)::int AS times FROM register_change WHERE register = 'institution' AND subject = $1 AND at > now() - interval '365 days'
     AND (changes #>> '{bed_fee,before}' IS NOT NULL OR changes #>> '{care_fee,before}' IS NOT NULL)`,
    [id],
  );
  return rows[0]?.times ?? 0;
}

async function ofInstitution<T extends object>({ pool }: Deps, person: Person, id: string, select: string, order: string): Promise<T[]> {
  const params = new Params();
  const text = `${select} AND c.institution_id = ${params.add(id)} AND ${scopeSql(person, params.add)} ORDER BY ${order} LIMIT ${MOST}`;
  return (await pool.query<T>(text, params.values)).rows;
}

async function historyOf({ prisma, pool, people, law }: Deps, person: Person, institutionId: string, language: Language) {
  const found = await prisma.caseFile.findMany({
    where: { AND: [scopeOf(person), { institutionId }] },
    orderBy: [isInstitution(person) ? { disclosedAt: 'desc' } : { openedAt: 'desc' }, { caseNo: 'desc' }],
    take: MOST,
    omit: { file: true, head: true },
  });
  const behind = await casesBehind(
    pool,
    found.map((row) => row.caseNo),
  );
  const [now, calendar] = [Date.now(), await law.calendar()];
  return Promise.all(
    (await rowsFor({ prisma, pool }, person, found)).map((row) =>
      rowView(row, people, { now, calendar, person, language, behind: behind.includes(row.caseNo) }),
    ),
  );
}

async function countsOf({ prisma }: Deps, person: Person, institutionId: string) {
  const open: Prisma.CaseFileWhereInput = { AND: [scopeOf(person), { institutionId, status: 'open' }] };
  const [openCases, overdueCases] = await Promise.all([
    prisma.caseFile.count({ where: open }),
    prisma.caseFile.count({ where: { AND: [open, { clock: 'running', dueAt: { lt: new Date() } }] } }),
  ]);
  return { openCases, overdueCases };
}
