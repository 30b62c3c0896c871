import { z } from 'zod';
import { divisionPrefix } from '../../../casebook/people.ts';
import { during, monthOf, type Report, within } from './report.ts';

/** What a leader decides on against an institution, as the log names it. */
const MEASURES = ['orderSuspension', 'openJointEnforcement', 'listForSupervision', 'reportToGovernment'];

/** Measures that were taken against institutions, with their cases. */
export const enforcement: Report = {
  title: { zh: '执法措施', en: 'Measures against institutions' },
  by: ['measure', 'month'],
  facts: (ask) => `SELECT e.case_no, e.name AS measure, ${monthOf('e.at')} AS month
    FROM case_event e JOIN case_file c USING (case_no)
    WHERE e.kind = 'action' AND e.name = ANY(${ask.params.add(MEASURES)}) AND ${during(ask, 'e.at')} AND ${within(ask, divisionPrefix)}`,
  counts: { times: 'true' },
  values: { caseCount: 'count(DISTINCT case_no)::int' },
  row: z.object({ measure: z.string(), month: z.string(), times: z.int(), caseCount: z.int() }),
};
