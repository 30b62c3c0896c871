import type { z } from 'zod';
import type { Person } from '../../casebook/people.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';
import { scopeSql } from '../permissions.ts';
import type { IndustryBanView } from '../schemas/institutions.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';
import { Params } from './reports/report.ts';

type Ban = z.output<typeof IndustryBanView>;

/** A page of the bans that are in force today, by the cases that the person may see. */
export async function industryBans({ pool }: Deps, person: Person, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const { add, values } = new Params();
  const after = placeOf(cursor, KEYS.id)?.key ?? '';
  const { rows } = await pool.query<Omit<Ban, 'at'> & { at: string; key: string }>(
    `SELECT c.case_no || '-' || lpad(n::text, 4, '0') AS key, c.case_no AS "caseNo", b ->> 'responsiblePerson' AS "responsiblePerson",
       b ->> 'until' AS until, b ->> 'reason' AS reason, b ->> 'at' AS at,
       CASE WHEN c.institution_name IS NOT NULL THEN json_build_object('id', c.institution_id, 'name', c.institution_name) END AS institution
     FROM case_file c CROSS JOIN LATERAL jsonb_array_elements(c.file -> 'bans') WITH ORDINALITY AS ban (b, n)
     WHERE c.type = 'complaint' AND NOT c.file ? 'anonymised' AND b ->> 'until' >= ${add(dayOf(Date.now()))} AND ${scopeSql(person, add)}
       AND c.case_no || '-' || lpad(n::text, 4, '0') > ${add(after)} ORDER BY 1 LIMIT ${add(limit + 1)}`,
    values,
  );
  const { items, nextCursor } = pageOf(rows, limit, ({ key }) => atKey(key));
  return { items: items.map(({ key: _, at, ...ban }): Ban => ({ ...ban, at: new Date(Number(at)).toISOString() })), nextCursor };
}
