import type { FieldError } from '../field-error.ts';
import { CASE_TYPES } from '../kernel/case-file.ts';
import { LEAST_KEPT_DAYS } from '../retention.ts';
import { defaultPolicy } from './base.ts';
import type { LadderName, Policy, Rung, RungName } from './policy.ts';

/** Which rungs a ladder may have: what an official's lateness leads to is not what an institution's does (C-10, C-37). */
const RUNGS_OF: Record<LadderName, readonly RungName[]> = {
  officialLate: ['remind', 'overdue', 'supervise', 'refer'],
  internalLate: ['remind', 'overdue', 'supervise'],
  institutionLate: ['remind', 'overdue', 'urge', 'propose'],
  departmentLate: ['remind', 'overdue', 'circulate'],
};

const MAX_VALUE = 2000;
const MOST_KEPT_DAYS = 36_500;
const MAX_RUNG_DAYS = 250;

/** What is wrong with a policy, field by field; nothing when it can be used. */
export const validatePolicy = (policy: Policy): FieldError[] => [
  ...headErrors(policy),
  ...SECTIONS.flatMap((section) => valueErrors(section, defaultPolicy[section], policy[section])),
  ...OPTIONAL.flatMap((section) => (policy[section] === undefined ? [] : valueErrors(section, defaultPolicy[section], policy[section]))),
  ...retentionErrors(policy),
  ...hourErrors(policy),
  ...complaintErrors(policy),
  ...LADDERS.flatMap((ladder) => ladderErrors(ladder, policy.ladders?.[ladder])),
];

const SECTIONS = ['filing', 'rectification', 'complaint', 'referral', 'returns', 'clock'] as const;
/** What older versions of a policy do not have. */
const OPTIONAL = ['letters', 'messages'] as const;
const LADDERS = Object.keys(RUNGS_OF) as LadderName[];

/** Of these not even one may be missing: nobody signs, nobody calls, an answer is due before it is asked for. */
const AT_LEAST_ONE = ['filing.inspectors', 'complaint.answerWorkingDays', 'complaint.callbackAttempts'];

function headErrors({ jurisdiction, name, version, source }: Policy): FieldError[] {
  const errors: FieldError[] = [];
  if (!/^\d{6}$/.test(jurisdiction)) errors.push({ field: 'jurisdiction', message: 'must be a division code of six digits' });
  if (!name?.trim()) errors.push({ field: 'name', message: 'must not be empty' });
  if (!source?.trim()) errors.push({ field: 'source', message: 'must name the document that the values come from' });
  if (!Number.isInteger(version) || version < 1) errors.push({ field: 'version', message: 'must be a whole number from 1' });
  return errors;
}

/** Compares with the default value of the same field, whose kind (number, yes or no, group of fields) the value must have. */
function valueErrors(field: string, expected: unknown, value: unknown): FieldError[] {
  if (typeof expected === 'boolean') return typeof value === 'boolean' ? [] : [{ field, message: 'must be true or false' }];
  if (typeof expected === 'number') return numberErrors(field, value);
  const given = isGroup(value) ? value : {};
  const known = isGroup(expected) ? expected : {};
  const unknown = Object.keys(given).filter((key) => !(key in known));
  return [
    ...Object.entries(known).flatMap(([key, inner]) => valueErrors(`${field}.${key}`, inner, given[key])),
    ...unknown.map((key) => ({ field: `${field}.${key}`, message: 'is not a known field' })),
  ];
}

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function numberErrors(field: string, value: unknown): FieldError[] {
  const least = AT_LEAST_ONE.includes(field) ? 1 : 0;
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= MAX_VALUE) return [];
  return [{ field, message: `must be a whole number from ${least} to ${MAX_VALUE}` }];
}

/** Of a type that exists, and long enough that a complaint can still be reopened and a decision looked at again. */
function retentionErrors({ retention = {} }: Policy): FieldError[] {
  return Object.entries(retention).flatMap(([type, rule]) => [
    ...((CASE_TYPES as readonly string[]).includes(type) ? [] : [{ field: `retention.${type}`, message: 'is not a type of case' }]),
    ...[['keepDays', LEAST_KEPT_DAYS, MOST_KEPT_DAYS] as const, ['reviewDays', 1, LEAST_KEPT_DAYS] as const].flatMap(
      ([key, least, most]) =>
        Number.isInteger(rule?.[key]) && rule[key] >= least && rule[key] <= most
          ? []
          : [{ field: `retention.${type}.${key}`, message: `must be a whole number from ${least} to ${most}` }],
    ),
  ]);
}

/** A day has 24 hours, and some of them are not quiet. */
function hourErrors({ messages }: Policy): FieldError[] {
  if (!messages) return [];
  const { quietFromHour: from, quietUntilHour: until } = messages;
  return from <= 24 && until < from
    ? []
    : [{ field: 'messages.quietFromHour', message: 'must be an hour up to 24 and later than quietUntilHour' }];
}

/** what happens before the answer must fit in the period of the answer. */
function complaintErrors({ complaint }: Policy): FieldError[] {
  if (!complaint || complaint.triageWorkingDays + complaint.investigationWorkingDays <= complaint.answerWorkingDays) return [];
  return [
    {
      field: 'complaint.investigationWorkingDays',
      message: 'triage and investigation together take longer than the answer may (answerWorkingDays)',
    },
  ];
}

function ladderErrors(ladder: LadderName, rungs: Rung[] | undefined): FieldError[] {
  const field = `ladders.${ladder}`;
  if (!Array.isArray(rungs)) return [{ field, message: 'is missing' }];
  const overdue = rungs.some(({ rung }) => rung === 'overdue');
  return [
    ...(overdue ? [] : [{ field, message: 'must have the rung overdue: a passed deadline is always recorded' }]),
    ...rungs.flatMap((_, index) => rungErrors(ladder, rungs, index)),
  ];
}

function rungErrors(ladder: LadderName, rungs: Rung[], index: number): FieldError[] {
  const field = `ladders.${ladder}.${index}`;
  const { rung, at } = rungs[index]!;
  const before = rungs.slice(0, index);
  const errors: FieldError[] = [];
  const refuse = (key: keyof Rung, message: string) => errors.push({ field: `${field}.${key}`, message });
  if (!RUNGS_OF[ladder].includes(rung)) refuse('rung', `${rung} is not a rung of ${ladder}; it has ${RUNGS_OF[ladder].join(', ')}`);
  if (before.some((other) => other.rung === rung)) refuse('rung', `${rung} is on the ladder twice`);
  if (rung === 'refer' && !before.some((other) => other.rung === 'supervise')) refuse('rung', 'refer comes only after supervise');
  const wrongTime = timeError(rung, at);
  if (wrongTime) refuse('at', wrongTime);
  if (before.some((other) => other.at >= at)) refuse('at', 'must be later than the rung before it');
  return errors;
}

function timeError(rung: RungName, at: number): string | undefined {
  if (!Number.isInteger(at) || Math.abs(at) > MAX_RUNG_DAYS) return `must be a whole number from -${MAX_RUNG_DAYS} to ${MAX_RUNG_DAYS}`;
  if (rung === 'remind') return at < 0 ? undefined : 'must lie before the date';
  return at >= 0 ? undefined : 'must not lie before the date';
}
