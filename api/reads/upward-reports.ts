import type { z } from 'zod';
import type { Person } from '../../casebook/people.ts';
import { REMOVED } from '../../domain/retention.ts';
import { type OwedReport, owedReports, type Period, REPORT_KINDS, type ReportKind } from '../../domain/upward-report.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Deps } from '../deps.ts';
import { divisionsOf, scopeOf, scopeSql } from '../permissions.ts';
import type { ReportFigures, UpwardReportQuery, UpwardReportView } from '../schemas/upward-reports.ts';
import { nameOf } from './case-row.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';
import { institutionsWithin, visitsSql } from './reports/coverage.ts';
import { type Ask, during, Params } from './reports/report.ts';

type Figures = z.output<typeof ReportFigures>;

/** A page of the log, newest first. A report on a clue is read by those who may know of the case. */
export async function listUpwardReports(deps: Deps, person: Person, { kind, cursor, limit }: z.output<typeof UpwardReportQuery>) {
  const place = placeOf(cursor, KEYS.number);
  const rows = await deps.prisma.upwardReport.findMany({
    where: {
      AND: [
        { division: divisionsOf(person) },
        { OR: [{ caseNo: null }, { caseFile: scopeOf(person) }] },
        kind ? { kind } : {},
        place ? { id: { lt: BigInt(place.key) } } : {},
      ],
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => atKey(id));
  return { items: await Promise.all(items.map((row) => viewOf(deps, row))), nextCursor };
}

/** An entry of the log as it is shown. */
export async function viewOf({ people }: Deps, row: Prisma.UpwardReportGetPayload<object>): Promise<z.output<typeof UpwardReportView>> {
  const { id, kind, division, fromDay, toDay, caseNo, sentTo, texts, figures, at, byId } = row;
  return {
    id: String(id),
    kind: kind as ReportKind,
    division,
    from: dayIn(fromDay),
    to: dayIn(toDay),
    caseNo,
    sentTo,
    texts: textsOf(kind as ReportKind, texts as Record<string, string>),
    figures: figures as Figures,
    at: at.toISOString(),
    by: await nameOf(people, byId),
  };
}

/** What the report says; of one whose case was made anonymous, that it was removed. */
const textsOf = (kind: ReportKind, texts: Record<string, string>): Record<string, string> =>
  Object.keys(texts).length > 0 ? texts : Object.fromEntries(REPORT_KINDS[kind].texts.map((name) => [name, REMOVED]));

const dayIn = (date: Date): string => date.toISOString().slice(0, 10);

/** What the person's own division owes today: of each kind that it has begun, the periods without a report. */
export async function owedBy({ prisma }: Deps, { division }: Person): Promise<OwedReport[]> {
  const last = await prisma.upwardReport.groupBy({ by: ['kind'], where: { division }, _max: { toDay: true }, orderBy: { kind: 'asc' } });
  const known = last.flatMap(({ kind, _max: { toDay } }) => (toDay ? [{ kind: kind as ReportKind, to: dayIn(toDay) }] : []));
  return owedReports(known, dayOf(Date.now()));
}

/** What the records that the person may see say of these days. */
export async function figuresOfDays(deps: Deps, person: Person, { from, to }: Period): Promise<Figures> {
  const [cases, hazards, visited, operating] = await Promise.all([
    casesIn(deps, askFor(person, from, to)),
    hazardsIn(deps, askFor(person, from, to)),
    visitedIn(deps, askFor(person, from, to)),
    operatingIn(deps, askFor(person, from, to)),
  ]);
  return { ...cases, ...hazards, operating, visited };
}

const askFor = (person: Person, from: string, to: string): Ask => ({ person, params: new Params(), from, to, behind: [], cell: {} });

async function casesIn({ pool }: Deps, ask: Ask) {
  const { add, values } = ask.params;
  const [opened, closed] = [during(ask, 'c.opened_at'), during(ask, 'c.closed_at')];
  const { rows } = await pool.query<Omit<Figures, 'hazardsFound' | 'hazardsRemoved' | 'operating' | 'visited'>>(
    `SELECT (count(*) FILTER (WHERE ${opened}))::int AS "casesOpened", (count(*) FILTER (WHERE ${closed}))::int AS "casesClosed",
       (count(*) FILTER (WHERE ${opened} AND c.type = 'complaint'))::int AS "complaintsReceived",
       (count(*) FILTER (WHERE c.status = 'open'))::int AS "openCases",
       (count(*) FILTER (WHERE c.status = 'open' AND c.clock = 'running' AND c.due_at < now()))::int AS "overdueCases"
     FROM case_file c WHERE ${scopeSql(ask.person, add)}`,
    values,
  );
  const none = { casesOpened: 0, casesClosed: 0, complaintsReceived: 0, openCases: 0, overdueCases: 0 };
  return rows[0] ?? none;
}

/** Hazards of rectifications opened in these days, and those of them that are struck off. */
const ITEMS = (ask: Ask) => `SELECT c.institution_id AS institution, i ->> 'state' = 'signedOff' AS gone
  FROM case_file c CROSS JOIN LATERAL jsonb_array_elements(c.file -> 'items') i
  WHERE c.type = 'rectification' AND c.outcome IS DISTINCT FROM 'withdrawn' AND ${during(ask, 'c.opened_at')} AND ${scopeSql(ask.person, ask.params.add)}`;

async function hazardsIn({ pool }: Deps, ask: Ask) {
  const text = `SELECT count(*)::int AS "hazardsFound", (count(*) FILTER (WHERE gone))::int AS "hazardsRemoved" FROM (${ITEMS(ask)}) f`;
  const { rows } = await pool.query<{ hazardsFound: number; hazardsRemoved: number }>(text, ask.params.values);
  return rows[0] ?? { hazardsFound: 0, hazardsRemoved: 0 };
}

async function visitedIn({ pool }: Deps, ask: Ask): Promise<Figures['visited']> {
  const text = `WITH v AS (${visitsSql(ask)}), f AS (${ITEMS(ask)})
    SELECT v.institution, i.name, count(*)::int AS visits, max(v.day) AS "lastOn",
      (SELECT count(*)::int FROM f WHERE f.institution = v.institution) AS hazards,
      (SELECT count(*)::int FROM f WHERE f.institution = v.institution AND f.gone) AS removed
    FROM v JOIN institution i ON i.id = v.institution GROUP BY 1, 2 ORDER BY 1`;
  return (await pool.query<Figures['visited'][number]>(text, ask.params.values)).rows;
}

async function operatingIn({ pool }: Deps, ask: Ask): Promise<number> {
  const text = `SELECT count(*)::int AS n FROM institution i WHERE i.operating_status = 'operating' AND ${institutionsWithin(ask, ask.params.add)}`;
  return (await pool.query<{ n: number }>(text, ask.params.values)).rows[0]?.n ?? 0;
}
