import type { CaseTypeName } from '../kernel/case-file.ts';
import type { RetentionRule } from '../retention.ts';

/** Where the five documents differ, or give no number, a jurisdiction's policy decides. Periods are working days unless the name says otherwise. */
export interface Policy {
  /** Administrative division whose bureau sets this policy, six digits. */
  jurisdiction: string;
  name: string;
  version: number;
  /** Title and number of the document that the values come from. */
  source: string;
  filing: {
    /** */ onSiteCheckWorkingDays: number;
    /** */ unfiledOnSiteCheckWorkingDays: number;
    /** R-004, C-05: other departments are invited; a missing one does not stop the clock. */ jointCheck: boolean;
    /** How many inspectors sign a site check. */ inspectors: number;
    correctionWorkingDays: number;
    recheckWorkingDays: number;
    /** Working days an unfiled institution is given to file when it is urged. */ filingWorkingDays: number;
  };
  rectification: {
    noticeWorkingDays: number;
    /** Default date of an item by severity, when the notice names none. */ itemWorkingDays: Record<Severity, number>;
    verificationWorkingDays: number;
    signOffWorkingDays: number;
    lookBackWorkingDays: number;
    /** How long before its date an extension may still be asked for. */ extensionRequestWorkingDays: number;
    extensionDecisionWorkingDays: number;
    maxExtensions: number;
    suspensionReviewWorkingDays: number;
    /** C-28: whether self-found problems are published without a decision of their own. */ publishSelfFound: boolean;
  };
  complaint: {
    /** R-102, C-04: from receipt to the answer. */ answerWorkingDays: number;
    triageWorkingDays: number;
    investigationWorkingDays: number;
    callbackWorkingDays: number;
    callbackAttempts: number;
    /** How long a dissatisfied complainant may ask to reopen. */ reopenWithinWorkingDays: number;
    reopeningDecisionWorkingDays: number;
  };
  referral: { acceptWorkingDays: number; registerWorkingDays: number; supplementWorkingDays: number; concludeWorkingDays: number };
  returns: {
    /** Working days after assignment in which a case may be returned (退单). */ withinWorkingDays: number;
    cap: number;
    decisionWorkingDays: number;
  };
  clock: { /** Working days until a suspension of the clock must be reviewed. */ suspensionReviewWorkingDays: number };
  /** What holds without it is in the default policy. */
  letters?: LetterRules;
  messages?: MessageRules;
  /** Calendar days that closed cases of a type are kept; what holds without it is in domain/retention.ts. */
  retention?: Partial<Record<CaseTypeName, RetentionRule>>;
  ladders: Record<LadderName, Rung[]>;
}

export interface LetterRules {
  /** Working days in which a department is asked to reply to a letter. */ replyWorkingDays: number;
}

/** When people are written to; hours of the day in Asia/Shanghai. */
export interface MessageRules {
  quietFromHour: number;
  quietUntilHour: number;
  /** Whether reminders also wait over weekends and holidays. */ workingDaysOnly: boolean;
}

export type Severity = 'onTheSpot' | 'general' | 'major' | 'intractable';

/** Who is late decides the ladder. `internalLate` is a colleague's own period inside the bureau: chased, never referred. */
export type LadderName = 'officialLate' | 'internalLate' | 'institutionLate' | 'departmentLate';

/** A rung fires once per deadline, `at` working days from it (negative: before). */
export interface Rung {
  rung: RungName;
  at: number;
}

/**
 * remind: before the date. overdue: the date has passed. supervise: supervision order (督办) to the leader.
 * refer: to discipline inspection, by itself (officials only). urge: to the institution. propose: the leader is asked to
 * decide on suspension, joint enforcement or a report to the government; nothing follows by itself (C-37).
 * circulate: the department's superior and the bulletin (通报).
 */
export type RungName = 'remind' | 'overdue' | 'supervise' | 'refer' | 'urge' | 'propose' | 'circulate';
