import type { Pool } from 'pg';
import type { Person } from '../../casebook/people.ts';
import { endOfDay } from '../../domain/days.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import { lettersOf, unanswered } from '../../domain/letters.ts';
import { withOwnLetters } from '../permissions.ts';

/** So many cases are told apart: more than a department ever leaves unanswered. */
const MOST = 1_000;

/** Cases (c), open or closed, with a letter to one of these departments that asks for a reply and has none; the first to be late first. */
const OWING = `SELECT c.case_no FROM case_file c CROSS JOIN LATERAL jsonb_array_elements(c.file -> 'letters') l
  WHERE c.departments && $1::text[] AND NOT c.file ? 'anonymised' AND l ->> 'department' = ANY($1) AND l ? 'replyBefore' AND NOT l ? 'reply'
  GROUP BY c.case_no ORDER BY min(l ->> 'replyBefore'), c.case_no LIMIT ${MOST}`;

/** Numbers of the cases in which this person's department owes a reply. */
export async function casesOwingReply(pool: Pool, { departments = [] }: Person): Promise<string[]> {
  const { rows } = await pool.query<{ case_no: string }>({ name: 'owing-reply', text: OWING, values: [departments] });
  return rows.map((row) => row.case_no);
}

/** Until when (ms) this person's department owes a reply in the case; nothing when it owes none. */
export function owedUntil(person: Person, file: CaseFile): number | undefined {
  if (person.role !== 'department' || file.anonymised) return undefined;
  const days = unanswered(withOwnLetters(person, file)).flatMap(({ replyBefore }) => replyBefore ?? []);
  const [first] = days.toSorted();
  return first === undefined ? undefined : endOfDay(first);
}

/** The file without the letters to other departments, and the dates by which these owe their replies. */
export function withOwnReplies(person: Person, file: CaseFile): CaseFile {
  const own = withOwnLetters(person, file);
  const marks = lettersOf(own).map(({ no }) => `${no}`);
  const kept = Object.entries(own.deadlines).filter(([, { awaits, mark }]) => awaits !== 'recordReply' || marks.includes(mark ?? ''));
  return { ...own, deadlines: Object.fromEntries(kept) };
}
