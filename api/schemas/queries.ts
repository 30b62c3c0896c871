import { z } from 'zod';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { Line } from './common.ts';

export const flag = z.enum(['true', 'false']).transform((v) => v === 'true');
export const Limit = z.coerce.number().int().min(1).max(200).default(50);
export const Division = z.string().regex(/^\d{2,12}$/);
export const CaseNo = z.object({ caseNo: z.string().regex(/^[\w-]{3,60}$/) });

export const SORTS = ['dueAt', '-dueAt', 'openedAt', '-openedAt', 'nextEventAt', '-nextEventAt'] as const;

/** Filters of the worklists. */
export const CaseQuery = z.strictObject({
  type: z.enum(CASE_TYPES).optional(),
  stage: Line.optional(),
  status: z.enum(['open', 'closed']).optional(),
  assignee: Line.optional(),
  institution: Line.optional(),
  division: Division.optional(),
  overdue: flag.optional(),
  stalled: flag.optional(),
  unassigned: flag.optional(),
  /** What waits for oneself: one's own cases, or those whose next step belongs to one's role. */
  mine: flag.optional(),
  q: Line.optional(),
  sort: z.enum(SORTS).default('-openedAt'),
  /** Whether to count all rows; by default only with the first page. */
  total: flag.optional(),
  cursor: z.string().max(400).optional(),
  limit: Limit,
});
export type CaseQuery = z.output<typeof CaseQuery>;

export const DeadlineQuery = z.strictObject({
  /** In the years that a calendar can be thought of. */
  from: z.iso.datetime({ offset: true }).refine((at) => /^(19|20|21)/.test(at), 'an instant from 1900 to 2199'),
  workingDays: z.coerce.number().int().min(0).max(1_000),
});
export const PageQuery = z.strictObject({ cursor: z.string().max(400).optional(), limit: Limit });
