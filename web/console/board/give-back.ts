/** A case that is to be reassigned, and who has it now: so that it can be given back. */
export interface Chosen {
  caseNo: string;
  from?: string | undefined;
}

/** What giving back means: to each officer the cases that were theirs. What was nobody’s cannot be given back. */
export function giveBack(cases: readonly Chosen[]): { to: string; caseNos: string[] }[] {
  const byOfficer = new Map<string, string[]>();
  for (const { caseNo, from } of cases) if (from !== undefined) byOfficer.set(from, [...(byOfficer.get(from) ?? []), caseNo]);
  return [...byOfficer].map(([to, caseNos]) => ({ to, caseNos }));
}
