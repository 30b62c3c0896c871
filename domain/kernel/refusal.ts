import { addDays, dayOf, type IsoDate } from '../days.ts';
import { type Reason, type RefusalCode, reasonOf } from './reasons.ts';

/** Why the rules do not allow something now. */
export interface Refusal {
  /** The class of the reason. */
  code: RefusalCode;
  reason: Reason;
  /** What the reason is about, in the order of its sentence. */
  about: string[];
  /** The sentence, for people. */
  detail: string;
  /** Field of the input that the reason is about, where there is one. */
  field?: string;
}

/** Refuses for a reason: `about` fills the places of its sentence, `field` names the part of the input that does not fit. */
export function refuse(reason: Reason, { field, about = [] }: { field?: string; about?: (string | number)[] } = {}): Refusal {
  const { code, sentence } = reasonOf(reason);
  const parts = about.map(String);
  const left = [...parts];
  const detail = sentence.replace(/\{\}/g, () => left.shift() ?? '');
  return { code, reason, about: parts, detail, ...(field === undefined ? {} : { field }) };
}

/** How far ahead a person may set a date, in calendar days. */
const FARTHEST_DAYS = 3660;

/** Why a person may not set this day as a date now: it has passed, or lies more than ten years ahead. */
export function unfitDate(day: IsoDate, now: number, field: string): Refusal | undefined {
  const today = dayOf(now);
  if (day < today) return refuse('day-passed', { field, about: [day] });
  return day > addDays(today, FARTHEST_DAYS) ? refuse('day-too-far-ahead', { field, about: [day] }) : undefined;
}
