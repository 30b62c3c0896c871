/**
 * Every reason for which the rules do not allow something, under the class that decides how the API answers: its stable code, and the sentence
 * that says it, with `{}` for what it is about. Both codes are contracts of the API; a sentence may change.
 */
export const REASONS = {
  'action-not-available': {
    'not-at-this-stage': '{} is not available at {}',
    'nothing-to-hold': 'nothing is left to hold',
    'hold-unchanged': 'it is so already',
    'already-anonymous': 'it is anonymous already',
    'not-closed-for-anonymity': 'only a closed case is made anonymous',
    'somebody-else-has-it': 'somebody else has the case',
    'policy-unchanged': 'the case is under this policy already',
    'clock-not-running': 'the clock does not run',
    'clock-not-suspended': 'the clock is not suspended',
    'no-internal-date': 'no date of the bureau itself is running',
    'already-assigned': 'the case is assigned; reassign it with a note',
    'not-assigned-yet': 'nobody has the case yet; assign it',
    'not-the-assignee': 'only the officer who has the case may return it',
    'already-identified': 'the institution is identified already',
    'no-letter-waits': 'no letter of this case waits for a reply',
    'already-suspended': 'operation is suspended already',
    'operation-not-suspended': 'operation is not suspended',
    'already-listed': 'the case is listed already',
    'already-published': 'all of it is published already',
    'extension-already-requested': 'item {} awaits a decision already',
    'no-item-to-rectify': 'no item awaits rectification',
    'no-extension-requested': 'no extension has been asked for',
    'suspension-to-be-lifted': 'lift the suspension of operation first',
    'reopening-being-decided': 'reopening is being decided on',
    'not-answered-to-reopen': 'only an answered complaint is reopened',
    'reopening-not-requested': 'reopening has not been asked for',
    'unsealing-being-decided': 'a request waits for its decision',
    'unsealing-already-granted': 'it is granted and has not run out',
    'no-unsealing-requested': 'no request waits for a decision',
    'institution-not-identified': 'the institution is to be identified first',
    'sanction-proposed-already': 'it is proposed or in force already',
    'no-sanction-proposed': 'no sanction waits for a decision',
    'not-on-the-list': 'the institution is not on the list of joint punishment by this case',
    'already-merged': 'merged into {} already',
    'exit-not-in-this-state': 'the exit is decided on, completed or cancelled already, or not decided on yet',
    'exit-under-way': 'an exit of this institution is under way; it ends with that',
    'all-residents-placed': 'all {} residents are placed',
    'not-a-non-profit': 'property is supervised where a private non-profit institution exits (R-192)',
  },
  'role-not-allowed': {
    'not-this-role': '{} belongs to {}',
    'belongs-to-somebody-else': 'this belongs to somebody else',
    'self-found-published-by-leader': 'what was found by self-check is published only by decision of the leader (C-28)',
    'accepted-merged-by-officers': 'once accepted it is merged by caseworker, supervisor',
  },
  'same-person': {
    'verifier-submitted': 'whoever submitted may not verify (R-069)',
    'signer-verified': 'whoever verified may not sign off (R-069)',
    'decider-answered': 'whoever gave the answer does not decide on reopening',
    'decider-asked': 'whoever asks does not decide',
    'confirmer-checked': 'whoever made the check does not confirm it',
  },
  'conflict-of-interest': {
    'concerns-official': 'the case concerns this official',
    'concerns-absent-official': 'the case concerns whom this officer stands in for',
  },
  'not-in-time': {
    'date-passed': 'the date has passed',
    'returned-too-late': 'a case is returned within {} working days',
    'extension-requested-too-late': 'more time for item {} had to be asked for earlier',
    'reopening-requested-too-late': 'reopening is asked for within {} working days of the answer',
    'unsealing-not-granted': 'nobody granted it, or the time granted is over',
    'still-retained': 'it is kept until {}',
  },
  'not-lawful': {
    'day-passed': '{} has passed',
    'day-too-far-ahead': '{} lies more than ten years ahead',
    'informant-not-carried': 'the referral does not carry who complained',
    'held-for-the-law': 'it is held for the law',
    'listing-in-force': 'the institution is on the list of joint punishment by this case',
    'recorded-before-removal': 'it was recorded before texts could be removed; the chain would not hold',
    'no-such-policy': 'there is no such policy',
    'suspension-in-the-future': 'a suspension cannot begin in the future',
    'suspension-before-receipt': 'a suspension cannot begin before receipt',
    'suspension-before-resumption': 'a suspension cannot begin before the clock was last resumed',
    'no-such-date': 'the case has no such date running',
    'date-not-internal': 'only a period of the bureau itself can be extended here',
    'linked-to-itself': 'a case is not linked to itself',
    'no-abuse-found': 'a ban follows abuse that an investigation found (R-094)',
    'no-ground-for-sanctions': 'they follow a poor self-check or great hazards (R-097, C-35)',
    'no-such-sanction': 'this measure does not wait for a decision',
    'no-such-letter': 'letter {} does not exist or was answered',
    'plan-missing': 'a hazard that is hard to mend needs a plan, measures and a responsible person (R-070, R-072)',
    'no-ground-for-suspension': 'suspension follows a date that was missed or an acceptance that failed (R-091)',
    'item-not-of-this-case': 'item {} is not of this case',
    'item-not-to-rectify': 'item {} does not await rectification',
    'item-not-to-verify': 'item {} does not await verification',
    'problem-not-publishable': 'item {} cannot be published as problem',
    'result-not-publishable': 'item {} cannot be published as result',
    'item-named-twice': 'item {} is named twice (R-069)',
    'item-not-to-extend': 'the item does not await rectification',
    'date-not-later': 'the new date must be later than the present one',
    'no-extension-for-item': 'no extension was asked for item {}',
    'own-answer-is-reached': 'a complainant who says so was reached',
    'score-without-reach': 'a score is given by those who were reached, and by nobody else',
    'satisfaction-without-reach': 'whether they are satisfied is said by those who were reached, and by nobody else',
    'no-such-unsealing': 'this request does not wait for a decision',
    'officials-already-named': 'they are named already, and kept from the case',
    'merged-into-itself': 'a complaint is not merged into itself',
    'target-merged-itself': '{} is merged into {} itself',
    'visit-in-the-future': 'a visit is recorded after it was made',
    'visit-before-period': 'the visit lies before {}, the day the period began',
    'too-few-inspectors': 'a site check is made by {} inspectors',
    'filing-in-the-future': 'a filing is recorded after it was made',
    'site-check-missing': 'a filing is confirmed after its site check (R-005)',
    'site-check-differs': 'the site check found differences (R-005)',
    'correction-without-check': 'a correction follows a site check (R-005)',
    'recorded-before-it-happened': 'it is recorded after it happened',
    'agreement-not-ended': 'where service ends for good the agreement with the resident ends, too (R-191)',
    'fewer-than-placed': '{} residents are placed already',
    'no-such-disposal': 'this disposal is not one that was stopped',
    'transition-not-begun': 'the transition period begins on {}',
    'residents-not-placed': '{} residents are still to be placed (R-191)',
    'disposal-missing': 'the disposal of its property is to be recorded first (R-192)',
    'disposal-stopped': 'disposals that were stopped are to be put right first: {} (R-192)',
    'still-time-to-file': 'the institution still has time to file, or was not urged to (R-015)',
  },
  'cap-reached': {
    'returned-too-often': 'a case is returned at most {} times',
    'extended-too-often': 'item {} was extended {} times',
    'reopened-once-already': 'reopening is asked for once',
  },
} as const satisfies Record<string, Record<string, string>>;

/** The class of a refusal. */
export type RefusalCode = keyof typeof REASONS;
/** The code of a reason; each belongs to one class. */
export type Reason = { [C in RefusalCode]: keyof (typeof REASONS)[C] }[RefusalCode];

const CLASSES = Object.entries(REASONS) as [RefusalCode, Record<string, string>][];

/** The codes of all reasons. */
export const REASON_CODES = CLASSES.flatMap(([, reasons]) => Object.keys(reasons)) as Reason[];

const KNOWN = Object.fromEntries(
  CLASSES.flatMap(([code, reasons]) => Object.entries(reasons).map(([reason, sentence]) => [reason, { code, sentence }])),
) as Record<Reason, { code: RefusalCode; sentence: string }>;

/** The class of a reason, and its sentence with `{}` for what it is about. */
export const reasonOf = (reason: Reason): { code: RefusalCode; sentence: string } => KNOWN[reason];
