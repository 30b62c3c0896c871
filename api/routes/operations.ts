import { z } from 'zod';
import type { Person } from '../../casebook/people.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { scopeOf } from '../permissions.ts';
import { cursorOf, KEYS, type Place, placeOf } from '../reads/cursor.ts';
import { eventView, mayRead } from '../reads/events.ts';
import { Limit } from '../schemas/queries.ts';
import { EventView, page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

/** Longest that a step may take from its recording to its commit, while others commit, in ms. */
const SETTLING_MS = 2_000;

const FeedQuery = z.strictObject({ after: z.string().max(400).optional(), limit: Limit });

/** The event feed: what was recorded in the cases that the caller may see, in the order of recording. */
export function operations(door: Door, deps: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/events',
      summary: '事件流',
      tag: 'operations',
      may: 'events.read',
      query: FeedQuery,
      response: page(EventView.extend({ caseNo: z.string() })),
    },
    async ({ query: { after, limit }, req }) => {
      const person = personOf(req);
      const until = await settledUntil(deps);
      const page = async (place: Place | undefined): Promise<Feed> => {
        const rows = await recordedAfter(deps, person, place, { until, limit });
        const shown = rows.filter((row) => mayRead(person, row.caseFile.file as unknown as CaseFile, row));
        // the place of a step that may not be read tells when it was recorded, so the feed never stops at one
        return shown.length === 0 && rows.length === limit ? page(placeAt(rows.at(-1))) : shown;
      };
      const shown = await page(placeOf(after, KEYS.event, 'after'));
      const last = placeAt(shown.at(-1));
      return {
        items: shown.map((row) => ({ caseNo: row.caseNo, ...eventView(row, person) })),
        nextCursor: last ? cursorOf(last) : (after ?? null),
      };
    },
  );
}

type Feed = Awaited<ReturnType<typeof recordedAfter>>;

const placeAt = (row: Feed[number] | undefined): Place | undefined =>
  row && { value: row.recordedAt.toISOString(), key: `${row.caseNo}/${row.seq}` };

/** What was recorded beyond a place in the cases that the person may see, oldest first. */
function recordedAfter({ prisma }: Deps, person: Person, place: Place | undefined, { until, limit }: { until: Date; limit: number }) {
  const [caseNo = '', seq = '0'] = place?.key.split('/') ?? [];
  const at = place?.value ? new Date(place.value) : new Date(0);
  const beyond = [
    { recordedAt: { gt: at } },
    { recordedAt: at, caseNo: { gt: caseNo } },
    { recordedAt: at, caseNo, seq: { gt: Number(seq) } },
  ];
  return prisma.caseEvent.findMany({
    where: { caseFile: scopeOf(person), recordedAt: { lt: until }, OR: beyond },
    orderBy: [{ recordedAt: 'asc' }, { caseNo: 'asc' }, { seq: 'asc' }],
    take: limit,
    include: { caseFile: { select: { file: true } } },
  });
}

/**
 * Before this instant nothing can be recorded any more: now, when nobody is writing; else a little earlier, because steps do not become
 * visible in the order of their times, and a reader who went past one would never see it.
 */
async function settledUntil({ pool }: Deps): Promise<Date> {
  const { rows } = await pool.query<{ at: Date }>({
    name: 'settled-until',
    text: `SELECT date_trunc('milliseconds', statement_timestamp()) - CASE WHEN pg_snapshot_xmin(s) = pg_snapshot_xmax(s) THEN 0 ELSE $1::int END
      * interval '1 ms' AS at FROM pg_current_snapshot() s`,
    values: [SETTLING_MS],
  });
  return rows[0]?.at ?? new Date(0);
}
