import type { CaseFile } from '../kernel/case-file.ts';
import type { Title } from '../kernel/case-type.ts';
import type { OpenRectificationInput } from '../rectification.ts';
import type { Role } from '../roles.ts';
import type { IsoDate } from '../working-days.ts';

/** How a complaint came in (F-38, R-101, R-103). */
export const CHANNELS = ['hotline', 'box', 'visit', 'letter', 'web', 'transfer'] as const;
/** What it is about (F-38). */
export const CATEGORIES = ['service', 'safety', 'food', 'medical', 'abuse', 'fees', 'funds', 'fraud', 'staffConduct', 'other'] as const;
/** How the complainant was answered (F-38). */
export const ANSWER_WAYS = ['phone', 'letter', 'portal', 'visit'] as const;
/** Where clues are passed on to. */
export const REFERRAL_TARGETS = ['discipline', 'police'] as const;

/** An official whom the complaint is about; `userId` where it is one of our own people. */
export interface NamedOfficial {
  name: string;
  userId?: string;
}

/** The answer to the complainant. It ends the statutory clock (R-102, C-04). */
export interface Answer {
  at: number;
  by: string;
  text: string;
  way?: (typeof ANSWER_WAYS)[number];
  late: boolean;
}

/** A request to see who complained, what was decided on it, and when it was used. `until` in ms. */
export interface Unsealing {
  no: number;
  at: number;
  by: string;
  reason: string;
  decision?: { at: number; by: string; granted: boolean; reason: string; until?: number };
  readings: number[];
}

/** A complaint (F-38). Who complained is kept sealed elsewhere and never enters the file. */
export interface ComplaintFile extends CaseFile {
  channel: (typeof CHANNELS)[number];
  category: (typeof CATEGORIES)[number];
  content: string;
  anonymous: boolean;
  namedOfficials: NamedOfficial[];
  sourceNumber?: string;
  supplements: { at: number; by: string; text: string; evidence?: string[] }[];
  investigation?: { at: number; by: string; findings: string; substantiated: boolean; evidence: string[] };
  answer?: Answer;
  callbacks: { at: number; by: string; reached: boolean; satisfied?: boolean; score?: number; note?: string }[];
  /** The one request to reopen, and what was decided on it. */
  reopening?: { requestedAt: number; reason: string; granted?: boolean };
  reopened: boolean;
  transferredTo?: { department: string; reason: string };
  /** Persons banned from the industry for the abuse that was found. */
  bans?: { at: number; by: string; responsiblePerson: string; until: IsoDate; reason: string }[];
  /** Requests to see who complained. */
  unsealing?: Unsealing[];
  /** When discipline inspection, to whom the referral was chosen to carry it, saw who complained. */
  passedOn?: { at: number; by: string; role: Role }[];
  /** The complaint whose answer this one waits for; its own clock runs on. */
  mergedInto?: string;
  /** Complaints that wait for the answer to this one. */
  merged: string[];
}

export interface OpenComplaintInput {
  channel: ComplaintFile['channel'];
  category: ComplaintFile['category'];
  content: string;
  anonymous: boolean;
  namedOfficials?: NamedOfficial[];
  sourceNumber?: string;
}
export interface AcceptInput {
  note?: string;
}
export interface TransferInput {
  department: string;
  reason: string;
}
export interface MergeInput {
  into: string;
}
export interface AbsorbInput {
  caseNo: string;
  /** Officials whom it concerns. */
  excluded: string[];
}
export interface AnswerMergedInput {
  answer: string;
}
export interface RecordInvestigationInput {
  findings: string;
  substantiated: boolean;
  evidence?: string[];
}
export interface GiveFeedbackInput {
  answer: string;
  way: (typeof ANSWER_WAYS)[number];
}
export interface CloseUnfoundedInput {
  reason: string;
  answer: string;
}
export interface RecordCallbackInput {
  reached: boolean;
  satisfied?: boolean;
  score?: number;
  note?: string;
}
export interface RequestReopeningInput {
  reason: string;
}
export interface DecideReopeningInput {
  granted: boolean;
  reason: string;
}
export interface SpawnRectificationInput {
  items: OpenRectificationInput['items'];
}
export interface ReferInput {
  target: (typeof REFERRAL_TARGETS)[number];
  reason: string;
  evidence?: string[];
  /** What a referral leaves out unless it is chosen: who complained, and what they wrote, in which people may be named. */
  withInformant?: boolean;
  withContent?: boolean;
}
export interface ComplaintSupplementInput {
  text: string;
  evidence?: string[];
}

export const STAGE_TITLES = {
  awaitingTriage: { zh: '待受理', en: 'To be accepted' },
  awaitingInvestigation: { zh: '待调查', en: 'To be investigated' },
  awaitingFeedback: { zh: '待反馈', en: 'To be answered' },
  awaitingCallback: { zh: '待回访', en: 'Callback to come' },
  closed: { zh: '已办结', en: 'Closed' },
} satisfies Record<string, Title>;

export type Stage = keyof typeof STAGE_TITLES;
