import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import type { Deps } from '../../deps.ts';
import { institutionsWithin, visitsSql } from './coverage.ts';
import { type Ask, Params, type Report, within } from './report.ts';

/** The division whose parts are shown: the one asked for, else the person's own. */
const whole = ({ division, person }: Ask): string => division ?? person.division;

/** How many digits tell the parts of a division apart: cities of a province by four, counties of a city by six, towns of a county by nine. */
const digits = (code: string): number => ({ 2: 4, 4: 6 })[divisionPrefix(code).length] ?? 9;

/** The part of the division that a code lies in; codes have six digits at least. */
function partOf(ask: Ask, column: string): string {
  const part = `left(${column}, ${digits(whole(ask))})`;
  return `${part} || repeat('0', 6 - length(${part}))`;
}

interface Counted {
  code: string;
  institutions: number;
  operating: number;
  filed: number;
  checked: number;
  graded: number;
  irregularNames: number;
  unfiled: number;
  beds: number;
}

const NO_INSTITUTION = { institutions: 0, operating: 0, filed: 0, checked: 0, graded: 0, irregularNames: 0, unfiled: 0, beds: 0 };

/** The institutions that the person may see, by part of the division. */
async function institutionsOf({ pool }: Deps, ask: Ask): Promise<Counted[]> {
  const params = new Params();
  const { rows } = await pool.query<Counted>(
    `WITH visit AS (${visitsSql({ ...ask, params })})
     SELECT ${partOf(ask, 'i.division')} AS code, count(*)::int AS institutions, (count(*) FILTER (WHERE filing_status = 'unfiled'))::int AS unfiled,
       (count(*) FILTER (WHERE operating_status = 'operating'))::int AS operating,
       (count(*) FILTER (WHERE operating_status = 'operating' AND filing_status = 'filed'))::int AS filed,
       (count(*) FILTER (WHERE operating_status = 'operating' AND id IN (SELECT institution FROM visit)))::int AS checked,
       (count(*) FILTER (WHERE operating_status = 'operating' AND grade IS NOT NULL))::int AS graded,
       (count(*) FILTER (WHERE name_irregularity IS NOT NULL))::int AS "irregularNames",
       COALESCE(sum(beds), 0)::int AS beds
     FROM institution i WHERE ${institutionsWithin(ask, params.add)} GROUP BY 1`,
    params.values,
  );
  return rows;
}

/** Counts for the map: each part of the division, also one without a case; what lies in no part of it under the division itself. */
export const divisions: Report = {
  title: { zh: '区划分布', en: 'Counts per division' },
  by: ['code'],
  facts: (
    ask,
  ) => `SELECT c.case_no, c.type, ${partOf(ask, 'COALESCE(i.division, c.division)')} AS code, c.clock = 'running' AND c.due_at < now() AS overdue
    FROM case_file c LEFT JOIN institution i ON i.id = c.institution_id WHERE c.status = 'open' AND ${within(ask, divisionPrefix)}`,
  counts: { open: 'true', overdue: 'overdue', complaints: `type = 'complaint'`, rectifications: `type = 'rectification'` },
  async finish(deps, ask, rows) {
    const [counted, { rows: parts }] = await Promise.all([
      institutionsOf(deps, ask),
      deps.pool.query<{ code: string; name: string }>('SELECT code, name FROM division WHERE parent = $1 OR code = $1 ORDER BY code', [
        whole(ask),
      ]),
    ]);
    const none = { open: 0, overdue: 0, complaints: 0, rectifications: 0 };
    return parts
      .map(({ code, name }) => {
        const known = counted.find((c) => c.code === code);
        const { operating, checked, ...more } = known ?? NO_INSTITUTION;
        const checkedRate = operating === 0 ? null : Math.round((checked / operating) * 1_000) / 10;
        const open = rows.find((r) => r.code === code);
        return { ...none, ...open, ...more, code, name, operating, checked, checkedRate };
      })
      .filter((part) => part.code !== whole(ask) || part.open > 0 || part.institutions > 0);
  },
  row: z.object({
    code: z.string(),
    name: z.string(),
    institutions: z.int(),
    /** Of these, the ones that operate, and of those the ones that have filed: the coverage that R-006 asks for. */
    operating: z.int(),
    filed: z.int(),
    /** Of those that operate, the ones where somebody was on the spot in these days, and their share in percent. */
    checked: z.int(),
    checkedRate: z.number().nullable(),
    /** Of those that operate, the ones with a grade. */
    graded: z.int(),
    /** Irregular filed names. */
    irregularNames: z.int(),
    unfiled: z.int(),
    beds: z.int(),
    open: z.int(),
    overdue: z.int(),
    complaints: z.int(),
    rectifications: z.int(),
  }),
};
