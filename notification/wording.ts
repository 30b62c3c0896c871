/** What people are told about; `progress` stands for anything that has no words of its own. */
export const EVENTS = [
  'caseOpened',
  'assigned',
  'rung.remind',
  'rung.overdue',
  'rung.supervise',
  'rung.refer',
  'rung.urge',
  'rung.propose',
  'rung.circulate',
  'noticeIssued',
  'extensionDecided',
  'verified',
  'signedOff',
  'answered',
  'transferred',
  'merged',
  'referralReceived',
  'suspended',
  'resumed',
  'returned',
  'released',
  'reassigned',
  'submitted',
  'extensionRequested',
  'suspensionOrdered',
  'suspensionLifted',
  'listed',
  'jointEnforcement',
  'reportedToGovernment',
  'escalated',
  'sanctionProposed',
  'sanctionDecided',
  'listingEnded',
  'filingUrged',
  'correctionRequested',
  'supplemented',
  'unsealingRequested',
  'unsealingDecided',
  'reopeningRequested',
  'reopened',
  'referralAccepted',
  'referralReturned',
  'letterIssued',
  'letterAnswered',
  'documentIssued',
  'progress',
] as const;
export type EventName = (typeof EVENTS)[number];

/**
 * Everything a message may say. All of it is about the case; there is no field for a person who complained or informed, for what they
 * wrote or for a receipt code, and none may be added: mail is read on open screens and forwarded.
 */
export interface MessageFields {
  caseNo: string;
  /** The case type as people call it, in the language of the message: 投诉举报. */
  caseType: string;
  /** The institution's name; unset while nobody has identified it. */
  institution?: string | undefined;
  /** The stage as people call it, in the language of the message: 待整改. */
  stage?: string | undefined;
  /** The day that matters, `YYYY-MM-DD`: the deadline, or the new one where the event changes it. */
  dueOn?: string | undefined;
  /** Working days until the deadline, or since it when negative. */
  workingDaysLeft?: number | Placeholder | undefined;
  /** For a decision or a verification: whether it went through; unset says only that it was taken. */
  granted?: boolean | undefined;
  /** The other case: what this one was merged into, or what it was referred as. */
  otherCaseNo?: string | undefined;
  /** The department or organisation on the other side of a transfer or a referral. */
  department?: string | undefined;
  /** Where a letter is read and answered: only in the message to the department itself. */
  link?: string | undefined;
  /** A document with its number: 整改通知书（丘北民整通〔2026〕12号）. */
  document?: string | undefined;
  /** Where anybody may check that the document is genuine. */
  verifyAt?: string | undefined;
}

/** Stands in a template where a message has the field. */
export type Placeholder = `{{${string}}}`;

/** A message without a recipient. */
export interface Composed {
  subject: string;
  text: string;
}

/** The words of one event: what the subject adds to the case, and the sentences of the text. */
export interface Template {
  subject: (fields: MessageFields) => string;
  lines: (fields: MessageFields) => (string | undefined)[];
  /** The message does not name the institution: only who signs in learns whom it is about. */
  discreet?: true;
}

/** One template for every event; a language that lacks one does not compile. */
export type Templates = Record<EventName, Template>;

/** One language: its templates, and what every message has around them. */
export interface Wording {
  subject: (what: string, fields: MessageFields, discreet: boolean) => string;
  about: (fields: MessageFields, discreet: boolean) => (string | undefined)[];
  footer: string;
  /** A day as the language writes it. */
  day: (dueOn: string) => string;
  /** How a decision went, in a word. */
  decision: (fields: MessageFields) => string;
  templates: Templates;
}

/** A number of days, whichever side of the date they lie on. */
export const withoutSign = (days: number | Placeholder): number | Placeholder => (typeof days === 'number' ? Math.abs(days) : days);

/** The words for a decision that went through, that did not, or that the message cannot tell. */
export const byDecision = ({ granted }: MessageFields, yes: string, no: string, taken: string): string =>
  granted === undefined ? taken : granted ? yes : no;
