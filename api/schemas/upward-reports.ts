import { z } from 'zod';
import { REPORT_KINDS, type ReportKind } from '../../domain/upward-report.ts';
import { Day, Id, Line, Text } from './common.ts';
import { Limit } from './queries.ts';

export const ReportKindName = z.enum(Object.keys(REPORT_KINDS) as [ReportKind, ...ReportKind[]]);

/** A day of the period that is reported on, and to whom it is sent. */
const regular = { periodDay: Day, sentTo: Line };

/** What each kind of report asks for beside its kind. */
export const REPORT_INPUTS = {
  keyMatters: z.strictObject({ ...regular, keyMatters: Text }),
  stageSummary: z.strictObject({ ...regular, summary: Text, nextSteps: Text }),
  clue: z.strictObject({ sentTo: Line, clueCase: Id, clue: Text, measuresTaken: Text }),
  supervision: z.strictObject({ visitsFrom: Day, visitsUntil: Day, sentTo: Line, supervisionFindings: Text, advice: Text }),
  upgrade: z.strictObject({ ...regular, progress: Text }),
  leadUnit: z.strictObject({ ...regular, task: Line, progress: Text, highlights: Text }),
} satisfies Record<ReportKind, z.ZodObject>;

/** A report to be issued. */
export const UpwardReportInput = z.discriminatedUnion('kind', [
  REPORT_INPUTS.keyMatters.extend({ kind: z.literal('keyMatters') }),
  REPORT_INPUTS.stageSummary.extend({ kind: z.literal('stageSummary') }),
  REPORT_INPUTS.clue.extend({ kind: z.literal('clue') }),
  REPORT_INPUTS.supervision.extend({ kind: z.literal('supervision') }),
  REPORT_INPUTS.upgrade.extend({ kind: z.literal('upgrade') }),
  REPORT_INPUTS.leadUnit.extend({ kind: z.literal('leadUnit') }),
]);

/** What the records say of the days reported on, as it was when the report was issued. */
export const ReportFigures = z.object({
  casesOpened: z.int(),
  casesClosed: z.int(),
  complaintsReceived: z.int(),
  hazardsFound: z.int(),
  hazardsRemoved: z.int(),
  openCases: z.int(),
  overdueCases: z.int(),
  operating: z.int(),
  /** Institutions where somebody was on the spot, with how often, and what was found there in these days. */
  visited: z.array(
    z.object({ institution: z.string(), name: z.string(), visits: z.int(), lastOn: z.string(), hazards: z.int(), removed: z.int() }),
  ),
});

export const UpwardReportQuery = z.strictObject({ kind: ReportKindName.optional(), cursor: z.string().max(400).optional(), limit: Limit });
/** Of which days: those of the period of the kind in which `periodDay` lies, or the days named; today where a report is made at once. */
export const FiguresQuery = z.strictObject({
  kind: ReportKindName,
  periodDay: Day.optional(),
  visitsFrom: Day.optional(),
  visitsUntil: Day.optional(),
});
export const FiguresOfDays = z.object({ from: z.string(), to: z.string(), figures: ReportFigures });

/** An entry of the log of reports. */
export const UpwardReportView = z.object({
  id: z.string(),
  kind: ReportKindName,
  division: z.string(),
  from: z.string(),
  to: z.string(),
  caseNo: z.string().nullable(),
  sentTo: z.string(),
  texts: z.record(z.string(), z.string()),
  figures: ReportFigures,
  at: z.iso.datetime(),
  by: z.object({ id: z.string(), name: z.string() }).nullable(),
});

/** A period that is over, or whose day has come, and was not reported on. */
export const OwedReportView = z.object({
  kind: ReportKindName,
  from: z.string(),
  to: z.string(),
  dueOn: z.string().nullable(),
  late: z.boolean(),
});
