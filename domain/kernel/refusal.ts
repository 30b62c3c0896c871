import { addDays, dayOf, type IsoDate } from '../days.ts';

/** Why the rules do not allow something now. The codes are contracts of the API. */
export interface Refusal {
  code:
    | 'action-not-available'
    | 'role-not-allowed'
    | 'same-person'
    | 'conflict-of-interest'
    | 'not-in-time'
    | 'not-lawful'
    | 'cap-reached'
    | 'case-closed';
  reason: string;
  /** Field of the input that the reason is about, where there is one. */
  field?: string;
}

export const refuse = (code: Refusal['code'], reason: string, field?: string): Refusal =>
  field === undefined ? { code, reason } : { code, reason, field };

/** How far ahead a person may set a date, in calendar days. */
const FARTHEST_DAYS = 3660;

/** Why a person may not set this day as a date now: it has passed, or lies more than ten years ahead. */
export function unfitDate(day: IsoDate, now: number, field: string): Refusal | undefined {
  const today = dayOf(now);
  if (day < today) return refuse('not-lawful', `${day} has passed`, field);
  return day > addDays(today, FARTHEST_DAYS) ? refuse('not-lawful', `${day} lies more than ten years ahead`, field) : undefined;
}
