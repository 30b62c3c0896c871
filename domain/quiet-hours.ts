import { dayAfter, dayOf, type IsoDate, startOfDay } from './days.ts';
import type { MessageRules } from './policy/policy.ts';
import { isWorkingDay, nthWorkingDay, type WorkCalendar } from './work-calendar.ts';

/**
 * What is served on somebody, or ends a danger, goes out at whatever hour it was decided: waiting would shorten a period that the law
 * gives, or leave residents at risk. All else is a reminder or news, which wait for the morning of a working day.
 */
const AT_ONCE: ReadonlySet<string> = new Set([
  'noticeIssued',
  'extensionDecided',
  'suspensionOrdered',
  'suspensionLifted',
  'filingUrged',
  'correctionRequested',
  'jointEnforcement',
  'letterIssued',
]);

const HOUR_MS = 3_600_000;

/**
 * When a message may leave by other ways than the inbox, in ms: nothing for at once. A message that would come after the date it is
 * about does not wait. RangeError when `now` is no instant.
 */
export function waitsUntil(
  { event, now, dueAt }: { event: string; now: number; dueAt?: number | undefined },
  rules: MessageRules,
  calendar: WorkCalendar,
): number | undefined {
  if (AT_ONCE.has(event)) return undefined;
  const morning = nextMorning(now, rules, calendar);
  if (morning === undefined) return undefined;
  const comesTooLate = dueAt !== undefined && now < dueAt && morning >= dueAt;
  return comesTooLate ? undefined : morning;
}

/** The end of the quiet time that `now` lies in. */
function nextMorning(now: number, { quietFromHour, quietUntilHour, workingDaysOnly }: MessageRules, calendar: WorkCalendar) {
  const day = dayOf(now);
  const hour = (now - startOfDay(day)) / HOUR_MS;
  const disturbs = (on: IsoDate) => !workingDaysOnly || isWorkingDay(on, calendar);
  if (disturbs(day) && hour >= quietUntilHour && hour < quietFromHour) return undefined;
  const tomorrow = workingDaysOnly ? nthWorkingDay(day, 1, dayAfter, calendar) : dayAfter(day);
  return startOfDay(disturbs(day) && hour < quietUntilHour ? day : tomorrow) + quietUntilHour * HOUR_MS;
}
