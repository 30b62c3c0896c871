import { z } from 'zod';
import { enact } from '../../casebook/enact.ts';
import { InvalidInput } from '../../casebook/errors.ts';
import { type Person, within } from '../../casebook/people.ts';
import { changeErrors, foresee, type LawChange, type Shift } from '../../casebook/what-if.ts';
import type { Policy } from '../../domain/policy/index.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { InvalidFields } from '../problems.ts';
import { atKey, cursorOf, KEYS, placeOf } from '../reads/cursor.ts';
import { CalendarNotice, CalendarYearView, JobStarted, PolicyChange, PolicyView, Preview, PreviewQuery } from '../schemas/law.ts';
import { personOf } from '../session.ts';

/** One part of a preview ends after so many cases, or so much time. */
const PART_CASES = 2_000;
const PART_MS = 2_000;
const NATIONAL = '000000';

type PolicyBody = z.output<typeof PolicyChange>;

/** What dates are counted by: policies and the calendar, what a change would move, and putting it in force. The same as `anlao what-if`. */
export function law(door: Door, deps: Deps): void {
  reading(door, deps);
  changing(door, deps, '政策', 'policies', PolicyChange, 'policies.manage', policyChange);
  changing(door, deps, '放假安排', 'calendar', CalendarNotice, 'calendar.manage', async (_person, calendar) => ({ calendar }));
}

/** A policy belongs to a bureau: an administrator sets those of the own division. @throws InvalidInput */
async function policyChange(person: Person, { policy, toOpenCases }: PolicyBody): Promise<LawChange> {
  if (policy.jurisdiction === NATIONAL || !within(policy.jurisdiction, person.division))
    throw new InvalidInput('policy.jurisdiction', 'it lies outside your division');
  return { policy: policy as unknown as Policy, toOpenCases }; // its values are judged by `changeErrors` before anything uses them
}

function changing<T extends z.ZodType>(
  door: Door,
  deps: Deps,
  what: string,
  path: 'policies' | 'calendar',
  body: T,
  may: 'policies.manage' | 'calendar.manage',
  changeOf: (person: Person, said: z.output<T>) => Promise<LawChange>,
): void {
  const checked = async (person: Person, said: z.output<T>): Promise<LawChange> => {
    const change = await changeOf(person, said);
    const errors = await changeErrors(deps.law, change);
    const prefix = 'policy' in change ? 'policy.' : '';
    if (errors.length > 0) throw new InvalidFields(errors.map(({ field, message }) => ({ field: `${prefix}${field}`, message })));
    return change;
  };
  door.add(
    { method: 'post', path: `/${path}/preview`, summary: `预演：${what}`, tag: 'law', may, query: PreviewQuery, body, response: Preview },
    async ({ query, body: said, req }) => {
      const person = personOf(req);
      return preview(deps, person, await checked(person, said as z.output<T>), query.cursor);
    },
  );
  door.add(
    { method: 'post', path: `/${path}`, summary: `施行：${what}`, tag: 'law', may, body, response: JobStarted, status: 202 },
    async ({ body: said, req }) => {
      const person = personOf(req);
      const jobId = await enact(deps.pool, await checked(person, said as z.output<T>), { id: person.id, name: person.name });
      deps.law.drop();
      return { jobId };
    },
  );
}

/** A part of what would move. Of referrals, which only discipline inspection sees, nothing is shown. */
async function preview(deps: Deps, person: Person, change: LawChange, cursor: string | undefined): Promise<z.output<typeof Preview>> {
  const until = Date.now() + PART_MS;
  const items: Shift[] = [];
  let from = placeOf(cursor, KEYS.id)?.key ?? '';
  let looked = 0;
  while (looked < PART_CASES && Date.now() < until) {
    const part = await foresee(deps, change, from);
    items.push(...part.shifts.filter(({ type, division }) => type !== 'referral' && within(division, person.division)));
    looked += part.looked;
    if (part.last === undefined) return { items: items.map(shiftView), looked, nextCursor: null };
    from = part.last;
  }
  return { items: items.map(shiftView), looked, nextCursor: cursorOf(atKey(from)) };
}

const shiftView = ({ division: _, from, to, ...rest }: Shift) => ({
  ...rest,
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

function reading(door: Door, { pool }: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/policies',
      summary: '政策',
      tag: 'law',
      may: 'policies.read',
      response: z.object({ items: z.array(PolicyView) }),
    },
    async ({ req }) => {
      const { division } = personOf(req);
      const { rows } = await pool.query<{ jurisdiction: string; version: number; document: Policy; created_at: Date; newest: boolean }>(
        `SELECT jurisdiction, version, document, created_at, version = max(version) OVER (PARTITION BY jurisdiction) AS newest
         FROM policy ORDER BY jurisdiction, version DESC`,
      );
      const near = rows.filter(
        ({ jurisdiction: j }) => j === NATIONAL || (division !== '' && (within(j, division) || within(division, j))),
      );
      return {
        items: near.map(({ jurisdiction, version, document, created_at, newest }) => ({
          jurisdiction,
          version,
          name: document.name,
          source: document.source,
          inForce: newest,
          createdAt: created_at.toISOString(),
          document: { ...document },
        })),
      };
    },
  );
  door.add(
    {
      method: 'get',
      path: '/calendar',
      summary: '工作日历',
      tag: 'law',
      may: 'me.read',
      response: z.object({ items: z.array(CalendarYearView) }),
    },
    async () => {
      const { rows } = await pool.query<Omit<z.output<typeof CalendarYearView>, 'updatedAt'> & { updatedAt: Date }>(
        `SELECT y.year, y.announced, y.source, y.updated_at AS "updatedAt",
           COALESCE(jsonb_object_agg(to_char(d.day, 'YYYY-MM-DD'), d.name) FILTER (WHERE d.kind = 'holiday'), '{}') AS holidays,
           COALESCE(jsonb_object_agg(to_char(d.day, 'YYYY-MM-DD'), d.name) FILTER (WHERE d.kind = 'makeUpWorkday'), '{}') AS "makeUpWorkdays"
         FROM calendar_year y LEFT JOIN calendar_day d USING (year) GROUP BY y.year ORDER BY y.year DESC`,
      );
      return { items: rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })) };
    },
  );
}
