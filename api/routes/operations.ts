import { z } from 'zod';
import { cloudEventOf, settledUntil } from '../../casebook/feed.ts';
import type { Person } from '../../casebook/people.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { scopeOf } from '../permissions.ts';
import { cursorOf, KEYS, type Place, placeOf } from '../reads/cursor.ts';
import { isInstitution } from '../reads/disclosure.ts';
import { mayRead } from '../reads/events.ts';
import { Limit } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const FeedQuery = z.strictObject({ after: z.string().max(400).optional(), limit: Limit });

/** CloudEvents 1.0. */
const CloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  data: z.object({
    caseNo: z.string(),
    seq: z.int(),
    caseType: z.string(),
    kind: z.string(),
    name: z.string(),
    stage: z.string(),
    division: z.string(),
    institution: z.object({ id: z.string(), name: z.string() }).nullable(),
    actorRole: z.string(),
    hash: z.string(),
  }),
});

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
      response: page(CloudEvent),
    },
    async ({ query: { after, limit }, req }) => {
      const person = personOf(req);
      const until = await settledUntil(deps.pool);
      const page = async (place: Place | undefined): Promise<Feed> => {
        const rows = await recordedAfter(deps, person, place, { until, limit });
        const shown = rows.filter((row) => mayRead(person, row.caseFile.file as unknown as CaseFile, row));
        // the place of a step that may not be read tells when it was recorded, so the feed never stops at one
        return shown.length === 0 && rows.length === limit ? page(placeAt(rows.at(-1))) : shown;
      };
      const shown = await page(placeOf(after, KEYS.event, 'after'));
      const last = placeAt(shown.at(-1));
      return {
        // whoever knows most of an event could try out the rest of it against its hash
        items: shown.map((row) =>
          cloudEventOf(isInstitution(person) ? { ...row, hash: '' } : row, row.caseFile.file as unknown as CaseFile),
        ),
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
