import { FILING_CHECK_ACTIONS } from './filing-check/actions.ts';
import { awaitFiling, awaitSiteCheck } from './filing-check/clock.ts';
import { type FilingCheckFile, type OpenFilingCheckInput, STAGE_TITLES } from './filing-check/file.ts';
import type { CaseType } from './kernel/case-type.ts';
import { dayOf } from './working-days.ts';

export { FILING_CHECK_ACTIONS } from './filing-check/actions.ts';
export * from './filing-check/file.ts';

/** Check of a filing (备案核查): on site within 20 working days of filing, or of discovering an unfiled institution (R-001 … ). */
export const filingCheck: CaseType<FilingCheckFile> = {
  name: 'filingCheck',
  title: { zh: '备案核查', en: 'Filing check' },
  prefix: 'BA',
  stages: Object.keys(STAGE_TITLES),
  stageTitles: STAGE_TITLES,
  actions: FILING_CHECK_ACTIONS,
  /** What it filed itself from the beginning; what was discovered of it, once somebody came to it. */
  disclosedAt: ({ kind, openedAt, urges, checks }) => (kind === 'filed' ? openedAt : firstOf(urges[0]?.at, checks[0]?.at)),
  addressees: ({ departments }) => departments,
  open(draft, input: OpenFilingCheckInput, step) {
    Object.assign(draft, input, { checks: [], urges: [], corrections: [], breaches: [], departments: [] });
    if (input.kind === 'filed') awaitSiteCheck(input.filedOn ?? dayOf(draft.receivedAt), step);
    else awaitFiling(input.discoveredOn ?? dayOf(draft.receivedAt), step);
  },
};

/** The earlier of two instants, of which either may be missing. */
const firstOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
