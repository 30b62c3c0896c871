import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { KEYS, placeOf } from './cursor.ts';

const OMIT = { file: true, head: true } as const;

/** The columns that a worklist can be read by. */
export type SortColumn = 'dueAt' | 'openedAt' | 'disclosedAt' | 'nextEventAt';

interface Asked {
  where: Prisma.CaseFileWhereInput;
  column: SortColumn;
  descending: boolean;
  cursor: string | undefined;
  take: number;
}

/**
 * The rows that follow a cursor. Rows without a date come last, whichever way the list runs; they are read apart, so that an index finds where
 * to go on among the dated ones.
 */
export async function rowsAfter(prisma: PrismaClient, { where, column, descending, cursor, take }: Asked) {
  const direction = descending ? 'desc' : 'asc';
  const byColumn = column === 'openedAt' ? { openedAt: direction } : { [column]: { sort: direction, nulls: 'last' } };
  const orderBy = [byColumn, { caseNo: direction }] as Prisma.CaseFileOrderByWithRelationInput[];
  const find = (part: Prisma.CaseFileWhereInput, atMost = take) =>
    prisma.caseFile.findMany({ where: { AND: [where, part] }, orderBy, take: atMost, omit: OMIT });
  const place = placeOf(cursor, KEYS.id);
  if (!place) return find({});
  const beyond = { caseNo: { [descending ? 'lt' : 'gt']: place.key } };
  if (place.value === null) return find({ [column]: null, ...beyond });
  const value = new Date(place.value);
  const dated = await find({
    [column]: { [descending ? 'lte' : 'gte']: value },
    OR: [{ [column]: { [descending ? 'lt' : 'gt']: value } }, beyond],
  });
  if (column === 'openedAt' || dated.length === take) return dated;
  return [...dated, ...(await find({ [column]: null }, take - dated.length))];
}
