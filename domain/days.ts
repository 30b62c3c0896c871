/**
 * Days on the wall calendar of Asia/Shanghai and the instants they begin and end at. An instant is a number of milliseconds since
 * 1970-01-01T00:00Z. China keeps +08:00 all year, so plain arithmetic is exact here and gives the same answer in every process.
 */

/** A day as written on a calendar in Asia/Shanghai, `YYYY-MM-DD`. */
export type IsoDate = string;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS;
/** Enough for every day that open cases are counted over; more only when somebody asks for far-off years, and then we begin anew. */
const KEPT = 20_000;
/** Midnight UTC of days that were asked for before, and the other way round: the same few hundred are counted over and over. */
const midnights = new Map<IsoDate, number>();
const days = new Map<number, IsoDate>();

/** Days are written with a year of four digits. */
const [YEAR_0, YEAR_10000] = [Date.parse('0000-01-01T00:00:00Z'), Date.UTC(10_000, 0, 1)];

/** The text as a day, unchanged. RangeError naming the text when it is not a day that exists, written `YYYY-MM-DD`. */
export function parseDay(text: string): IsoDate {
  if (midnights.has(text)) return text;
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse turns 30 February into 2 March in some engines, so the day must come back as it was written.
  if (Number.isNaN(ms) || written(ms) !== text) throw new RangeError(`"${text}" is not a day written YYYY-MM-DD`);
  kept(midnights, text, ms);
  return text;
}

/** The day in Asia/Shanghai on which an instant falls. Midnight belongs to the day that begins. RangeError when it is no instant. */
export function dayOf(instantMs: number): IsoDate {
  if (!Number.isFinite(instantMs)) throw new RangeError(`${instantMs} is not an instant in milliseconds`);
  const wall = instantMs + SHANGHAI_MS;
  if (wall < YEAR_0 || wall >= YEAR_10000) throw new RangeError(`${instantMs} lies outside the calendar`);
  return written(wall);
}

/** The instant at which a day begins, 00:00 in Asia/Shanghai. RangeError when it is not a day. */
export const startOfDay = (day: IsoDate): number => utcMidnight(day) - SHANGHAI_MS;

/** The instant at which a day is over, 24:00 in Asia/Shanghai: the first instant that no longer belongs to it. */
export const endOfDay = (day: IsoDate): number => startOfDay(day) + DAY_MS;

/** The instant at which an office opens on a day, 09:00 in Asia/Shanghai. */
export const openingOf = (day: IsoDate): number => startOfDay(day) + 9 * HOUR_MS;

/** The day `n` calendar days later, or earlier when `n` is negative. RangeError when `n` is no whole number. */
export function addDays(day: IsoDate, n: number): IsoDate {
  if (!Number.isSafeInteger(n)) throw new RangeError(`${n} is not a whole number of days`);
  return dayOf(startOfDay(day) + n * DAY_MS);
}

/** The next calendar day. */
export const dayAfter = (day: IsoDate): IsoDate => addDays(day, 1);

/** The previous calendar day. */
export const dayBefore = (day: IsoDate): IsoDate => addDays(day, -1);

/** Whether a day is a Saturday or a Sunday. */
export const isWeekend = (day: IsoDate): boolean => [0, 6].includes(new Date(utcMidnight(day)).getUTCDay());

/** The year of a day. */
export const yearOf = (day: IsoDate): number => Number(parseDay(day).slice(0, 4));

const utcMidnight = (day: IsoDate): number => midnights.get(parseDay(day)) ?? Date.parse(`${day}T00:00:00Z`);

function written(ms: number): IsoDate {
  const number = Math.floor(ms / DAY_MS);
  return days.get(number) ?? kept(days, number, new Date(ms).toISOString().slice(0, 10));
}

function kept<K, V>(known: Map<K, V>, key: K, value: V): V {
  if (known.size >= KEPT) known.clear();
  known.set(key, value);
  return value;
}
