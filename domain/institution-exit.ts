import { dayOf, type IsoDate } from './days.ts';
import { type Refusal, refuse, unfitDate } from './kernel/refusal.ts';
import { may } from './permissions.ts';
import type { Actor, Role } from './roles.ts';

/** What becomes of the home (关停并转, R-093). All but stopping end its service for good. */
export const DISPOSITIONS = ['closeDown', 'stopService', 'mergeInto', 'handOver'] as const;
/** Why: the three grounds of R-093 for township homes, or the home gives up by itself. */
export const EXIT_GROUNDS = ['fewResidents', 'poorBase', 'unmendableHazards', 'ownDecision', 'otherGround'] as const;
export const EXIT_STATES = ['proposed', 'inTransition', 'completed', 'refused', 'cancelled'] as const;
/** While an exit is at one of these, there is no other of the same institution. */
export const UNDER_WAY = ['proposed', 'inTransition'] as const;
/** Where a resident goes on living. */
export const DESTINATIONS = ['otherInstitution', 'family', 'otherPlace'] as const;
/** What supervision finds of a disposal of property: in order, or one of the four things that are to be stopped. */
export const DISPOSAL_FINDINGS = ['inOrder', 'lossOfAssets', 'relatedParty', 'benefitTransfer', 'insiderControl'] as const;

/** By whom and when, in ms. */
interface Signed {
  at: number;
  by: string;
}

/** The plan (F-52): what is to become of the home, and the transition period that civil affairs sets. */
export interface ExitPlan {
  disposition: (typeof DISPOSITIONS)[number];
  grounds: (typeof EXIT_GROUNDS)[number][];
  /** Why, in words. */
  reason: string;
  /** The case of the hazards that cannot be mended. */
  hazardCase?: string;
  /** Who takes residents or service over, where it is merged or handed over. */
  successor?: string;
  residents: number;
  /** Whether it is a private non-profit institution (民办非营利), whose property is supervised. */
  nonProfit: boolean;
  transitionFrom: IsoDate;
  transitionUntil: IsoDate;
  /** What families and the public are told. */
  announcement: string;
}

/** One resident, by the number of the service agreement: a name is not needed and not asked for. */
export interface PlaceInput {
  agreement: string;
  destination: (typeof DESTINATIONS)[number];
  place: string;
  placedOn: IsoDate;
  agreementEndedOn?: IsoDate;
}
export interface RecordDisposalInput {
  asset: string;
  recipient: string;
  value?: string;
  finding: (typeof DISPOSAL_FINDINGS)[number];
  note: string;
}
type Disposal = RecordDisposalInput & Signed & { no: number; settled?: Signed & { how: string } };

/** An exit of an institution, as its steps make it. */
export interface InstitutionExit extends ExitPlan {
  state: (typeof EXIT_STATES)[number];
  proposed: Signed;
  decision?: Signed & { granted: boolean; reason: string };
  placements: (PlaceInput & Signed)[];
  disposals: Disposal[];
  ended?: Signed & { reason?: string };
}

export interface DecideExitInput {
  granted: boolean;
  reason: string;
}
export interface ChangePlanInput {
  transitionUntil?: IsoDate;
  residents?: number;
  announcement?: string;
  reason: string;
}
export interface SettleDisposalInput {
  disposalNo: number;
  how: string;
}

/** Whether service ends for good, and with it the agreements; a stop is for a time. */
export const endsService = ({ disposition }: Pick<ExitPlan, 'disposition'>): boolean => disposition !== 'stopService';

/** Disposals that supervision has stopped and nobody has put right. */
export const stoppedDisposals = ({ disposals }: InstitutionExit): Disposal[] =>
  disposals.filter(({ finding, settled }) => finding !== 'inOrder' && !settled);

/** Whether the transition period is over while residents are still to be placed. */
export const isOverdue = ({ state, transitionUntil }: InstitutionExit, now: number): boolean =>
  state === 'inTransition' && dayOf(now) > transitionUntil;

/** The exit that a plan begins with; it waits for the leader. */
export const proposedExit = (plan: ExitPlan, by: Signed): InstitutionExit => ({
  ...plan,
  state: 'proposed',
  proposed: by,
  placements: [],
  disposals: [],
});

interface Act<I> {
  title: { zh: string; en: string };
  at: readonly InstitutionExit['state'][];
  refuse?(exit: InstitutionExit, input: I, now: number): Refusal | undefined;
  take(exit: InstitutionExit, input: I, signed: Signed): Partial<InstitutionExit>;
}

const future = (day: IsoDate | undefined, field: string, now: number): Refusal | undefined =>
  day !== undefined && day > dayOf(now) ? refuse('recorded-before-it-happened', { field }) : undefined;

const others = ({ placements }: InstitutionExit, agreement: string) => placements.filter((one) => one.agreement !== agreement);

/** What can be done with an exit once it is proposed; who may, says the table of permissions (`exits.…`). */
export const EXIT_ACTS = {
  decide: {
    title: { zh: '审批退出', en: 'Decide on the exit' },
    at: ['proposed'],
    refuse: ({ transitionUntil }, { granted }: DecideExitInput, now) =>
      granted ? unfitDate(transitionUntil, now, 'transitionUntil') : undefined,
    take: (_exit, input: DecideExitInput, signed) => ({
      state: input.granted ? 'inTransition' : 'refused',
      decision: { ...signed, ...input },
    }),
  },
  place: {
    title: { zh: '登记安置', en: 'Record where a resident goes' },
    at: ['inTransition'],
    refuse(exit, { agreement, placedOn, agreementEndedOn }: PlaceInput, now) {
      if (endsService(exit) && !agreementEndedOn) return refuse('agreement-not-ended', { field: 'agreementEndedOn' });
      if (others(exit, agreement).length >= exit.residents) return refuse('all-residents-placed', { about: [exit.residents] });
      return future(placedOn, 'placedOn', now) ?? future(agreementEndedOn, 'agreementEndedOn', now);
    },
    take: (exit, input: PlaceInput, signed) => ({ placements: [...others(exit, input.agreement), { ...input, ...signed }] }),
  },
  recordDisposal: {
    title: { zh: '登记财产处置', en: 'Record a disposal of property' },
    at: ['inTransition'],
    refuse: ({ nonProfit }, _input: RecordDisposalInput) => (nonProfit ? undefined : refuse('not-a-non-profit')),
    take: ({ disposals }, input: RecordDisposalInput, signed) => ({
      disposals: [...disposals, { ...input, ...signed, no: disposals.length + 1 }],
    }),
  },
  settleDisposal: {
    title: { zh: '登记纠正', en: 'Record how it was put right' },
    at: ['inTransition'],
    refuse: (exit, { disposalNo }: SettleDisposalInput) =>
      stoppedDisposals(exit).some(({ no }) => no === disposalNo) ? undefined : refuse('no-such-disposal', { field: 'disposalNo' }),
    take: ({ disposals }, { disposalNo, how }: SettleDisposalInput, signed) => ({
      disposals: disposals.map((one) => (one.no === disposalNo ? { ...one, settled: { ...signed, how } } : one)),
    }),
  },
  changePlan: {
    title: { zh: '调整方案', en: 'Change the plan' },
    at: ['inTransition'],
    refuse({ placements }, { transitionUntil, residents }: ChangePlanInput, now) {
      if (residents !== undefined && residents < placements.length)
        return refuse('fewer-than-placed', { field: 'residents', about: [placements.length] });
      return transitionUntil ? unfitDate(transitionUntil, now, 'transitionUntil') : undefined;
    },
    take: (_exit, { reason: _, ...changed }: ChangePlanInput) => changed,
  },
  complete: {
    title: { zh: '办结退出', en: 'Complete the exit' },
    at: ['inTransition'],
    refuse: (exit, _input: object, now) => outstanding(exit, now),
    take: (_exit, _input: object, signed) => ({ state: 'completed', ended: signed }),
  },
  cancel: {
    title: { zh: '撤销退出', en: 'Cancel the exit' },
    at: UNDER_WAY,
    take: (_exit, { reason }: { reason: string }, signed) => ({ state: 'cancelled', ended: { ...signed, reason } }),
  },
  // an act is asked only with an input that the schema of its name has let through
  // biome-ignore lint/suspicious/noExplicitAny: see above
} satisfies Record<string, Act<any>>;
export type ExitAct = keyof typeof EXIT_ACTS;

/** What keeps a home from being left: residents first, then its property. */
function outstanding(exit: InstitutionExit, now: number): Refusal | undefined {
  const { transitionFrom, residents, placements, nonProfit, disposals } = exit;
  if (dayOf(now) < transitionFrom) return refuse('transition-not-begun', { about: [transitionFrom] });
  if (placements.length < residents) return refuse('residents-not-placed', { about: [residents - placements.length] });
  if (nonProfit && endsService(exit) && disposals.length === 0) return refuse('disposal-missing');
  const stopped = stoppedDisposals(exit);
  return stopped.length > 0 ? refuse('disposal-stopped', { about: [stopped.map(({ no }) => no).join(', ')] }) : undefined;
}

const actOf = (name: ExitAct): Act<unknown> => EXIT_ACTS[name] as Act<unknown>;
type Asking = Pick<Actor, 'id'> & { role: Role };

/** Whether whoever proposed would decide: that is for another. */
const decidesOwn = (exit: InstitutionExit, name: ExitAct, { id }: Pick<Actor, 'id'>): boolean =>
  name === 'decide' && exit.proposed.by === id;

/** The acts that this person may take now. */
export const exitActsFor = (exit: InstitutionExit, actor: Asking): ExitAct[] =>
  (Object.keys(EXIT_ACTS) as ExitAct[]).filter((name) => {
    const property = name === 'recordDisposal' ? exit.nonProfit : name !== 'settleDisposal' || stoppedDisposals(exit).length > 0;
    return may(actor.role, `exits.${name}`) && actOf(name).at.includes(exit.state) && property && !decidesOwn(exit, name, actor);
  });

/** Why the rules do not allow this act now; nothing where they do. */
export function exitRefusal(exit: InstitutionExit, name: ExitAct, input: unknown, actor: Asking, now: number): Refusal | undefined {
  const act = actOf(name);
  if (!act.at.includes(exit.state)) return refuse('exit-not-in-this-state');
  return decidesOwn(exit, name, actor) ? refuse('decider-asked') : act.refuse?.(exit, input, now);
}

/** The exit after an act that is allowed. */
export const afterExitAct = (exit: InstitutionExit, name: ExitAct, input: unknown, signed: Signed): InstitutionExit => ({
  ...exit,
  ...actOf(name).take(exit, input, signed),
});
