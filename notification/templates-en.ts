import { byDecision, type MessageFields, type Placeholder, type Templates, type Wording, withoutSign } from './wording.ts';

const due = ({ dueOn }: MessageFields): string | undefined => dueOn && `Due by the end of ${dueOn} (Asia/Shanghai).`;
const days = (count: number | Placeholder): string => `${count} working day${count === 1 ? '' : 's'}`;
const left = ({ workingDaysLeft: left }: MessageFields): string => (left === undefined ? 'due soon' : `due in ${days(left)}`);
const late = ({ workingDaysLeft: left }: MessageFields): string => (left === undefined ? 'overdue' : `${days(withoutSign(left))} overdue`);
const to = ({ department }: MessageFields, otherwise: string): string => department ?? otherwise;

const templates: Templates = {
  caseOpened: { subject: () => 'new case', lines: (f) => ['A new case was opened.', due(f)] },
  assigned: { subject: () => 'assigned to you', lines: (f) => ['This case is now yours. Please act on it in time.', due(f)] },
  'rung.remind': { subject: (f) => left(f), lines: (f) => [`Your case is ${left(f)}.`, due(f)] },
  'rung.overdue': {
    subject: (f) => late(f),
    lines: (f) => [`This case is ${late(f)}. Please act at once and tell your section head why it is late.`, due(f)],
  },
  'rung.supervise': {
    subject: () => 'supervision order',
    lines: (f) => [`This case is ${late(f)} and is now under supervision. Please see that it is completed.`, due(f)],
  },
  'rung.refer': {
    subject: () => 'referred for lateness',
    lines: (f) => [
      `This case is ${late(f)}, also after a supervision order, and was referred to ${to(f, 'discipline inspection')} as the rules require.`,
      f.otherCaseNo && `Referral: ${f.otherCaseNo}.`,
    ],
  },
  'rung.urge': {
    subject: () => 'urging',
    lines: (f) => [`The institution is ${late(f)}. Please do what is asked at once and report.`, due(f)],
  },
  'rung.propose': {
    subject: () => 'measures proposed, your decision',
    lines: (f) => [
      `The institution is ${late(f)}, also after being urged. Please decide on suspension, joint enforcement or a report to the government.`,
      'None of these follows by itself.',
      due(f),
    ],
  },
  'rung.circulate': {
    subject: () => 'in the bulletin',
    lines: (f) => [`${to(f, 'The body in charge')} is ${late(f)}; the bulletin names it.`, due(f)],
  },
  noticeIssued: {
    subject: () => 'rectification notice',
    lines: (f) => ['Please rectify every item of the notice by its date, with evidence for each.', due(f)],
  },
  extensionDecided: {
    subject: (f) => byDecision(f, 'extension granted', 'extension refused', 'extension decided'),
    lines: (f) => [byDecision(f, 'It was granted; a new date applies.', 'It was refused; the date stands.', 'It was decided.'), due(f)],
  },
  verified: {
    subject: (f) => byDecision(f, 'verified', 'verification failed', 'verification recorded'),
    lines: (f) => [
      byDecision(
        f,
        'All items were verified and await sign-off.',
        'Some items failed verification; another round begins.',
        'The rectification was checked; sign in to see the result of every item.',
      ),
      due(f),
    ],
  },
  signedOff: { subject: () => 'signed off', lines: () => ['The leader has signed off all items of this case.'] },
  answered: { subject: () => 'answered', lines: (f) => ['The complainant was answered; the satisfaction callback follows.', due(f)] },
  transferred: {
    subject: () => 'transferred',
    lines: (f) => [`The case is not within our remit and went to ${to(f, 'the competent department')}.`, due(f)],
  },
  merged: {
    subject: () => 'merged',
    lines: (f) => [`The case was merged into ${f.otherCaseNo ?? 'another case'}; its own deadline stands.`, due(f)],
  },
  referralReceived: {
    subject: () => 'referral received',
    lines: (f) => ['A referral is in your queue. Please sign in and decide on it.', due(f)],
    discreet: true,
  },
  suspended: {
    subject: () => 'clock suspended',
    lines: () => ['The clock is suspended by a legal act; the working days left are kept.'],
  },
  resumed: { subject: () => 'clock resumed', lines: (f) => ['The clock of this case runs again; a new date applies.', due(f)] },
  released: {
    subject: () => 'to be assigned again',
    lines: (f) => ['Its officer has left it. It is yours now: please assign it within the time set. The dates stay as they were.', due(f)],
  },
  returned: {
    subject: () => 'returned, your decision',
    lines: (f) => ['The owner asks to return this case. Please decide; its deadline stands.', due(f)],
  },
  reassigned: {
    subject: () => 'reassigned',
    lines: (f) => ['This case has a new owner; its deadline stands. See the handover note.', due(f)],
  },
  submitted: {
    subject: () => 'handed in, please check',
    lines: (f) => ['A rectification or correction was handed in. Please check it in time.', due(f)],
  },
  extensionRequested: {
    subject: () => 'extension asked for, your decision',
    lines: (f) => ['The institution asks for more time. Please decide.', due(f)],
  },
  suspensionOrdered: {
    subject: () => 'operation suspended',
    lines: () => ['Operation was ordered to be suspended. No new residents may be taken in until it is lifted.'],
  },
  suspensionLifted: { subject: () => 'suspension lifted', lines: (f) => ['The suspension of operation was lifted.', due(f)] },
  listed: { subject: () => 'listed for supervision', lines: (f) => ['This case was listed for supervision.', due(f)] },
  jointEnforcement: {
    subject: () => 'joint enforcement',
    lines: (f) => ['Joint enforcement was decided. Please take part and reply as the letter asks.', due(f)],
  },
  reportedToGovernment: { subject: () => 'reported to the government', lines: () => ['This case was reported to the government.'] },
  escalated: { subject: () => 'escalated', lines: (f) => ['This case was escalated to you. Please decide how it goes on.', due(f)] },
  sanctionProposed: {
    subject: () => 'sanction proposed, your decision',
    lines: () => ['A sanction against the institution is proposed. Sign in to decide.'],
  },
  sanctionDecided: {
    subject: () => 'sanction decided',
    lines: () => ['A sanction against the institution was decided on. Sign in to see the decision.'],
  },
  listingEnded: {
    subject: () => 'taken off the joint punishment list',
    lines: () => ['The institution was taken off the list of joint punishment.'],
  },
  filingUrged: { subject: () => 'urged to file', lines: (f) => ['A notice to file was sent. Please file by the date in it.', due(f)] },
  correctionRequested: {
    subject: () => 'correction requested',
    lines: (f) => ['The filed information does not match the site. Please correct it in time.', due(f)],
  },
  unsealingRequested: {
    subject: () => 'a request to see who complained',
    lines: () => ['Somebody asks to see who complained. Sign in to decide.'],
  },
  unsealingDecided: {
    subject: () => 'the request to see who complained is decided',
    lines: () => ['Your request to see who complained was decided. Sign in to see the decision.'],
  },
  supplemented: { subject: () => 'supplemented', lines: (f) => ['Further material was received. Sign in to see it.', due(f)] },
  reopeningRequested: {
    subject: () => 'reopening asked for, your decision',
    lines: (f) => ['The answer did not satisfy; reopening is asked for. Please decide.', due(f)],
  },
  reopened: { subject: () => 'reopened', lines: (f) => ['This case was reopened.', due(f)] },
  referralAccepted: { subject: () => 'referral accepted', lines: () => ['The referral was accepted.'], discreet: true },
  referralReturned: {
    subject: () => 'referral returned',
    lines: (f) => ['The referral was returned. Please supplement it.', due(f)],
    discreet: true,
  },
  letterIssued: {
    subject: () => 'letter, please reply',
    lines: (f) => [
      `To ${to(f, 'the department')}: please act on this matter within your remit and reply.`,
      f.dueOn && `Please reply by the end of ${f.dueOn} (Asia/Shanghai).`,
      f.link && `Read the letter and reply (the link is for you alone and ends with your reply): ${f.link}`,
    ],
  },
  letterAnswered: {
    subject: () => 'letter answered',
    lines: (f) => [`${to(f, 'The department')} has replied. Sign in to see it.`, due(f)],
  },
  documentIssued: {
    subject: (f) => f.document ?? 'document issued',
    lines: (f) => [
      `${f.document ?? 'A document'} was made. Sign in to read or download it.`,
      f.verifyAt && `Whether it is genuine is told by the QR code on it, or here: ${f.verifyAt}`,
    ],
  },
  progress: { subject: () => 'news', lines: (f) => ['There is news about this case. Sign in to see it.', due(f)] },
};

/** The messages in English. */
export const en: Wording = {
  subject: (what, { caseType, caseNo, institution = 'institution not identified' }, discreet) =>
    discreet ? `[${caseType}] ${what} (${caseNo})` : `[${caseType}] ${what}: ${institution} (${caseNo})`,
  about: ({ caseNo, caseType, institution = 'not identified yet', stage }, discreet) => [
    `Case: ${caseNo}`,
    `Type: ${caseType}`,
    discreet ? undefined : `Institution: ${institution}`,
    stage && `Stage: ${stage}`,
  ],
  day: (dueOn) => dueOn,
  decision: (f) => byDecision(f, 'granted', 'refused', 'decided'),
  footer: 'This message was sent automatically; please do not reply. Sign in to see the case and act.',
  templates,
};
