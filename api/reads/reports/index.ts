import { backlog } from './backlog.ts';
import { coverage } from './coverage.ts';
import { divisions } from './divisions.ts';
import { dwell } from './dwell.ts';
import { enforcement } from './enforcement.ts';
import { hazards } from './hazards.ts';
import { ladder } from './ladder.ts';
import { load } from './load.ts';
import { onTime } from './on-time.ts';
import { recurrences } from './recurrences.ts';
import type { Report } from './report.ts';
import { sampling } from './sampling.ts';

/** Every report, by the name it has in its address. */
export const REPORTS = {
  onTime,
  dwell,
  backlog,
  ladder,
  recurrences,
  load,
  divisions,
  hazards,
  enforcement,
  coverage,
  sampling,
} satisfies Record<string, Report>;
export type ReportName = keyof typeof REPORTS;
