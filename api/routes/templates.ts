import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import { EVENTS, LANGUAGES, ownWords, preview, unknownIn, usableFields, WORDED } from '../../casebook/templates.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { nameOf } from '../reads/case-row.ts';
import { Text } from '../schemas/common.ts';
import { personOf } from '../session.ts';

const Place = z.strictObject({ event: z.enum(EVENTS), language: z.enum(LANGUAGES), channel: z.enum(WORDED).default('any') });
const Words = z.strictObject({ subject: z.string().trim().min(1).max(200), body: Text });
const Edit = Place.extend({ words: Words.nullable() });
const TemplateView = z.object({
  event: z.string(),
  language: z.enum(LANGUAGES),
  channel: z.enum(WORDED),
  /** 0: the product's own words. */
  version: z.int(),
  subject: z.string(),
  body: z.string(),
  fields: z.array(z.string()),
  changedBy: z.string().nullable(),
  changedByName: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
});
const Composed = z.object({ subject: z.string(), body: z.string() });

/** The words of messages, for an administrator: as they are, as they were, and as they would look. */
export function templates(door: Door, { prisma, people, templates: inUse }: Deps): void {
  const viewOf = async (row: Row) => ({ ...viewOfRow(row), changedByName: (await nameOf(people, row.createdBy))?.name ?? null });
  const rowsOf = (where: Partial<z.output<typeof Place>>) =>
    prisma.messageTemplate.findMany({ where, orderBy: [{ event: 'asc' }, { language: 'asc' }, { channel: 'asc' }, { version: 'desc' }] });

  door.add(
    {
      method: 'get',
      path: '/templates',
      summary: '消息模板',
      tag: 'messages',
      may: 'templates.manage',
      query: z.strictObject({ event: z.enum(EVENTS).optional(), language: z.enum(LANGUAGES).optional() }),
      response: z.object({ items: z.array(TemplateView) }),
    },
    async ({ query: { event, language } }) => {
      const rows = await rowsOf({ ...(event ? { event } : {}), ...(language ? { language } : {}) });
      const own = (event ? [event] : EVENTS).flatMap((e) => (language ? [language] : LANGUAGES).map((l) => ownView(e, l)));
      return { items: [...own, ...(await Promise.all(newest(rows).map(viewOf)))] };
    },
  );

  door.add(
    {
      method: 'get',
      path: '/templates/versions',
      summary: '消息模板的历次版本',
      tag: 'messages',
      may: 'templates.manage',
      query: Place,
      response: z.object({ items: z.array(TemplateView) }),
    },
    async ({ query }) => ({ items: await Promise.all((await rowsOf(query)).map(viewOf)) }),
  );

  door.add(
    {
      method: 'post',
      path: '/templates',
      summary: '修改消息模板',
      tag: 'messages',
      may: 'templates.manage',
      body: Edit,
      response: TemplateView,
      status: 201,
    },
    async ({ body: { words, ...place }, req }) => {
      if (words) refuseUnknown(place.event, words, 'words.');
      const last = await prisma.messageTemplate.findFirst({ where: place, orderBy: { version: 'desc' } });
      const data = { ...place, version: (last?.version ?? 0) + 1, subject: words?.subject ?? null, body: words?.body ?? null };
      const row = await prisma.messageTemplate.create({ data: { ...data, createdBy: personOf(req).id } });
      inUse.drop();
      return viewOf(row);
    },
  );

  door.add(
    {
      method: 'post',
      path: '/templates/preview',
      summary: '预览消息模板',
      tag: 'messages',
      may: 'templates.manage',
      body: Place.extend({ words: Words.optional() }),
      response: Composed,
    },
    async ({ body: { event, language, words } }) => {
      if (words) refuseUnknown(event, words, 'words.');
      const { subject, text } = preview(event, language, words);
      return { subject, body: text };
    },
  );
}

/** @throws InvalidInput naming the placeholder that is no field of the event */
function refuseUnknown(event: (typeof EVENTS)[number], words: z.output<typeof Words>, under: string): void {
  for (const part of ['subject', 'body'] as const) {
    const [unknown] = unknownIn(event, words[part]);
    if (unknown !== undefined)
      throw new InvalidInput(`${under}${part}`, `{{${unknown}}} is no field of this message; it has ${fieldsOf(event)}`);
  }
}

const fieldsOf = (event: (typeof EVENTS)[number]): string =>
  usableFields(event)
    .map((field) => `{{${field}}}`)
    .join(', ');

/** A template as the database keeps it. */
interface Row {
  event: string;
  language: string;
  channel: string;
  version: number;
  subject: string | null;
  body: string | null;
  createdBy: string;
  createdAt: Date;
}

/** Of rows sorted by place and falling version, the first of each place. */
const newest = (rows: Row[]): Row[] =>
  rows.filter(({ event, language, channel }, i) => {
    const before = rows[i - 1];
    return before?.event !== event || before.language !== language || before.channel !== channel;
  });

const ownView = (event: (typeof EVENTS)[number], language: (typeof LANGUAGES)[number]) => ({
  ...{ event, language, channel: 'any', version: 0, ...ownWords(event, language) },
  ...{ fields: usableFields(event), changedBy: null, changedByName: null, changedAt: null },
});

function viewOfRow(row: Row) {
  const { event, language, channel } = Place.parse({ event: row.event, language: row.language, channel: row.channel });
  const words = row.subject === null || row.body === null ? ownWords(event, language) : { subject: row.subject, body: row.body };
  const { version, createdBy: changedBy, createdAt } = row;
  return { event, language, channel, version, ...words, fields: usableFields(event), changedBy, changedAt: createdAt.toISOString() };
}
