import type { Request } from 'express';
import { z } from 'zod';
import { CASE_TYPE } from '../../domain/case-types.ts';
import type { ComplaintFile } from '../../domain/complaint.ts';
import { governing } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';
import { Line, Text } from '../schemas/common.ts';
import { type Answer, Open311Error } from './formats.ts';
import { isService, serviceName } from './services.ts';

const Phone = z.string().trim().max(40).optional();
/** What a hotline platform posts, form-encoded or as JSON. Fields of the standard that we do not need are let by. */
export const Report = z.object({
  service_code: z.string().refine(isService, 'no such service'),
  description: Text,
  address_string: z.string().trim().max(500).optional(),
  lat: z.coerce.number().min(-90).max(90).optional(),
  long: z.coerce.number().min(-180).max(180).optional(),
  first_name: z.string().trim().max(100).optional(),
  last_name: z.string().trim().max(100).optional(),
  phone: Phone,
  account_id: z.string().trim().max(100).optional(),
  attribute: z.object({ institution: Line, source_number: Line.optional() }),
});
export type Report = z.output<typeof Report>;

/** The fields as they came; `attribute[institution]=…` of a form is the same as an object in JSON. */
export function fieldsOf(req: Request): Record<string, unknown> {
  const body: Record<string, unknown> = { ...(req.body as object) };
  const attribute: Record<string, unknown> = typeof body.attribute === 'object' && body.attribute !== null ? { ...body.attribute } : {};
  for (const [name, value] of Object.entries(body)) {
    const inner = /^attribute\[(\w+)\]$/.exec(name)?.[1];
    if (inner !== undefined) attribute[inner] = value;
  }
  return { ...body, attribute };
}

/** A report as a complaint is opened. Where it was is part of what is told; who told is sealed. */
export function complaintOf({ service_code, description, address_string, lat, long, first_name, last_name, phone, attribute }: Report) {
  const place = address_string ?? (lat !== undefined && long !== undefined ? `${lat}, ${long}` : undefined);
  const name = [last_name, first_name].filter(Boolean).join('');
  const informant = { ...(name ? { name } : {}), ...(phone ? { phone } : {}) };
  const anonymous = Object.keys(informant).length === 0;
  return {
    channel: 'hotline' as const,
    institution: { name: attribute.institution },
    category: service_code,
    content: place ? `${description}\n地点：${place}` : description,
    anonymous,
    ...(anonymous ? {} : { informant }),
    ...(attribute.source_number ? { sourceNumber: attribute.source_number } : {}),
  };
}

/** A complaint as GeoReport v2 shows a request: how it stands and by when it is answered, and nothing that anybody told. */
export function requestView(file: ComplaintFile): Answer {
  const title = CASE_TYPE.complaint.stageTitles[file.stage]?.zh ?? file.stage;
  const due = governing(file);
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    service_request_id: file.caseNo,
    status: file.stage === 'closed' ? 'closed' : 'open',
    status_notes: file.answer?.text ?? (file.transferredTo ? `已转${file.transferredTo.department}办理` : title),
    service_name: serviceName(file.category),
    service_code: file.category,
    agency_responsible: '民政局',
    service_notice: '自受理之日起5个工作日内答复',
    requested_datetime: iso(file.receivedAt),
    updated_datetime: iso(file.at),
    expected_datetime: due ? iso(due.dueAt) : null,
  };
}

const INSTANT = z.iso.datetime({ offset: true });
const DAY_MS = 24 * 3_600_000;
/** The standard's longest span of a search by date. */
const SPAN_MS = 90 * DAY_MS;
const AT_MOST = 1_000;

export const Search = z.object({
  service_request_id: z.string().max(4_000).optional(),
  service_code: z.string().max(400).optional(),
  status: z.string().max(40).optional(),
  start_date: INSTANT.optional(),
  end_date: INSTANT.optional(),
});

/** The reports that this account has made, the newest first: by number, or of at most 90 days. */
export async function reportsOf({ prisma }: Deps, account: string, search: z.output<typeof Search>): Promise<Answer[]> {
  const listed = (text?: string) => text?.split(',').map((part) => part.trim());
  const until = search.end_date ? new Date(search.end_date) : new Date();
  const since = search.start_date ? new Date(search.start_date) : new Date(until.getTime() - SPAN_MS);
  if (until.getTime() - since.getTime() > SPAN_MS + DAY_MS) throw new Open311Error(400, 'at most 90 days are searched at once');
  const ids = listed(search.service_request_id);
  const rows = await prisma.caseFile.findMany({
    where: {
      type: 'complaint',
      caseEvents: { some: { seq: 1, actor: { path: ['id'], equals: account } } },
      ...(ids ? { caseNo: { in: ids } } : { receivedAt: { gte: since, lte: until } }),
      ...(search.status ? { status: { in: listed(search.status) ?? [] } } : {}),
    },
    orderBy: { receivedAt: 'desc' },
    take: AT_MOST,
    select: { file: true },
  });
  const codes = listed(search.service_code);
  const files = rows.map(({ file }) => file as unknown as ComplaintFile);
  return files.filter(({ category }) => !codes || codes.includes(category)).map(requestView);
}
