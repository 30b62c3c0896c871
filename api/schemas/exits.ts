import { z } from 'zod';
import { DESTINATIONS, DISPOSAL_FINDINGS, DISPOSITIONS, EXIT_GROUNDS, EXIT_STATES, type ExitAct } from '../../domain/institution-exit.ts';
import { Day, Id, Line, Reason, Text } from './common.ts';
import { Division, Limit } from './queries.ts';

const Residents = z.int().min(0).max(10_000);

/** The plan of an exit (F-52). Where it is merged or handed over it says with whom; the transition period does not run backwards. */
export const ExitPlanInput = z
  .strictObject({
    disposition: z.enum(DISPOSITIONS),
    grounds: z.array(z.enum(EXIT_GROUNDS)).min(1).max(EXIT_GROUNDS.length),
    reason: Text,
    residents: Residents,
    nonProfit: z.boolean(),
    transitionFrom: Day,
    transitionUntil: Day,
    announcement: Text,
    successor: Line.optional(),
    hazardCase: Id.optional(),
  })
  .refine(({ disposition, successor }) => successor !== undefined || (disposition !== 'mergeInto' && disposition !== 'handOver'), {
    path: ['successor'],
    error: 'who takes it over is to be named',
  })
  .refine(({ transitionFrom, transitionUntil }) => transitionFrom <= transitionUntil, {
    path: ['transitionUntil'],
    error: 'the transition period ends before it begins',
  });

/** The input of every act. */
export const EXIT_SCHEMAS = {
  decide: z.strictObject({ granted: z.boolean(), reason: Text }),
  place: z.strictObject({
    agreement: Line,
    destination: z.enum(DESTINATIONS),
    place: Line,
    placedOn: Day,
    agreementEndedOn: Day.optional(),
  }),
  recordDisposal: z.strictObject({
    asset: Line,
    recipient: Line,
    value: Line.optional(),
    finding: z.enum(DISPOSAL_FINDINGS),
    note: Text,
  }),
  settleDisposal: z.strictObject({ disposalNo: z.int().min(1).max(10_000), how: Text }),
  changePlan: z.strictObject({
    transitionUntil: Day.optional(),
    residents: Residents.optional(),
    announcement: Text.optional(),
    reason: Text,
  }),
  complete: z.strictObject({}),
  cancel: Reason,
} satisfies Record<ExitAct, z.ZodType>;

export const ExitQuery = z.strictObject({
  institution: Id.optional(),
  division: Division.optional(),
  state: z.enum(EXIT_STATES).optional(),
  cursor: z.string().max(400).optional(),
  limit: Limit,
});

const Instant = z.iso.datetime();
const Named = z.object({ id: z.string(), name: z.string() });
const Signed = { at: Instant, by: Named.nullable() };

/** An exit in a list: how it stands, and how many residents are still to be placed. */
export const ExitRow = z.object({
  id: z.string(),
  institution: Named,
  division: z.string(),
  state: z.enum(EXIT_STATES),
  disposition: z.enum(DISPOSITIONS),
  residents: z.int(),
  placed: z.int(),
  stoppedDisposals: z.int(),
  transitionFrom: z.string(),
  transitionUntil: z.string(),
  /** Whether the transition period is over and the exit is not. */
  overdue: z.boolean(),
});

/** An exit with its plan, every resident's placement, the file of its property, its steps, and what the reader may do now. */
export const ExitView = ExitRow.extend({
  grounds: z.array(z.enum(EXIT_GROUNDS)),
  reason: z.string(),
  hazardCase: z.string().nullable(),
  successor: z.string().nullable(),
  nonProfit: z.boolean(),
  announcement: z.string(),
  placements: z.array(
    z.object({
      agreement: z.string(),
      destination: z.enum(DESTINATIONS),
      place: z.string(),
      placedOn: z.string(),
      agreementEndedOn: z.string().nullable(),
      ...Signed,
    }),
  ),
  disposals: z.array(
    z.object({
      no: z.int(),
      asset: z.string(),
      recipient: z.string(),
      value: z.string().nullable(),
      finding: z.enum(DISPOSAL_FINDINGS),
      note: z.string(),
      settled: z.object({ how: z.string(), ...Signed }).nullable(),
      ...Signed,
    }),
  ),
  steps: z.array(z.object({ seq: z.int(), act: z.string(), title: z.string(), reason: z.string().nullable(), ...Signed })),
  may: z.array(z.object({ name: z.string(), title: z.string(), inputSchema: z.record(z.string(), z.unknown()) })),
});

/** An exit as it is published: what becomes of the home, until when, and what families are told. */
export const PublicExit = z.object({
  name: z.string(),
  division: z.string(),
  divisionName: z.string(),
  address: z.string().nullable(),
  disposition: z.enum(DISPOSITIONS),
  successor: z.string().nullable(),
  transitionFrom: z.iso.date(),
  transitionUntil: z.iso.date(),
  announcement: z.string(),
  completed: z.boolean(),
});
