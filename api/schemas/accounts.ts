import { z } from 'zod';
import { ROLES } from '../../domain/roles.ts';
import { USERNAME } from '../auth.ts';
import { SCOPES } from '../keys.ts';
import { Day, Id, Line, NOTHING_CHANGES, Text } from './common.ts';
import { Division } from './queries.ts';

const Instant = z.iso.datetime();
const Named = z.object({ id: z.string(), name: z.string() });

/** Who stands in for somebody, on which days. */
export const AbsenceView = z.object({
  id: z.string().optional(),
  substitute: Named,
  from: z.string(),
  until: z.string().nullable(),
  note: z.string().nullable(),
});
export const AbsenceInput = z.strictObject({ substitute: Id, from: Day.optional(), until: Day.nullish(), note: Text.nullish() });

/** What colleagues see of each other. */
export const PersonView = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  division: z.string(),
  absence: AbsenceView.optional(),
});

/** What an administrator sees of an account. */
export const UserView = z.object({
  id: z.string(),
  username: z.string().nullable(),
  name: z.string(),
  role: z.enum(ROLES).nullable(),
  division: z.string(),
  institutionId: z.string().nullable(),
  organisationId: z.string().nullable(),
  notifyEmail: z.string().nullable(),
  disabled: z.boolean(),
  disabledReason: z.string().nullable(),
  service: z.boolean(),
  mustChangePassword: z.boolean(),
  secondFactor: z.boolean(),
  sessions: z.int(),
  absence: AbsenceView.optional(),
  createdAt: Instant,
});

/** Colleagues, or for an administrator accounts with all that is managed about them. */
export const UserRow = UserView.partial()
  .extend(PersonView.omit({ role: true }).shape)
  .extend({ role: z.enum(ROLES).nullable() });

const Standing = {
  role: z.enum(ROLES),
  division: Division,
  institutionId: Id.nullish(),
  organisationId: Id.nullish(),
};
const Username = z.string().regex(USERNAME, '2 to 60 letters, digits, dots, dashes or underscores, without spaces');
export const NewUser = z.strictObject({ username: Username, name: Line, ...Standing, notifyEmail: z.email().nullish() });
export const UserChanges = z
  .strictObject({ name: Line, ...Standing, notifyEmail: z.email().nullish() })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, NOTHING_CHANGES);
export const CreatedUser = z.object({ user: UserView, password: z.string() });
export const AccountEventView = z.object({
  id: z.string(),
  at: Instant,
  kind: z.string(),
  /** Whose account; nobody's where a name was tried that nobody has. */
  user: Named.nullable(),
  by: Named.nullable(),
  address: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});

export const KeyView = z.object({
  id: z.string(),
  prefix: z.string(),
  account: Named.extend({ role: z.string().nullable(), division: z.string() }),
  scopes: z.array(z.enum(SCOPES)),
  createdAt: Instant,
  createdBy: z.string(),
  expiresAt: Instant,
  revokedAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
});
const NewAccount = z.strictObject({
  name: Line,
  role: z.enum(['hotline', 'department', 'auditor']),
  division: Division,
  organisationId: Id.nullish(),
});
/** A key for a service account that there is, or for one made now. */
export const NewKey = z.strictObject({
  account: z.union([z.strictObject({ id: Id }), NewAccount]),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  expiresOn: Day,
});
export const IssuedKey = KeyView.extend({ key: z.string() });
