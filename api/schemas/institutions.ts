import { z } from 'zod';
import { SANCTION_MEASURES } from '../../domain/sanctions.ts';
import { Day, Line, NOTHING_CHANGES, Text } from './common.ts';
import { Division, Limit } from './queries.ts';
import { CaseRow } from './views.ts';

export const InstitutionView = z.object({
  id: z.string(),
  name: z.string(),
  division: z.string(),
  address: z.string().nullable(),
  category: z.string().nullable(),
  filingStatus: z.string(),
  operatingStatus: z.string(),
  beds: z.int().nullable(),
});

/**
 * `q` finds by name, by pinyin and by the initials of the pinyin. `lacks` those that are not registered as a legal person, not graded
 * give no price of a bed, or have an irregular name.
 */
export const InstitutionQuery = z.strictObject({
  q: Line.optional(),
  division: Division.optional(),
  filingStatus: z.enum(['filed', 'unfiled', 'unknown']).optional(),
  lacks: z.enum(['registration', 'grade', 'prices', 'regularName']).optional(),
  cursor: z.string().max(400).optional(),
  limit: Limit,
});

/** How prices come about: set by the government, guided by it, or free. */
export const PRICE_KINDS = ['governmentSet', 'governmentGuided', 'market'] as const;

/**
 * What officers keep of an institution in the register: who is responsible in the first place (第一责任人, R-007), the supervision line and
 * complaint box, which are published, whether it still operates, its registration as a legal person, its grade and who
 * gave it, its prices, what it offers, and what is irregular in its name. What is not named stays as it is, `null` empties it. `reason` is
 * kept with the change.
 */
export const InstitutionFacts = z
  .strictObject({
    operationMode: Line.nullable(),
    operatingStatus: z.enum(['operating', 'suspended', 'closed']),
    firstResponsible: Line.nullable(),
    firstResponsiblePost: Line.nullable(),
    complaintLine: Line.nullable(),
    complaintBox: Line.nullable(),
    registrationNo: Line.nullable(),
    registeredOn: Day.nullable(),
    registrationModel: Line.nullable(),
    grade: Line.nullable(),
    gradedOn: Day.nullable(),
    gradedBy: Line.nullable(),
    priceKind: z.enum(PRICE_KINDS).nullable(),
    bedFee: Line.nullable(),
    careFee: Line.nullable(),
    services: Text.nullable(),
    nameIrregularity: Line.nullable(),
  })
  .partial()
  .extend({ reason: Text })
  .refine(({ reason: _, ...facts }) => Object.keys(facts).length > 0, NOTHING_CHANGES);

export const REGISTERS = ['institution', 'department', 'webhook', 'policy', 'calendar'] as const;

/** Who changed what in a register, when and why; `by` is nobody where the product or an operator at the database did it. */
export const RegisterChangeView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  register: z.enum(REGISTERS),
  subject: z.object({ id: z.string(), name: z.string() }),
  division: z.string(),
  by: z.object({ id: z.string(), name: z.string() }).nullable(),
  reason: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});

/** A person who may not work in elder care until a day, and the case that it was decided in. */
export const IndustryBanView = z.object({
  caseNo: z.string(),
  responsiblePerson: z.string(),
  until: z.string(),
  reason: z.string(),
  at: z.iso.datetime(),
  institution: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
});

const Hazard = z.object({
  caseNo: z.string(),
  itemNo: z.int(),
  kind: z.string(),
  severity: z.string(),
  description: z.string(),
  state: z.string(),
  dueOn: z.string().nullable(),
  rounds: z.int(),
  relapses: z.int(),
  foundAt: z.iso.datetime(),
});
const Filing = z.object({
  caseNo: z.string(),
  kind: z.string(),
  filedOn: z.string().nullable(),
  stage: z.string(),
  outcome: z.string().nullable(),
  checks: z.int(),
});
/** What weighs on an institution's credit: a commitment that was not true, a hazard that came back, a ban for abuse, a sanction, and its end. */
const CreditEntry = z.object({
  caseNo: z.string(),
  ground: z.enum(['breach', 'relapse', 'ban', ...SANCTION_MEASURES, 'delisting']),
  description: z.string(),
  at: z.iso.datetime(),
});

/** An institution with what has happened there, as far as the reader may know of it; the newest first, a hundred of each at most. */
export const InstitutionProfile = InstitutionView.extend({
  divisionName: z.string(),
  creditCode: z.string().nullable(),
  operationMode: z.string().nullable(),
  firstResponsible: z.string().nullable(),
  firstResponsiblePost: z.string().nullable(),
  complaintLine: z.string().nullable(),
  complaintBox: z.string().nullable(),
  filedOn: z.string().nullable(),
  registrationNo: z.string().nullable(),
  registeredOn: z.string().nullable(),
  registrationModel: z.string().nullable(),
  grade: z.string().nullable(),
  gradedOn: z.string().nullable(),
  gradedBy: z.string().nullable(),
  priceKind: z.string().nullable(),
  bedFee: z.string().nullable(),
  careFee: z.string().nullable(),
  services: z.string().nullable(),
  /** How often the price of a bed or of care was changed within the last 365 days. */
  priceChanges: z.int(),
  nameIrregularity: z.string().nullable(),
  openCases: z.int(),
  overdueCases: z.int(),
  history: z.array(CaseRow),
  hazards: z.array(Hazard),
  filings: z.array(Filing),
  complaints: z.array(CaseRow),
  credit: z.array(CreditEntry),
});
