import { z } from 'zod';
import { CATEGORIES } from '../../domain/complaint.ts';
import { HAZARD_KINDS, SEVERITIES } from '../../domain/rectification.ts';
import { Evidence, Line, Text } from './common.ts';
import { UnsealingStep } from './informants.ts';
import { PRICE_KINDS } from './institutions.ts';
import { Division, Limit } from './queries.ts';
import { LedgerDay } from './views.ts';

const Instant = z.iso.datetime();

export const ReceiptCode = z.object({ receiptCode: z.string().min(10).max(60) });

/** What a complainant may do with the case: to add to it, to say whether the answer satisfies, to ask for it to be taken up again. */
export const COMPLAINANT_ACTIONS = ['supplement', 'recordCallback', 'requestReopening'] as const;

/** What a complainant may know of the case, without a word about persons. */
export const Followed = z.object({
  caseNo: z.string(),
  institution: z.string().nullable(),
  category: z.enum(CATEGORIES),
  stage: z.string(),
  stageTitle: z.string(),
  status: z.enum(['open', 'closed']),
  outcome: z.string().nullable(),
  receivedAt: Instant,
  dueAt: Instant.nullable(),
  provisional: z.boolean(),
  ledger: z.array(LedgerDay),
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
  /** Whether the answer came, or is coming, after its date. */
  late: z.boolean(),
  transferredTo: z.string().nullable(),
  steps: z.array(z.object({ at: Instant, name: z.string(), title: z.string() })),
  documents: z.array(z.object({ id: z.string(), title: z.string(), mediaType: z.string(), bytes: z.int(), createdAt: Instant })),
  /** What was handed in under this code. */
  files: z.array(z.object({ name: z.string(), mediaType: z.string(), bytes: z.int(), createdAt: Instant })),
  /** Who asked to see who complained, what was decided, and who saw it. */
  unsealings: z.array(UnsealingStep),
  may: z.array(z.enum(COMPLAINANT_ACTIONS)),
  reopenUntil: Instant.nullable(),
});

export const Supplement = z.strictObject({ text: Text, evidence: Evidence.optional() });
export const Satisfaction = z.strictObject({ satisfied: z.boolean(), score: z.int().min(1).max(5).optional(), note: Text.optional() });
export const HandedIn = z.object({ id: z.string(), name: z.string(), mediaType: z.string(), bytes: z.int() });

/** Filters of the published registers. */
export const RegisterQuery = z.strictObject({
  q: Line.optional(),
  division: Division.optional(),
  cursor: z.string().max(400).optional(),
  limit: Limit,
});
export type RegisterQuery = z.output<typeof RegisterQuery>;

const Home = { name: z.string(), division: z.string(), divisionName: z.string() };
export const PublicInstitution = z.object({
  id: z.string().nullable(),
  ...Home,
  address: z.string().nullable(),
  category: z.string().nullable(),
  operationMode: z.string().nullable(),
  beds: z.int().nullable(),
  filedOn: z.iso.date().nullable(),
  complaintLine: z.string().nullable(),
  complaintBox: z.string().nullable(),
  registrationNo: z.string().nullable(),
  grade: z.string().nullable(),
  gradedOn: z.iso.date().nullable(),
  priceKind: z.enum(PRICE_KINDS).nullable(),
  bedFee: z.string().nullable(),
  careFee: z.string().nullable(),
  /** What it offers, in words. */
  services: z.string().nullable(),
});
export const PublicUnfiled = z.object({ id: z.string().nullable(), ...Home, address: z.string().nullable() });
export const PublicRectification = z.object({
  institution: z.string().nullable(),
  division: z.string(),
  divisionName: z.string(),
  description: z.string(),
  kind: z.enum(HAZARD_KINDS),
  severity: z.enum(SEVERITIES),
  dueOn: z.iso.date().nullable(),
  problem: z.boolean(),
  result: z.boolean(),
  /** The day on which it was signed off, once its result is published. */
  rectifiedOn: z.iso.date().nullable(),
});
export const PublicListing = z.object({
  ...Home,
  creditCode: z.string().nullable(),
  /** Why it is listed and since when: by decision of the leader in one case or several, or as the register has it; the first one first. */
  causes: z.array(z.object({ cause: z.string().nullable(), listedOn: z.iso.date().nullable() })),
});
export const Suggestion = z.object({ id: z.string().nullable(), ...Home, address: z.string().nullable() });
