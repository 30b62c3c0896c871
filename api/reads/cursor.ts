import { InvalidInput } from '../../casebook/errors.ts';

/** A place in a list, opaque to callers: the sort value (an instant) and the key of the last row they saw. */
export interface Place {
  value: string | null;
  key: string;
}

/** What the keys of each list look like; anything else was not given out by it. */
export const KEYS = {
  id: /^[\w-]{1,100}$/,
  number: /^\d{1,18}$/,
  seq: /^\d{1,9}$/,
  event: /^[\w-]{1,100}\/\d{1,9}(\/\w{1,20}-[\w-]{36})?$/,
};

export const cursorOf = (place: Place): string => Buffer.from(JSON.stringify([place.value, place.key])).toString('base64url');

/** @throws InvalidInput when it is not a cursor that such a list gives out */
export function placeOf(cursor: string | undefined, keys: RegExp, field = 'cursor'): Place | undefined {
  if (cursor === undefined) return undefined;
  const place = read(cursor);
  if (place && keys.test(place.key) && (place.value === null || !Number.isNaN(Date.parse(place.value)))) return place;
  throw new InvalidInput(field, 'this is not a cursor of this list');
}

/** A place in a list that has a key for every row and no other order. */
export const atKey = (key: string | number | bigint): Place => ({ value: null, key: String(key) });

/** A page of a list that was asked for one row more than it shows: its rows, and the cursor after the last when there are more. */
export function pageOf<R>(rows: readonly R[], limit: number, placeOfRow: (row: R) => Place): { items: R[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : cursorOf(placeOfRow(last)) };
}

function read(cursor: string): Place | undefined {
  try {
    const [value, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return typeof key === 'string' && (value === null || typeof value === 'string') ? { value, key } : undefined;
  } catch {
    return undefined;
  }
}
