import type { CaseFile } from '../kernel/case-file.ts';
import type { Title } from '../kernel/case-type.ts';
import type { Severity } from '../policy/policy.ts';
import type { IsoDate } from '../working-days.ts';

export const HAZARD_KINDS = ['building', 'fire', 'food', 'medical', 'environment', 'specialEquipment', 'management', 'other'] as const;
export const SEVERITIES = ['onTheSpot', 'general', 'major', 'intractable'] as const satisfies readonly Severity[];
/** Whether a hazard is a great one (较大隐患): major, or hard to mend. */
export const isGreat = ({ severity }: { severity: Severity }): boolean => severity === 'major' || severity === 'intractable';
export const SOURCES = ['inspection', 'complaint', 'selfCheck', 'siteCheck', 'tip', 'accident'] as const;

/** A hidden danger. Each has its own rectification, acceptance and signature. */
export interface HazardItem {
  no: number;
  description: string;
  kind: (typeof HAZARD_KINDS)[number];
  severity: Severity;
  state: 'found' | 'notified' | 'submitted' | 'verified' | 'signedOff';
  dueOn?: IsoDate;
  round: number;
  submitted?: { at: number; by: string; note: string; evidence: string[] };
  verdict?: { at: number; by: string; passed: boolean; note: string };
  signature?: { at: number; by: string; name: string };
  extension?: { requestedAt: number; dueOn: IsoDate; reason: string };
  extensions: number;
  relapses: number;
  published: ('problem' | 'result')[];
}

/** An accident that the institution reported: when it was, and when which authority was told. `At` is an instant. */
export interface Accident<At> {
  occurredAt: At;
  reportedToCivilAffairsAt: At;
  /** Left out while emergency management was not told. */
  reportedToEmergencyAt?: At;
}

export interface RectificationFile extends CaseFile {
  source: (typeof SOURCES)[number];
  /** In ms; of one that an accident brought to light. */
  accident?: Accident<number>;
  items: HazardItem[];
  noticeIssuedAt?: number;
  departments: string[];
  plan?: { plan: string; measures: string; responsiblePerson: string };
  operation: 'running' | 'suspended';
  listed: boolean;
}

export interface OpenRectificationInput {
  source: RectificationFile['source'];
  /** RFC 3339. */
  accident?: Accident<string>;
  items: Pick<HazardItem, 'description' | 'kind' | 'severity'>[];
}
export interface IssueNoticeInput {
  /** A date for every item; what is left out follows its severity. */
  dates?: { itemNo: number; dueOn: IsoDate }[];
  departments?: string[];
  plan?: RectificationFile['plan'];
}
export interface SubmitRectificationInput {
  items: { itemNo: number; note: string; evidence?: string[] }[];
}
export interface RequestExtensionInput {
  itemNo: number;
  dueOn: IsoDate;
  reason: string;
}
export interface DecideExtensionInput {
  itemNo: number;
  granted: boolean;
  reason: string;
}
export interface VerifyInput {
  verdicts: ({ itemNo: number; passed: true; note?: string } | { itemNo: number; passed: false; reason: string; newDueOn: IsoDate })[];
}
export interface SignOffInput {
  note?: string;
}
export interface ReasonInput {
  reason: string;
}
export interface JointEnforcementInput {
  reason: string;
  departments: string[];
}
export interface ProposeSanctionsInput {
  /** Whether the institution did not check itself properly (自查不到位). */
  selfCheckPoor: boolean;
  cause: string;
}
export interface LookBackInput {
  recurred: number[];
  note: string;
}
export interface PublishInput {
  what: 'problem' | 'result';
  itemNos?: number[];
}

export const STAGE_TITLES = {
  awaitingNotice: { zh: '待下发通知', en: 'Notice to be issued' },
  awaitingRectification: { zh: '待整改', en: 'To be rectified' },
  suspended: { zh: '停业整顿', en: 'Operation suspended' },
  awaitingVerification: { zh: '待验收', en: 'To be verified' },
  awaitingSignOff: { zh: '待签字', en: 'To be signed off' },
  awaitingLookBack: { zh: '待回头看', en: 'Look-back to come' },
  closed: { zh: '已销号', en: 'Closed' },
} satisfies Record<string, Title>;

export type Stage = keyof typeof STAGE_TITLES;

export const isVerified = (item: HazardItem): boolean => item.state === 'verified' || item.state === 'signedOff';
export const isOutstanding = (item: HazardItem): boolean => item.state === 'notified';
export const itemOf = (file: RectificationFile, itemNo: number) => file.items.find((i) => i.no === itemNo);
