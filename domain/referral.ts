import type { ReadInformantInput } from './complaint/unsealing.ts';
import type { NamedOfficial, REFERRAL_TARGETS } from './complaint.ts';
import type { CaseFile } from './kernel/case-file.ts';
import type { ActionTable, CaseType, Title } from './kernel/case-type.ts';
import { type AttachInput, COMMON_ACTIONS, type NoteInput, type ReassignInput } from './kernel/common-actions.ts';
import { refuse } from './kernel/refusal.ts';
import type { Step } from './kernel/step.ts';
import type { LadderName } from './policy/policy.ts';

/** Why a case was referred: an official is late, an official is named, or somebody decided to. */
export type ReferralGround = 'officialLate' | 'namedOfficial' | 'byHand';

/** What is passed on to discipline inspection or the police (F-36). The officials it concerns can neither see nor touch it. */
export interface ReferralFile extends CaseFile {
  target: (typeof REFERRAL_TARGETS)[number];
  ground: ReferralGround;
  about: string;
  reason?: string;
  lateOfficials: string[];
  namedOfficials: NamedOfficial[];
  /** The date that was missed, and what it awaited. */
  missed?: { awaited: string; dueAt: number };
  /** Whether who complained was chosen to be passed on with it, and what they wrote. */
  withInformant?: true;
  content?: string;
  /** The officer who sent it; nobody when the ladder did. */
  sentBy?: string;
  supplements: { at: number; by: string; text: string; evidence: string[] }[];
  receiptNo?: string;
  returned?: { at: number; by: string; reason: string; needed: string };
  registerNo?: string;
  conclusion?: { at: number; by: string; result: string; measures?: string };
}

export interface OpenReferralInput {
  target: ReferralFile['target'];
  ground: ReferralGround;
  about: string;
  reason?: string;
  lateOfficials?: string[];
  namedOfficials?: NamedOfficial[];
  awaited?: string;
  dueAt?: number;
  evidence?: string[];
  withInformant?: boolean;
  content?: string;
}
export interface AcceptReferralInput {
  receiptNo?: string;
}
export interface ReturnReferralInput {
  reason: string;
  needed: string;
}
export interface SupplementReferralInput {
  text: string;
  evidence?: string[];
}
export interface RegisterReferralInput {
  registerNo: string;
}
export interface ConcludeReferralInput {
  result: string;
  measures?: string;
}

const STAGE_TITLES = {
  queued: { zh: '待接收', en: 'Queued' },
  accepted: { zh: '已接收', en: 'Accepted' },
  registered: { zh: '已立案', en: 'Registered' },
  returned: { zh: '退回补充', en: 'Returned for supplement' },
  closed: { zh: '已办结', en: 'Closed' },
} satisfies Record<string, Title>;
type Stage = keyof typeof STAGE_TITLES;

/** Goes to a stage in which one thing is awaited within a period of the policy. */
function awaitAt(stage: Stage, awaits: string, workingDays: number, step: Step, ladder: LadderName = 'departmentLate'): void {
  step.enter(stage);
  step.start({ name: stage, awaits, ladder, workingDays });
}

const queue = (step: Step): void => awaitAt('queued', 'acceptReferral', step.policy.referral.acceptWorkingDays, step);

/** What can be done with a referral: all of it by discipline inspection, but for the supplement it asks for. */
export const REFERRAL_ACTIONS = {
  acceptReferral: {
    title: { zh: '接收', en: 'Accept the referral' },
    at: ['queued'],
    by: ['discipline'],
    take(draft, { receiptNo }: AcceptReferralInput, step) {
      if (receiptNo) draft.receiptNo = receiptNo;
      awaitAt('accepted', 'registerReferral', step.policy.referral.registerWorkingDays, step);
      if (draft.sentBy) step.tell('referralAccepted', [{ user: draft.sentBy }]);
    },
  },
  returnReferral: {
    title: { zh: '退回补充', en: 'Return for supplement' },
    at: ['queued', 'accepted'],
    by: ['discipline'],
    take(draft, { reason, needed }: ReturnReferralInput, step) {
      draft.returned = { at: step.now, by: step.actor.id, reason, needed };
      awaitAt('returned', 'supplement', step.policy.referral.supplementWorkingDays, step, 'officialLate');
      step.tell('referralReturned', ['supervisor', 'leader', ...(draft.sentBy ? [{ user: draft.sentBy }] : [])]);
    },
  },
  supplement: {
    title: { zh: '补充材料', en: 'Supplement' },
    at: ['returned'],
    by: ['caseworker', 'supervisor', 'leader'],
    take(draft, { text, evidence = [] }: SupplementReferralInput, step) {
      draft.supplements.push({ at: step.now, by: step.actor.id, text, evidence });
      draft.evidence.push(...evidence.filter((id) => !draft.evidence.includes(id)));
      queue(step);
    },
  },
  registerReferral: {
    title: { zh: '立案', en: 'Register' },
    at: ['accepted'],
    by: ['discipline'],
    take(draft, { registerNo }: RegisterReferralInput, step) {
      draft.registerNo = registerNo;
      awaitAt('registered', 'concludeReferral', step.policy.referral.concludeWorkingDays, step);
    },
  },
  concludeReferral: {
    title: { zh: '办结', en: 'Conclude' },
    at: ['registered'],
    by: ['discipline'],
    take(draft, { result, measures }: ConcludeReferralInput, step) {
      draft.conclusion = { at: step.now, by: step.actor.id, result, ...(measures ? { measures } : {}) };
      step.close('concluded');
    },
  },
  /** The product's own: who complained is read by discipline inspection where that was chosen, and the complaint learns of it. */
  readInformant: {
    title: { zh: '查看举报人信息', en: 'See who complained' },
    at: 'any',
    by: ['system'],
    refuse: (file, _input: ReadInformantInput) => (file.withInformant ? undefined : refuse('informant-not-carried')),
    take(draft, input: ReadInformantInput, step) {
      step.reach({ caseNo: draft.about, action: 'readInformant', input });
    },
  },
  reassign: {
    ...COMMON_ACTIONS.reassign,
    by: ['discipline'],
    offered: undefined,
    take: (draft, input: ReassignInput, step) => COMMON_ACTIONS.reassign.take(draft, input, step),
  },
  addNote: { ...COMMON_ACTIONS.addNote, by: ['discipline'], take(_draft, _input: NoteInput) {} },
  attachEvidence: {
    ...COMMON_ACTIONS.attachEvidence,
    by: ['discipline'],
    take: (draft, input: AttachInput) => COMMON_ACTIONS.attachEvidence.take(draft, input),
  },
} satisfies ActionTable<ReferralFile, Stage>;

/** Referral (移送) to discipline inspection or the police, with its evidence (R-114 … R-118). */
export const referral: CaseType<ReferralFile> = {
  name: 'referral',
  title: { zh: '移送', en: 'Referral' },
  prefix: 'YS',
  stages: Object.keys(STAGE_TITLES),
  stageTitles: STAGE_TITLES,
  common: ['recount', 'adoptPolicy', 'exclude', 'release', 'legalHold', 'anonymise'],
  actions: REFERRAL_ACTIONS,
  open(draft, input: OpenReferralInput, step) {
    const {
      target,
      ground,
      about,
      reason,
      lateOfficials = [],
      namedOfficials = [],
      awaited,
      dueAt,
      evidence = [],
      withInformant,
      content,
    } = input;
    Object.assign(draft, { target, ground, about, lateOfficials, namedOfficials, supplements: [] });
    if (reason) draft.reason = reason;
    if (withInformant) draft.withInformant = true;
    if (content) draft.content = content;
    if (awaited && dueAt !== undefined) draft.missed = { awaited, dueAt };
    if (ground === 'byHand') draft.sentBy = step.actor.id;
    draft.evidence.push(...evidence);
    const named = namedOfficials.flatMap(({ userId }) => userId ?? []);
    draft.excluded = [...new Set([...draft.excluded, ...lateOfficials, ...named])];
    queue(step);
  },
  /** What is late while it is returned is the bureau's supplement, and never the inspector who has the referral. */
  late: ({ stage, sentBy, owner }) => (stage === 'returned' ? (sentBy ? [sentBy] : []) : [owner]),
};
