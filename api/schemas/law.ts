import { z } from 'zod';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { Day, Line } from './common.ts';

const Section = z.record(z.string(), z.unknown());
const Ladders = z.record(z.string(), z.array(z.strictObject({ rung: z.string(), at: z.int() })));

/** A policy as it is sent: the shape alone. Whether its values can be used is for the domain to say. */
const PolicyDocument = z.strictObject({
  jurisdiction: z.string().regex(/^\d{6}$/),
  name: Line,
  version: z.int().min(1),
  source: z.string().trim().min(1).max(500),
  filing: Section,
  rectification: Section,
  complaint: Section,
  referral: Section,
  returns: Section,
  clock: Section,
  letters: Section.optional(),
  messages: Section.optional(),
  ladders: Ladders,
});
export const PolicyChange = z.strictObject({
  policy: PolicyDocument,
  /** Whether open cases are put under it too; without it, it is for new ones. */
  toOpenCases: z.boolean().default(false),
});
export const PolicyView = z.object({
  jurisdiction: z.string(),
  version: z.int(),
  name: z.string(),
  source: z.string(),
  /** The newest of its jurisdiction: new cases are opened under it. */
  inForce: z.boolean(),
  createdAt: z.iso.datetime(),
  document: z.record(z.string(), z.unknown()),
});

const Days = z.record(Day, Line);
/** The holiday notice of a year. */
export const CalendarNotice = z.strictObject({ year: z.int(), holidays: Days, makeUpWorkdays: Days });
export const CalendarYearView = z.object({
  year: z.int(),
  announced: z.boolean(),
  source: z.string(),
  updatedAt: z.iso.datetime(),
  holidays: z.record(z.string(), z.string()),
  makeUpWorkdays: z.record(z.string(), z.string()),
});

export const PreviewQuery = z.strictObject({ cursor: z.string().max(400).optional() });
/** A running date that would move; `days` are calendar days, `rungs` how many steps of its ladder fall on another time. */
const Shift = z.object({
  caseNo: z.string(),
  type: z.enum(CASE_TYPES),
  deadline: z.string(),
  name: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  days: z.int(),
  rungs: z.int(),
  provisional: z.boolean().optional(),
});
/** Part of a preview: how many open cases it looked at, and where the next part begins. */
export const Preview = z.object({ items: z.array(Shift), looked: z.int(), nextCursor: z.string().nullable() });
export const JobStarted = z.object({ jobId: z.string() });
