import { addDays, dayOf, type IsoDate } from './days.ts';
import type { CaseFile, CaseTypeName } from './kernel/case-file.ts';
import type { Policy } from './policy/policy.ts';
import { listingOf } from './sanctions.ts';

/** How long a closed case is kept as it is, and then how long somebody may still look at it before it is made anonymous, in calendar days. */
export interface RetentionRule {
  keepDays: number;
  reviewDays: number;
}

const YEAR = 365;
/** So many years at the longest, leap days and all: nobody's case is made anonymous before they are full. */
const years = (count: number): number => count * YEAR + Math.ceil(count / 4);
/** No policy keeps a case for less, in days: it may still be reopened, and a decision be looked at again. */
export const LEAST_KEPT_DAYS = YEAR;
/** Where the policy says nothing. A complaint is about people; the other cases are about buildings and papers, and are kept longer. */
const USUAL: RetentionRule = { keepDays: years(10), reviewDays: 90 };
const USUAL_OF: Partial<Record<CaseTypeName, RetentionRule>> = { complaint: { keepDays: years(5), reviewDays: 90 } };

/** What the policy says of cases of this type. */
export const retentionRule = ({ retention }: Policy, type: CaseTypeName): RetentionRule => retention?.[type] ?? USUAL_OF[type] ?? USUAL;

export const RETENTION_STATES = ['open', 'retain', 'review', 'due', 'held', 'anonymised'] as const;

/** Where a case stands: kept, to be looked at, due to be made anonymous, held for the law, or made so. `on` is the day on which that changes. */
export interface Retention {
  state: (typeof RETENTION_STATES)[number];
  on?: IsoDate;
}

/** Times in ms; days are those of Asia/Shanghai. */
export function retentionOf(file: CaseFile, policy: Policy, { closedAt, now }: { closedAt: number; now: number }): Retention {
  if (file.anonymised) return { state: 'anonymised' };
  if (file.stage !== 'closed') return { state: 'open' };
  if (file.legalHold || listingOf(file)) return { state: 'held' }; // what is published must stay true
  const { keepDays, reviewDays } = retentionRule(policy, file.type);
  const review = addDays(dayOf(closedAt), keepDays);
  const due = addDays(review, reviewDays);
  const today = dayOf(now);
  if (today < review) return { state: 'retain', on: review };
  return today < due ? { state: 'review', on: due } : { state: 'due', on: due };
}

/**
 * Fields in which people write, or are named. Everything else in a case is a choice from a list, a date, a number, an identifier, or the name of
 * an institution or a department; test/casebook/retention.test.ts holds this against every field that takes text.
 */
const PERSONAL = new Set([
  'content',
  'description',
  'text',
  'note',
  'reason',
  'cause',
  'findings',
  'answer',
  'result',
  'measures',
  'plan',
  'needed',
  'asWritten',
  'field',
  'fields',
  'filed',
  'found',
  'inspectors',
  'responsiblePerson',
  'respondent',
]);
/** In these, every text is personal. */
const PERSONAL_WHOLE = new Set(['row', 'described']);

/** What stands where something was removed. */
export const REMOVED = '〔已按保存期限删除〕';

/** Paths (`supplements.0.text`) of all texts in which people write or are named. */
export function personalPaths(value: unknown, path = '', personal = false): string[] {
  if (typeof value === 'string') return personal && value !== '' ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const named = path.startsWith('namedOfficials.') && key === 'name';
    const whole = PERSONAL_WHOLE.has(key) || (personal && typeof value === 'object' && !PERSONAL.has(key));
    return personalPaths(inner, path === '' ? key : `${path}.${key}`, named || whole || PERSONAL.has(key));
  });
}

/** A copy in which the texts at these paths are replaced. */
export function replacedAt<T>(value: T, paths: ReadonlySet<string>, replace: (text: string, path: string) => unknown, path = ''): T {
  if (typeof value === 'string') return (paths.has(path) ? replace(value, path) : value) as T;
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, v]) => [key, replacedAt(v, paths, replace, path === '' ? key : `${path}.${key}`)]);
  return (Array.isArray(value) ? inner.map(([, v]) => v) : Object.fromEntries(inner)) as T;
}

/** The case without a word that people wrote. */
export const withoutPersonal = <T>(value: T): T => replacedAt(value, new Set(personalPaths(value)), () => REMOVED);
