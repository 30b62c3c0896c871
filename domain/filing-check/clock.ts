import type { Step } from '../kernel/step.ts';
import { type IsoDate, startOfDay } from '../working-days.ts';

/** On site within 20 working days of filing. Civil affairs keeps the clock; a partner who is missing does not stop it (C-05). */
export function awaitSiteCheck(filedOn: IsoDate, step: Step): void {
  step.enter('awaitingSiteCheck');
  const { onSiteCheckWorkingDays: workingDays } = step.policy.filing;
  const from = startOfDay(filedOn);
  step.start({ name: 'siteCheck', awaits: 'recordSiteCheck', ladder: 'officialLate', statutory: true, from, workingDays });
}

/** On site within 20 working days of discovering that residents were taken in without filing. */
export function awaitFiling(discoveredOn: IsoDate, step: Step): void {
  step.enter('awaitingFiling');
  const { unfiledOnSiteCheckWorkingDays: workingDays } = step.policy.filing;
  const from = startOfDay(discoveredOn);
  step.start({ name: 'siteCheck', awaits: 'urgeFiling', ladder: 'officialLate', statutory: true, from, workingDays });
}
