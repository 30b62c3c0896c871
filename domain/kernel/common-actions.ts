import type { CaseFile } from './case-file.ts';
import type { ActionTable } from './case-type.ts';
import { CLOCK_ACTIONS } from './common/clock.ts';
import { HANDLING, NOTES } from './common/handling.ts';
import { OWN } from './common/own.ts';
import { OWNERSHIP } from './common/ownership.ts';
import { SANCTIONS } from './common/sanctions.ts';

export { extendableDates, SUSPENSION_GROUNDS } from './common/clock.ts';
export type { AttachInput, NoteInput } from './common/handling.ts';
export type { AdoptPolicyInput } from './common/own.ts';
export { exclude, give, type ReassignInput } from './common/ownership.ts';
export { notProposable } from './common/sanctions.ts';

/** What can be done with a case of any type. */
export const COMMON_ACTIONS = {
  ...OWNERSHIP,
  ...NOTES,
  ...CLOCK_ACTIONS,
  ...HANDLING,
  ...SANCTIONS,
  ...OWN,
} satisfies ActionTable<CaseFile>;
