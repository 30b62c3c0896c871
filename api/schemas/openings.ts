import { z } from 'zod';
import { CATEGORIES, CHANNELS } from '../../domain/complaint.ts';
import { SOURCES } from '../../domain/rectification.ts';
import { dayOf } from '../../domain/working-days.ts';
import { Day, Id, Line, Phone, Text } from './common.ts';
import { Commitment } from './filing-check.ts';
import { HazardItems } from './rectification.ts';

const ById = z.strictObject({ id: Id });
/** An institution of the register, or its name as it was told; an officer identifies it later. */
export const InstitutionRef = z.union([ById, z.strictObject({ name: Line })]);

/** Who complained: all of it optional, sealed on arrival, never part of the case's file. */
export const Informant = z.strictObject({ name: Line.optional(), phone: Phone.optional(), address: Line.optional() });

/** An official whom the complaint is about: by name, or by user where it is one of our own people. */
const NamedOfficial = z
  .strictObject({ name: Line.optional(), userId: Id.optional() })
  .refine(({ name, userId }) => name !== undefined || userId !== undefined, 'a name, or who it is among the users');

const complaint = {
  institution: InstitutionRef,
  category: z.enum(CATEGORIES),
  content: Text,
  anonymous: z.boolean(),
  informant: Informant.optional(),
  namedOfficials: z.array(NamedOfficial).max(20).optional(),
};

const IN_THE_FUTURE = 'it lies in the future';

/** An instant in living memory that is not in the future (RFC 3339). */
const PastInstant = z.iso
  .datetime({ offset: true })
  .refine((at) => Date.parse(at) <= Date.now(), IN_THE_FUTURE)
  .refine((at) => Date.parse(at) >= Date.parse('1949-10-01T00:00:00Z'), 'it lies before 1949-10-01');
const isBefore = (at: string | undefined, other: string): boolean => at !== undefined && Date.parse(at) < Date.parse(other);
const PastDay = Day.refine((day) => day <= dayOf(Date.now()), IN_THE_FUTURE);

/** Body of `POST /complaints`. Letters and what lay in the box came earlier than they are entered: the clock runs from receipt (C-04). */
export const OpenComplaint = z.strictObject({
  channel: z.enum(CHANNELS),
  ...complaint,
  sourceNumber: Line.optional(),
  receivedAt: PastInstant.optional(),
  /** An open complaint about the same matter: this one waits for its answer, on its own clock and with its own receipt code. */
  mergeInto: Id.optional(),
});

/** Body of `POST /public/complaints`: it comes over the web, now. Officials are named by name: nobody outside tries out the ids of our people. */
export const OpenPublicComplaint = z.strictObject({
  channel: z.literal('web').default('web'),
  ...complaint,
  namedOfficials: z
    .array(z.strictObject({ name: Line }))
    .max(20)
    .optional(),
});

/** An institution that files or was found unfiled; one that is not registered is described. */
const FilingInstitution = z.union([
  ById,
  z.strictObject({
    name: Line,
    creditCode: Line.optional(),
    address: Line.optional(),
    principal: Line.optional(),
    phone: Phone.optional(),
  }),
]);

/** Body of `POST /filings`. */
export const OpenFiling = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('filed'), institution: FilingInstitution, filedOn: PastDay, commitment: Commitment.optional() }),
  z.strictObject({ kind: z.literal('unfiled'), institution: FilingInstitution, discoveredOn: PastDay, commitment: Commitment.optional() }),
]);

const TOO_EARLY = 'a report does not come before the accident';

/** An accident as the institution reported it, to us and to emergency management (F-55, R-186): nobody is told of it before it was. */
const Accident = z
  .strictObject({ occurredAt: PastInstant, reportedToCivilAffairsAt: PastInstant, reportedToEmergencyAt: PastInstant.optional() })
  .refine((told) => !isBefore(told.reportedToCivilAffairsAt, told.occurredAt), { path: ['reportedToCivilAffairsAt'], error: TOO_EARLY })
  .refine((told) => !isBefore(told.reportedToEmergencyAt, told.occurredAt), { path: ['reportedToEmergencyAt'], error: TOO_EARLY });

/** Body of `POST /rectifications` (F-11). Dangers that an accident brought to light come with the report of it, and no others do. */
export const OpenRectification = z
  .strictObject({ institution: InstitutionRef, source: z.enum(SOURCES), items: HazardItems, accident: Accident.optional() })
  .refine(({ source, accident }) => (source === 'accident') === (accident !== undefined), {
    path: ['accident'],
    error: 'an accident is reported when it is what the dangers are known from',
  });
