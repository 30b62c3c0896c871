import { InvalidInput } from '../../casebook/errors.ts';

/** A place in a list, opaque to callers: the sort value and the key of the last row they saw. */
export interface Place {
  value: string | null;
  key: string;
}

export const cursorOf = (place: Place): string => Buffer.from(JSON.stringify([place.value, place.key])).toString('base64url');

/** @throws InvalidInput when it is not a cursor that this API gave out */
export function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [value, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof key === 'string' && (value === null || typeof value === 'string')) return { value, key };
  } catch {
    // said below
  }
  throw new InvalidInput('cursor', 'this is not a cursor of this list');
}
