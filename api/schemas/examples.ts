import type { CaseFile, CaseTypeName } from '../../domain/kernel/case-file.ts';
import { COMMON_EXAMPLES, type ExampleContext } from './examples/common.ts';
import { COMPLAINT_EXAMPLES } from './examples/complaint.ts';
import { FILING_CHECK_EXAMPLES } from './examples/filing-check.ts';
import { RECTIFICATION_EXAMPLES } from './examples/rectification.ts';
import { REFERRAL_EXAMPLES } from './examples/referral.ts';

export type { ExampleContext } from './examples/common.ts';

type Examples = Record<string, (file: never, context: ExampleContext) => unknown>;

const EXAMPLES: Record<CaseTypeName, Examples> = {
  filingCheck: { ...COMMON_EXAMPLES, ...FILING_CHECK_EXAMPLES },
  rectification: { ...COMMON_EXAMPLES, ...RECTIFICATION_EXAMPLES },
  complaint: { ...COMMON_EXAMPLES, ...COMPLAINT_EXAMPLES },
  referral: REFERRAL_EXAMPLES,
};

/** An input of the action that is valid and lawful for this very case now, provided that the action is offered at all. */
export const exampleOf = (type: CaseTypeName, action: string, file: CaseFile, context: ExampleContext): unknown =>
  EXAMPLES[type][action]?.(file as never, context);
