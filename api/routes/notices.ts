import { z } from 'zod';
import { LANGUAGES } from '../../casebook/templates.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { Delivery, deliveriesOf } from '../reads/deliveries.ts';
import { CaseNo, PageQuery } from '../schemas/queries.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';
import { seenBy } from './cases.ts';

const Contact = z.strictObject({
  email: z.email().max(200).nullable(),
  phone: z
    .string()
    .regex(/^\+?[\d -]{5,20}$/)
    .nullable(),
  language: z.enum(LANGUAGES),
});

/** What was told about a case, and how people want to be told. */
export function notices(door: Door, deps: Deps): void {
  const { prisma, people } = deps;

  door.add(
    {
      method: 'get',
      path: '/cases/{caseNo}/notifications',
      summary: '案件消息的发送情况',
      tag: 'messages',
      may: 'deliveries.read',
      params: CaseNo,
      query: PageQuery,
      response: page(Delivery),
    },
    async ({ params, query, req }) => {
      const { caseNo } = await seenBy(deps, personOf(req), params.caseNo);
      return deliveriesOf(deps, { caseNo }, query);
    },
  );

  door.add(
    { method: 'get', path: '/me/contact', summary: '本人的联系方式', tag: 'people', may: 'me.read', response: Contact },
    async ({ req }) => contactOf(await prisma.user.findUniqueOrThrow({ where: { id: personOf(req).id } })),
  );

  door.add(
    {
      method: 'post',
      path: '/me/contact',
      summary: '修改本人的联系方式',
      tag: 'people',
      may: 'me.change',
      body: Contact,
      response: Contact,
    },
    async ({ body: { email: notifyEmail, phone: notifyPhone, language: notifyLanguage }, req }) => {
      const data = { notifyEmail, notifyPhone, notifyLanguage };
      const user = await prisma.user.update({ where: { id: personOf(req).id }, data });
      people.drop();
      return contactOf(user);
    },
  );
}

const contactOf = (user: { notifyEmail: string | null; notifyPhone: string | null; notifyLanguage: string }) => ({
  email: user.notifyEmail,
  phone: user.notifyPhone,
  language: user.notifyLanguage,
});
