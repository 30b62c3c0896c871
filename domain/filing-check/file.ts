import type { CaseFile } from '../kernel/case-file.ts';
import type { Title } from '../kernel/case-type.ts';
import type { OpenRectificationInput } from '../rectification.ts';
import type { IsoDate } from '../working-days.ts';

/** The six subjects of the commitment at filing (R-001, F-16). */
export const COMMITMENT_SUBJECTS = ['building', 'fire', 'food', 'medical', 'environment', 'specialEquipment'] as const;
export type CommitmentSubject = (typeof COMMITMENT_SUBJECTS)[number];

/** What a site check comes to (F-17): 属实, 不符, 督促备案, 转查处. */
export const CONCLUSIONS = ['genuine', 'differs', 'urgedToFile', 'handedToInvestigation'] as const;

export interface Commitment {
  subjects: CommitmentSubject[];
  committedOn: IsoDate;
}

/** One filed datum held against what was found on the spot (F-17). */
export interface Verified {
  field: string;
  filed: string;
  found: string;
  match: boolean;
}

/** A visit on which the filed information was verified (F-17, R-005). */
export interface SiteCheck {
  /** The event that recorded it: tells to which visit of the stage it belongs. */
  seq: number;
  at: number;
  by: string;
  checkedOn: IsoDate;
  inspectors: string[];
  departments: string[];
  verification: Verified[];
  conclusion?: (typeof CONCLUSIONS)[number];
  late: boolean;
}

/** Check of a filing, or of an institution found unfiled. */
export interface FilingCheckFile extends CaseFile {
  kind: 'filed' | 'unfiled';
  filedOn?: IsoDate;
  discoveredOn?: IsoDate;
  commitment?: Commitment;
  checks: SiteCheck[];
  urges: { at: number; by: string; visitedOn: IsoDate; inspectors: string[]; dueOn: IsoDate; residents?: number; late: boolean }[];
  corrections: { fields: string[]; note: string; submitted?: { at: number; by: string; note: string; evidence: string[] } }[];
  breaches: { at: number; by: string; subjects: CommitmentSubject[]; description: string }[];
  departments: string[];
}

export interface OpenFilingCheckInput {
  kind: FilingCheckFile['kind'];
  filedOn?: IsoDate;
  discoveredOn?: IsoDate;
  commitment?: Commitment;
}
export interface UrgeFilingInput {
  visitedOn: IsoDate;
  inspectors: string[];
  fileBefore?: IsoDate;
  residents?: number;
  note?: string;
}
export interface RecordFilingInput {
  filedOn: IsoDate;
  commitment?: Commitment;
}
export interface RecordSiteCheckInput {
  checkedOn: IsoDate;
  inspectors: string[];
  departments?: string[];
  verification: Verified[];
  hazards?: OpenRectificationInput['items'];
  conclusion?: SiteCheck['conclusion'];
}
export interface ConfirmInput {
  note?: string;
}
export interface RequestCorrectionInput {
  fields: string[];
  dueOn?: IsoDate;
  note: string;
}
export interface SubmitCorrectionInput {
  note: string;
  evidence?: string[];
}
export interface RecordBreachInput {
  subjects: CommitmentSubject[];
  description: string;
}
export interface OpenEnforcementInput {
  reason: string;
  departments: string[];
}

export const STAGE_TITLES = {
  awaitingSiteCheck: { zh: '待现场检查', en: 'Site check to come' },
  awaitingCorrection: { zh: '待更正', en: 'To be corrected' },
  awaitingRecheck: { zh: '待复查', en: 'To be checked again' },
  awaitingFiling: { zh: '待备案', en: 'To be filed' },
  closed: { zh: '已办结', en: 'Closed' },
} satisfies Record<string, Title>;

export type Stage = keyof typeof STAGE_TITLES;
