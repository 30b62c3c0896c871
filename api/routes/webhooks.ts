import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { replay } from '../../casebook/delivery.ts';
import { ENDPOINT_CHANNELS } from '../../casebook/endpoints.ts';
import { InvalidInput } from '../../casebook/errors.ts';
import { within } from '../../casebook/people.ts';
import { EVENTS, LANGUAGES } from '../../casebook/templates.ts';
import { keepWebhook, unfitUrl } from '../../casebook/webhooks.ts';
import { isDepartment } from '../../domain/departments.ts';
import { ROLES } from '../../domain/roles.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { inName } from '../in-name.ts';
import { divisionFor } from '../permissions.ts';
import { NotFound } from '../problems.ts';
import { Delivery, deliveriesOf } from '../reads/deliveries.ts';
import { Line } from '../schemas/common.ts';
import { Division, PageQuery } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const Id = z.object({ id: z.uuid() });
const NewWebhook = z.strictObject({
  name: Line,
  channel: z.enum(ENDPOINT_CHANNELS),
  url: z.url().max(2_000),
  /** Made by the product when left out; DingTalk gives its own, WeCom has none. */
  secret: z.string().min(8).max(200).optional(),
  division: Division.optional(),
  role: z.enum(ROLES).nullable().default(null),
  department: z.string().max(60).nullable().default(null),
  events: z.array(z.enum(EVENTS)).max(EVENTS.length).default([]),
  language: z.enum(LANGUAGES).default('zh-CN'),
});
const WebhookView = z.object({
  id: z.string(),
  name: z.string(),
  channel: z.enum(ENDPOINT_CHANNELS),
  host: z.string(),
  division: z.string(),
  role: z.string().nullable(),
  department: z.string().nullable(),
  events: z.array(z.string()),
  language: z.string(),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
});

/** Where messages and events are posted to, for an administrator; and what did not get through. */
export function webhooks(door: Door, deps: Deps): void {
  const { prisma, pool, ring, networks, endpoints } = deps;
  const common = { tag: 'messages', may: 'webhooks.manage' } as const;

  door.add(
    { ...common, method: 'get', path: '/webhooks', summary: '消息接口', response: z.object({ items: z.array(WebhookView) }) },
    async ({ req }) => {
      const rows = await prisma.webhook.findMany({ orderBy: { createdAt: 'asc' } });
      return { items: rows.filter((row) => within(row.division, personOf(req).division)).map(viewOf) };
    },
  );

  door.add(
    {
      ...common,
      method: 'post',
      path: '/webhooks',
      summary: '新建消息接口',
      body: NewWebhook,
      response: WebhookView.extend({ secret: z.string().nullable() }),
      status: 201,
    },
    async ({ body, req }) => {
      const person = personOf(req);
      const division = divisionFor(person, body.division);
      if (body.department !== null && !isDepartment(body.department)) throw new InvalidInput('department', 'no department has this code');
      const unfit = unfitUrl(body.url, networks);
      if (unfit) throw new InvalidInput('url', unfit);
      const signs = body.channel === 'webhook' || body.channel === 'events';
      const secret = body.secret ?? (signs ? randomBytes(32).toString('base64url') : undefined);
      const id = await keepWebhook(pool, ring, { ...body, division, secret }, person.id);
      endpoints.drop();
      return { ...viewOf(await prisma.webhook.findUniqueOrThrow({ where: { id } })), secret: secret ?? null };
    },
  );

  door.add(
    {
      ...common,
      method: 'post',
      path: '/webhooks/{id}/enabled',
      summary: '启用、停用消息接口',
      params: Id,
      body: z.strictObject({ enabled: z.boolean() }),
      response: WebhookView,
    },
    async ({ params, body: { enabled }, req }) => {
      const { id } = await own(deps, params.id, personOf(req).division);
      const row = await inName(prisma, { by: personOf(req).id }, (db) => db.webhook.update({ where: { id }, data: { enabled } }));
      endpoints.drop();
      return viewOf(row);
    },
  );

  door.add(
    {
      ...common,
      method: 'get',
      path: '/webhooks/{id}/deliveries',
      summary: '发送记录',
      params: Id,
      query: PageQuery.extend({ state: z.enum(['queued', 'sending', 'sent', 'failed', 'gathered']).optional() }),
      response: page(Delivery),
    },
    async ({ params, query: { state, ...query }, req }) => {
      const { id } = await own(deps, params.id, personOf(req).division);
      return deliveriesOf(deps, { address: id, ...(state ? { state } : {}) }, query);
    },
  );

  door.add(
    {
      ...common,
      method: 'post',
      path: '/webhook-deliveries/{id}/replay',
      summary: '重新发送',
      params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
      response: z.object({ queued: z.literal(true) }),
    },
    async ({ params: { id }, req }) => {
      await checkDelivery(deps, BigInt(id), personOf(req).division);
      if (!(await replay(pool, id))) throw new InvalidInput('id', 'only what failed is sent again');
      return { queued: true };
    },
  );
}

/** @throws NotFound also when it lies outside the division */
async function own({ prisma }: Deps, id: string, division: string) {
  const row = await prisma.webhook.findUnique({ where: { id } });
  if (!row || !within(row.division, division)) throw new NotFound();
  return row;
}

/** @throws NotFound also when its endpoint, its case or, where it is about none, its reader lies outside the division */
async function checkDelivery(deps: Deps, id: bigint, division: string): Promise<void> {
  const { prisma, people } = deps;
  const row = await prisma.notification.findUnique({ where: { id } });
  if (!row?.address) throw new NotFound();
  if (row.channel !== 'email') return void (await own(deps, row.address, division));
  const file = row.caseNo === null ? null : await prisma.caseFile.findUnique({ where: { caseNo: row.caseNo }, select: { division: true } });
  const there = file?.division ?? (await people.find(row.recipient))?.division ?? '';
  if (!within(there, division)) throw new NotFound();
}

interface Row extends Omit<z.output<typeof WebhookView>, 'channel' | 'createdAt'> {
  channel: string;
  createdAt: Date;
}

const viewOf = ({ id, name, channel, host, division, role, department, events, language, enabled, createdAt }: Row) =>
  WebhookView.parse({
    ...{ id, name, channel, host, division, role, department, events, language, enabled },
    createdAt: createdAt.toISOString(),
  });
