import type { Answer } from '../../api/types.ts';

export type Profile = Answer<'/api/v1/institutions/{id}'>;

/** What officers keep of an institution, by topic and in the order in which it is asked for. */
export const TOPICS = {
  running: ['operatingStatus', 'operationMode', 'firstResponsible', 'firstResponsiblePost'],
  complaining: ['complaintLine', 'complaintBox'],
  registering: ['registrationNo', 'registeredOn', 'registrationModel', 'nameIrregularity'],
  grading: ['grade', 'gradedOn', 'gradedBy'],
  offering: ['services', 'priceKind', 'bedFee', 'careFee'],
} as const;
export type Topic = keyof typeof TOPICS;
export type Fact = (typeof TOPICS)[Topic][number];
export type Facts = Record<Fact, string | null>;

/** The topics in their order. */
export const topics = Object.keys(TOPICS) as Topic[];

/** The topic that a field of the register belongs to. */
export const topicOf = (field: string): Topic | undefined => topics.find((topic) => (TOPICS[topic] as readonly string[]).includes(field));

/** What stands in a field: nothing where it is empty or blank. */
const standing = (value: string | null): string | null => value?.trim() || null;

/** What differs from the register: the correction, and nothing beside it. */
export const changesOf = (kept: Facts, now: Facts) =>
  topics
    .flatMap((topic) => [...TOPICS[topic]])
    .map((field) => ({ field, before: standing(kept[field]), after: standing(now[field]) }))
    .filter(({ before, after }) => before !== after);
export type Change = ReturnType<typeof changesOf>[number];
