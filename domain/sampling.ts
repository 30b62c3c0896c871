/** Why an institution is looked at more often than others. */
export const RISK_REASONS = ['manyComplaints', 'greatHazards', 'breachOfTrust', 'seriousViolations'] as const;
export type RiskReason = (typeof RISK_REASONS)[number];

/** How often each was, by the records. */
export interface RiskCounts {
  complaintCount: number;
  greatHazards: number;
  breaches: number;
  violations: number;
}

/** From how many complaints on they are many; no document gives a number. */
const MANY_COMPLAINTS = 3;
/** Visits that every institution has a year. */
const USUAL_VISITS = 1;

/** The reasons that stand. */
export function riskReasons({ complaintCount, greatHazards, breaches, violations }: RiskCounts): RiskReason[] {
  const stands = {
    manyComplaints: complaintCount >= MANY_COMPLAINTS,
    greatHazards: greatHazards > 0,
    breachOfTrust: breaches > 0,
    seriousViolations: violations > 0,
  };
  return RISK_REASONS.filter((reason) => stands[reason]);
}

/** Visits a year that are due: one more than usual for every reason, as no document says how many more. */
export const samplingFrequency = (reasons: readonly RiskReason[]): number => USUAL_VISITS + reasons.length;
