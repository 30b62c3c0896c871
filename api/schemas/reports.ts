import { z } from 'zod';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { Day, Line } from './common.ts';
import { Division, Limit } from './queries.ts';

/** A value of a column; empty for what has none. */
const Cell = z.union([Line, z.literal('')]).optional();

/** Which days, in Asia/Shanghai and both counted, and which part; the other fields are columns that reports tell their rows apart by. */
const asked = {
  from: Day.optional(),
  to: Day.optional(),
  type: z.enum(CASE_TYPES).optional(),
  division: Division.optional(),
  /** One or several, with commas between them. */
  deadline: Cell,
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  stage: Cell,
  day: Day.optional(),
  rung: Cell,
  institution: Cell,
  name: Cell,
  kind: Cell,
  severity: Cell,
  measure: Cell,
  officer: Cell,
  code: Division.optional(),
};
export const Format = z.enum(['json', 'csv']).default('json');
const ReportQuery = z.strictObject(asked);
export type ReportQuery = z.output<typeof ReportQuery>;
export const ReportFormQuery = z.strictObject({ ...asked, format: Format });
export const ReportCasesQuery = z.strictObject({ ...asked, figure: Line, cursor: z.string().max(400).optional(), limit: Limit });
export type ReportCasesQuery = z.output<typeof ReportCasesQuery>;
