import { z } from 'zod';
import { cloudEventOf, type FedEvent, type FeedPlace, fedAfter, settledUntil } from '../../casebook/feed.ts';
import type { Person } from '../../casebook/people.ts';
import { isServed } from '../../domain/documents.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { scopeSql } from '../permissions.ts';
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
    /** Where a document is told of. */
    document: z.object({ id: z.string(), kind: z.string(), documentNo: z.string().nullable(), sha256: z.string().nullable() }).optional(),
  }),
});

/** The event feed: what was recorded in the cases that the caller may see, and which documents they have, in the order of recording. */
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
      const page = async (place: FeedPlace): Promise<FedEvent[]> => {
        const rows = await fedAfter(deps.pool, { place, until, limit, scope: (param) => scopeSql(person, param) });
        const shown = rows.filter((row) => mayHear(person, row));
        const last = rows.at(-1);
        // the place of a step that may not be read tells when it was recorded, so the feed never stops at one
        return shown.length === 0 && last && rows.length === limit ? page({ ...last, at: last.recordedAt }) : shown;
      };
      const shown = await page(feedPlaceOf(after));
      const last = shown.at(-1);
      return {
        // whoever knows most of an event could try out the rest of it against its hash
        items: shown.map((row) => cloudEventOf(isInstitution(person) ? { ...row, hash: '' } : row)),
        nextCursor: last ? cursorOf(cursorPlace(last)) : (after ?? null),
      };
    },
  );
}

/** Of documents, an institution hears what is addressed to it. */
const mayHear = (person: Person, row: FedEvent): boolean =>
  row.document ? !isInstitution(person) || isServed(row.document.kind) : mayRead(person, row.file, row);

const cursorPlace = ({ recordedAt, caseNo, seq, part }: FedEvent): Place => ({
  value: recordedAt.toISOString(),
  key: part === '' ? `${caseNo}/${seq}` : `${caseNo}/${seq}/${part}`,
});

/** @throws InvalidInput when it is not a cursor that the feed gave out */
function feedPlaceOf(after: string | undefined): FeedPlace {
  const place = placeOf(after, KEYS.event, 'after');
  const [caseNo = '', seq = '0', part = ''] = place?.key.split('/') ?? [];
  return { at: new Date(place?.value ?? 0), caseNo, seq: Number(seq), part };
}
