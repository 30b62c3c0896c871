import type { CaseTypeName } from './kernel/case-file.ts';
import { HEADS, ROLES, type Role, STAFF } from './roles.ts';

const EVERYBODY: readonly Role[] = ROLES;
const BUREAU = ['hotline', ...STAFF] as const satisfies Role[];
/** Who looks after the work of others: the heads, and who audits them. */
const OVERSEERS = [...HEADS, 'auditor'] as const satisfies Role[];

/**
 * Who may come to what: resource, verb, roles. Every route names one of these lines (`may: 'cases.read'`), and nobody else decides. What a
 * person may do with one case at one moment is the case's own table of actions; which rows they see is `SHARE` below.
 * A new route: a line here if none fits, `may` in the route, a line in test/api/matrix/expected.ts.
 */
export const PERMISSIONS = {
  'me.read': EVERYBODY,
  'me.change': EVERYBODY,
  'users.read': [...BUREAU, 'discipline', 'admin'],
  'users.manage': ['admin'],
  'accountEvents.read': ['admin', 'auditor'],
  'absences.manage': [...HEADS, 'admin'],
  'apiKeys.manage': ['admin'],
  'interests.declare': [...BUREAU, 'discipline'],
  'interests.manage': ['admin'],

  'cases.read': EVERYBODY,
  'cases.act': [...BUREAU, 'department', 'institution', 'discipline'],
  'referrals.read': ['discipline'],
  'complaints.open': ['hotline', 'caseworker', 'supervisor'],
  'complaints.read': BUREAU,
  'filings.open': ['caseworker', 'supervisor', 'institution'],
  'rectifications.open': STAFF,
  'evidence.add': [...BUREAU, 'department', 'institution', 'discipline'],
  'papers.read': EVERYBODY,
  'signatures.add': ['caseworker', 'supervisor', 'institution'],
  'informants.request': ['caseworker'],
  'informants.decide': ['supervisor'],
  'informants.read': ['caseworker', 'supervisor', 'discipline'],
  'casework.read': OVERSEERS,

  'bulk.reassign': HEADS,
  'jobs.read': EVERYBODY,
  'industryBans.read': [...STAFF, 'auditor'],
  'imports.run': ['supervisor', 'admin'],
  'divisions.read': EVERYBODY,
  'institutions.read': EVERYBODY,
  'institutions.manage': ['caseworker', 'supervisor'],
  'institutions.history': [...STAFF, 'auditor', 'admin'],
  'exits.read': [...STAFF, 'institution', 'auditor'],
  'exits.propose': ['caseworker', 'supervisor'],
  'exits.decide': ['leader'],
  'exits.place': ['caseworker', 'supervisor', 'institution'],
  'exits.recordDisposal': ['caseworker', 'supervisor'],
  'exits.settleDisposal': ['caseworker', 'supervisor'],
  'exits.changePlan': HEADS,
  'exits.complete': HEADS,
  'exits.cancel': HEADS,
  'registerChanges.read': ['admin', 'auditor'],
  'inbox.use': EVERYBODY,
  'events.read': EVERYBODY,
  'deliveries.read': [...STAFF, 'discipline', 'auditor'],
  'exchange.use': ['supervisor', 'admin'],
  'letters.read': [...STAFF, 'department', 'auditor'],
  'letters.send': STAFF,
  'departments.read': [...STAFF, 'admin'],
  'departments.manage': ['admin'],
  'reports.read': OVERSEERS,
  'upwardReports.read': OVERSEERS,
  'upwardReports.issue': HEADS,

  'retention.read': OVERSEERS,
  'retention.hold': HEADS,
  'retention.anonymise': ['leader'],
  'audit.verify': ['auditor', 'admin'],
  'policies.read': [...STAFF, 'auditor', 'admin'],
  'policies.manage': ['admin'],
  'calendar.manage': ['admin'],
  'templates.manage': ['admin'],
  'webhooks.manage': ['admin'],
  'operations.read': ['admin', 'auditor'],
  'operations.act': ['admin'],
} as const satisfies Record<`${string}.${string}`, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether the role may come to it at all. */
export const may = (role: Role, permission: Permission): boolean => (PERMISSIONS[permission] as readonly Role[]).includes(role);

/** Whether it is open to every role, and so also to somebody whom no division was given: they find nothing there. */
export const isForEverybody = (permission: Permission): boolean => (PERMISSIONS[permission] as readonly Role[]) === EVERYBODY;

/** Everything that the role may come to: what the console goes by. */
export const permissionsOf = (role: Role): Permission[] => (Object.keys(PERMISSIONS) as Permission[]).filter((p) => may(role, p));

/** A role's share of the cases at or under its division: of which types, and whose. */
export interface Share {
  types: readonly CaseTypeName[];
  of: 'division' | 'ownInstitution' | 'ownDepartment';
}

const WORK = ['filingCheck', 'rectification', 'complaint'] as const satisfies CaseTypeName[];

/** Which cases a role sees. Only discipline inspection looks into referrals; who runs the system sees no case at all. */
export const SHARE: Record<Role, Share> = {
  hotline: { types: ['complaint'], of: 'division' },
  caseworker: { types: WORK, of: 'division' },
  supervisor: { types: WORK, of: 'division' },
  leader: { types: WORK, of: 'division' },
  department: { types: WORK, of: 'ownDepartment' },
  institution: { types: ['filingCheck', 'rectification'], of: 'ownInstitution' },
  discipline: { types: ['referral'], of: 'division' },
  auditor: { types: WORK, of: 'division' },
  admin: { types: [], of: 'division' },
};
