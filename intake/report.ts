/** What became of a file: rows = taken + alreadyThere + duplicates + notTaken. */
export interface Report {
  source: string;
  rows: number;
  taken: number;
  alreadyThere: number;
  duplicates: number;
  notTaken: { line: number; reason: string }[];
  /** Cases that wait for an officer to identify the institution (complaints only). */
  unmatchedInstitutions: number;
}

/** Hears of each row that was dealt with; `part`: the share of the file that is read, 0 to 1. */
export type OnProgress = (report: Report, part: number) => void;

export type Fate = 'taken' | 'alreadyThere' | 'duplicate';

export const emptyReport = (source: string): Report => ({
  source,
  rows: 0,
  taken: 0,
  alreadyThere: 0,
  duplicates: 0,
  notTaken: [],
  unmatchedInstitutions: 0,
});

/** A row that is not taken, and why. */
export class NotTaken extends Error {}
