import type { Refusal } from '../domain/kernel/refusal.ts';

/** The rules do not allow it; `available` names what they do allow this person now. */
export class Refused extends Error {
  readonly refusal: Refusal;
  readonly available: string[];
  constructor(refusal: Refusal, available: string[] = []) {
    super(refusal.detail);
    this.refusal = refusal;
    this.available = available;
  }
}

/** There is no such case, or none that this person may know of. */
export class NoSuchCase extends Error {
  readonly caseNo: string;
  constructor(caseNo: string) {
    super(`no case ${caseNo}`);
    this.caseNo = caseNo;
  }
}

/** The case went on since the version that the caller saw. */
export class VersionConflict extends Error {
  readonly version: number;
  constructor(caseNo: string, version: number) {
    super(`${caseNo} is at version ${version}`);
    this.version = version;
  }
}

/** The key was used before, for something else. */
export class KeyReused extends Error {
  constructor() {
    super('this Idempotency-Key was used for another request');
  }
}

/** Well-formed input that does not fit what the database knows. */
export class InvalidInput extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
