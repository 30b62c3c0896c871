import { z } from 'zod';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { Line } from './common.ts';

const flag = z.enum(['true', 'false']).transform((v) => v === 'true');
export const Limit = z.coerce.number().int().min(1).max(200).default(50);
export const CaseNo = z.object({ caseNo: z.string().min(3).max(60) });

export const SORTS = ['dueAt', '-dueAt', 'openedAt', '-openedAt', 'nextEventAt', '-nextEventAt'] as const;

/** Filters of the worklists. */
export const CaseQuery = z.strictObject({
  type: z.enum(CASE_TYPES).optional(),
  stage: Line.optional(),
  status: z.enum(['open', 'closed']).optional(),
  assignee: Line.optional(),
  institution: Line.optional(),
  division: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  overdue: flag.optional(),
  stalled: flag.optional(),
  unassigned: flag.optional(),
  q: Line.optional(),
  sort: z.enum(SORTS).default('-openedAt'),
  cursor: z.string().max(400).optional(),
  limit: Limit,
});
export type CaseQuery = z.output<typeof CaseQuery>;

export const DeadlineQuery = z.strictObject({
  from: z.iso.datetime({ offset: true }),
  workingDays: z.coerce.number().int().min(0).max(1_000),
});
export const PageQuery = z.strictObject({ cursor: z.string().max(400).optional(), limit: Limit });
