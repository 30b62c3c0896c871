import { divisionPrefix } from '../../casebook/people.ts';
import type { Deps } from '../deps.ts';
import type { RegisterQuery } from '../schemas/public.ts';
import { literally } from './cases.ts';
import { atKey, KEYS, pageOf, placeOf } from './cursor.ts';
import { LISTED, SANCTIONS } from './listed.ts';
import { dayText } from './reports/report.ts';

/** Registers that are published, each as a select with a `key` for every row; `$1` is what is searched for, `$2` the division. */
const HOME = `i.key, i.id, i.name, i.division, COALESCE(d.name, i.division) AS "divisionName", i.address`;
const FOUND = `($1 = '' OR i.name ILIKE $1 OR i.address ILIKE $1) AND i.division LIKE $2 || '%'`;
/** The day in China of an instant in ms. */
const dayIn = (at: string) => dayText(`to_timestamp((${at})::float8 / 1000)`);
/** Every entry in force by which an institution is listed for joint punishment: in the register, and by each case. */
const LISTINGS = `SELECT id, attributes -> 'creditListing' ->> 'cause' AS cause, attributes -> 'creditListing' ->> 'listedOn' AS listed_on
    FROM institution WHERE attributes -> 'creditListing' ->> 'state' = 'listed'
  UNION ALL SELECT c.institution_id, s ->> 'cause', ${dayIn("s #>> '{decision,at}'")}
    FROM case_file c ${SANCTIONS} WHERE ${LISTED}`;
const FROM = `FROM public_institution i LEFT JOIN division d ON d.code = i.division`;
const REGISTERS = {
  filed: `SELECT ${HOME}, i.category, i.operation_mode AS "operationMode", i.beds, i.filed_on::text AS "filedOn",
      i.complaint_line AS "complaintLine", i.complaint_box AS "complaintBox", i.registration_no AS "registrationNo", i.grade, i.graded_on::text AS "gradedOn",
      i.price_kind AS "priceKind", i.bed_fee AS "bedFee", i.care_fee AS "careFee", i.services ${FROM} WHERE i.list = 'filed' AND ${FOUND}`,
  unfiled: `SELECT ${HOME} ${FROM} WHERE i.list = 'unfiled' AND ${FOUND}`,
  exits: `SELECT lpad(e.id::text, 18, '0') AS key, i.name, i.division, COALESCE(d.name, i.division) AS "divisionName", i.address, e.file ->> 'disposition' AS disposition,
      e.file ->> 'successor' AS successor, e.file ->> 'transitionFrom' AS "transitionFrom", e.file ->> 'transitionUntil' AS "transitionUntil",
      e.file ->> 'announcement' AS announcement, e.state = 'completed' AS completed
    FROM institution_exit e JOIN institution i ON i.id = e.institution_id LEFT JOIN division d ON d.code = i.division
    WHERE e.state IN ('inTransition', 'completed') AND ${FOUND}`,
  blacklist: `SELECT i.id AS key, i.name, i.division, COALESCE(d.name, i.division) AS "divisionName", i.credit_code AS "creditCode", l.causes
    FROM (SELECT id, jsonb_agg(jsonb_build_object('cause', cause, 'listedOn', listed_on) ORDER BY listed_on, cause) AS causes
      FROM (${LISTINGS}) listing GROUP BY id) l JOIN institution i ON i.id = l.id LEFT JOIN division d ON d.code = i.division WHERE ${FOUND}`,
} as const;
export type RegisterName = keyof typeof REGISTERS;

interface Row {
  key: string;
  name: string;
}

/** A page of a published register, by name. */
export async function publishedPage({ pool }: Deps, register: RegisterName, query: RegisterQuery) {
  const { key } = placeOf(query.cursor, KEYS.id) ?? { key: null };
  const values = [like(query.q), divisionPrefix(query.division ?? '')];
  const all = REGISTERS[register];
  const text = `WITH r AS (${all}) SELECT * FROM r
    WHERE $3::text IS NULL OR (name, key) > (SELECT name, key FROM r WHERE key = $3) ORDER BY name, key LIMIT $4`;
  const [{ rows }, total] = await Promise.all([
    pool.query<Row>({ name: `published-${register}`, text, values: [...values, key, query.limit + 1] }),
    key === null ? count(pool, register, values) : undefined,
  ]);
  return {
    ...withoutKeys(pageOf(rows, query.limit, (row) => atKey(row.key))),
    ...(total === undefined ? {} : { total }),
  };
}

async function count(pool: Deps['pool'], register: RegisterName, values: string[]): Promise<number> {
  const text = `SELECT count(*)::int AS n FROM (${REGISTERS[register]}) r`;
  return (await pool.query<{ n: number }>({ name: `published-${register}-count`, text, values })).rows[0]?.n ?? 0;
}

/** What is published of rectifications: problems, and results once they are published too. Neither who found it nor who mended it. */
const ITEMS = `SELECT c.case_no || '/' || (i ->> 'no') AS key, c.institution_name AS institution, c.division,
    COALESCE(d.name, c.division) AS "divisionName", i ->> 'description' AS description, i ->> 'kind' AS kind, i ->> 'severity' AS severity,
    i ->> 'dueOn' AS "dueOn", i -> 'published' ? 'problem' AS problem, i -> 'published' ? 'result' AS result,
    CASE WHEN i -> 'published' ? 'result' THEN ${dayIn("i -> 'signature' ->> 'at'")} END AS "rectifiedOn"
  FROM case_file c CROSS JOIN LATERAL jsonb_array_elements(c.file -> 'items') i LEFT JOIN division d ON d.code = c.division
  WHERE c.type = 'rectification' AND jsonb_path_exists(c.file, '$.items[*].published[*]') AND jsonb_array_length(i -> 'published') > 0
    AND ($1 = '' OR c.institution_name ILIKE $1 OR i ->> 'description' ILIKE $1) AND c.division LIKE $2 || '%'
    AND ($3::text IS NULL OR (c.opened_at, c.case_no || '/' || (i ->> 'no')) < ((SELECT opened_at FROM case_file WHERE case_no = split_part($3, '/', 1)), $3))
  ORDER BY c.opened_at DESC, key DESC LIMIT $4`;

/** A page of what is published of rectifications, newest first. The place of a row is its number alone: since when we know of it is not published. */
export async function publishedRectifications({ pool }: Deps, { q, division = '', cursor, limit }: RegisterQuery) {
  const place = placeOf(cursor, KEYS.event);
  const values = [like(q), divisionPrefix(division), place?.key ?? null, limit + 1];
  const { rows } = await pool.query<Row>({ name: 'published-rectifications', text: ITEMS, values });
  return withoutKeys(pageOf(rows, limit, ({ key }) => atKey(key)));
}

/** Homes of both lists that somebody may mean: by a part of the name, its pinyin or initials; for the form in which they complain. */
export async function suggested({ pool }: Deps, q: string) {
  const text = `SELECT ${HOME} ${FROM} WHERE i.list IN ('filed', 'unfiled') AND (i.name ILIKE $1 OR i.search ILIKE $1) ORDER BY position($2 in i.name), i.name LIMIT 8`;
  const { rows } = await pool.query<Row>({ name: 'published-suggested', text, values: [like(q), q] });
  return rows.map(withoutKey);
}

/** The divisions in which a register has entries. */
export async function divisionsIn({ pool }: Deps) {
  const text = `SELECT i.division AS code, COALESCE(d.name, i.division) AS name, count(*)::int AS institutions ${FROM} WHERE i.list IN ('filed', 'unfiled') GROUP BY 1, 2 ORDER BY 1`;
  return (await pool.query<{ code: string; name: string; institutions: number }>({ name: 'published-divisions', text })).rows;
}

const like = (q: string | undefined): string => (q === undefined ? '' : `%${literally(q)}%`);

const withoutKeys = <T extends Row>({ items, nextCursor }: { items: T[]; nextCursor: string | null }) => ({
  items: items.map(withoutKey),
  nextCursor,
});

function withoutKey<T extends Row>({ key: _, ...row }: T): Omit<T, 'key'> {
  return row;
}
