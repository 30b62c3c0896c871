import { z } from 'zod';
import { ROLES } from '../../domain/roles.ts';
import { Line } from './common.ts';

const Instant = z.iso.datetime();
const Ref = z.object({ id: z.string(), name: z.string() });

/** A request to see who complained, with what was decided and how often it was used. */
export const UnsealingView = z.object({
  id: z.int(),
  at: Instant,
  by: Ref.nullable(),
  reason: z.string(),
  decision: z.object({ at: Instant, by: Ref.nullable(), granted: z.boolean(), reason: z.string(), until: Instant.nullable() }).nullable(),
  readings: z.array(Instant),
});

/** Who complained, as far as they said; `until` is the end of the time granted. */
export const InformantView = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  until: Instant.nullable(),
});

/** The same for the complainant: what was asked, decided and read about them, by whom as a role, and why. */
export const UnsealingStep = z.object({
  at: Instant,
  what: z.enum(['requested', 'granted', 'denied', 'read']),
  role: z.enum(ROLES),
  reason: z.string().nullable(),
});

const Relation = z.strictObject({ institution: Line, relation: Line });
export const Declaration = Relation;
export const DeclarationOf = Relation.extend({ user: Line });
export const InterestView = z.object({
  id: z.string(),
  user: Ref.nullable(),
  institution: Ref,
  relation: z.string(),
  declaredBy: Ref.nullable(),
  declaredAt: Instant,
  endedAt: Instant.nullable(),
});
