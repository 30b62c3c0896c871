import { departmentNamed } from '../departments.ts';
import type { Accident, RectificationFile } from './file.ts';

const EMERGENCY_MANAGEMENT = '应急管理局';

/** The report of an accident as the case keeps it, in ms. */
export const accidentOf = ({ occurredAt, reportedToCivilAffairsAt, reportedToEmergencyAt }: Accident<string>): Accident<number> => ({
  occurredAt: Date.parse(occurredAt),
  reportedToCivilAffairsAt: Date.parse(reportedToCivilAffairsAt),
  ...(reportedToEmergencyAt === undefined ? {} : { reportedToEmergencyAt: Date.parse(reportedToEmergencyAt) }),
});

/** Whom the notice is addressed to: emergency management too, where the institution had to report an accident there and did not. */
export function addressed({ accident }: RectificationFile, departments: readonly string[]): string[] {
  const isTold = departments.some((name) => departmentNamed(name)?.code === 'EMERGENCY_MANAGEMENT');
  return accident && accident.reportedToEmergencyAt === undefined && !isTold ? [...departments, EMERGENCY_MANAGEMENT] : [...departments];
}
