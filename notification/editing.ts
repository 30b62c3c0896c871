import { compose, isDiscreet, type Language, WORDINGS } from './templates.ts';
import { type Composed, type EventName, type MessageFields, type Placeholder, withoutSign } from './wording.ts';

/** Words that an administrator put in place of the product's own, with `{{field}}` where a message differs. */
export interface EditedTemplate {
  subject: string;
  body: string;
}

const EVERY = ['caseNo', 'caseType', 'institution', 'stage', 'dueOn'] as const;
type Field = (typeof EVERY)[number] | 'workingDaysLeft' | 'decision' | 'otherCaseNo' | 'department' | 'link' | 'document' | 'verifyAt';

/** What an event knows beside what all of them do. */
const MORE: Partial<Record<EventName, readonly Field[]>> = {
  'rung.remind': ['workingDaysLeft'],
  'rung.overdue': ['workingDaysLeft'],
  'rung.supervise': ['workingDaysLeft'],
  'rung.refer': ['workingDaysLeft', 'department', 'otherCaseNo'],
  'rung.urge': ['workingDaysLeft'],
  'rung.propose': ['workingDaysLeft'],
  'rung.circulate': ['workingDaysLeft', 'department'],
  extensionDecided: ['decision'],
  verified: ['decision'],
  transferred: ['department'],
  merged: ['otherCaseNo'],
  letterIssued: ['department', 'link'],
  letterAnswered: ['department'],
  documentIssued: ['document', 'verifyAt'],
};

/** The fields that a template of this event may use: none of them is about a person. */
export const fieldsOf = (event: EventName): readonly Field[] =>
  [...EVERY, ...(MORE[event] ?? [])].filter((field) => field !== 'institution' || !isDiscreet(event));

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What is named in a text and no field of the event. */
export function unknownIn(event: EventName, text: string): string[] {
  const known: readonly string[] = fieldsOf(event);
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))].filter((name) => !known.includes(name));
}

/** Writes a message with an administrator's words. A line about something that is not known is left out, as in the product's own. */
export function fill(event: EventName, { subject, body }: EditedTemplate, fields: MessageFields, language: Language): Composed {
  const all = valuesOf(fields, language);
  const values = new Map<string, string | undefined>(fieldsOf(event).map((field) => [field, all[field]]));
  const filled = (line: string) => line.replaceAll(PLACEHOLDER, (_, name: string) => values.get(name) ?? '');
  const whole = (line: string) => [...line.matchAll(PLACEHOLDER)].every(([, name = '']) => values.get(name) !== undefined);
  const text = body.split('\n').filter(whole).map(filled).join('\n');
  return { subject: filled(subject).replaceAll(/\s+/g, ' ').trim(), text: text.endsWith('\n') ? text : `${text}\n` };
}

function valuesOf(fields: MessageFields, language: Language): Record<Field, string | undefined> {
  const { caseNo, caseType, institution, stage, dueOn, workingDaysLeft, otherCaseNo, department, link, document, verifyAt } = fields;
  const { day, decision } = WORDINGS[language];
  return {
    caseNo,
    caseType,
    institution,
    stage,
    dueOn: dueOn === undefined ? undefined : day(dueOn),
    workingDaysLeft: workingDaysLeft === undefined ? undefined : String(withoutSign(workingDaysLeft)),
    decision: decision(fields),
    otherCaseNo,
    department,
    link,
    document,
    verifyAt,
  };
}

const marked = (field: string): Placeholder => `{{${field}}}`;

/** The product's own words of an event as a template that can be edited. */
export function ownWords(event: EventName, language: Language): EditedTemplate {
  const { decision: _, workingDaysLeft: __, ...marks } = Object.fromEntries(fieldsOf(event).map((field) => [field, marked(field)]));
  const fields = { caseNo: marked('caseNo'), caseType: marked('caseType'), ...marks, workingDaysLeft: marked('workingDaysLeft') };
  const { subject, text } = compose(event, fields, language);
  return { subject, body: text };
}

/** A message of the kind as people will get it, to look at before a template counts. */
export const SAMPLE: Record<Language, MessageFields> = {
  'zh-CN': {
    caseNo: 'ZG-532626-2026-000017',
    caseType: '隐患整改',
    institution: '锦屏养老院',
    stage: '待整改',
    dueOn: '2026-03-10',
    workingDaysLeft: 2,
    granted: true,
    otherCaseNo: 'YS-532626-2026-000018',
    department: '消防救援大队',
    link: 'https://anlao.example/portal/letters/…',
    document: '整改通知书（丘北民整通〔2026〕12号）',
    verifyAt: 'https://anlao.example/portal/verify/…',
  },
  en: {
    caseNo: 'ZG-532626-2026-000017',
    caseType: 'Rectification',
    institution: 'Jinping Home',
    stage: 'To be rectified',
    dueOn: '2026-03-10',
    workingDaysLeft: 2,
    granted: true,
    otherCaseNo: 'YS-532626-2026-000018',
    department: 'Fire rescue',
    link: 'https://anlao.example/portal/letters/…',
    document: '整改通知书（丘北民整通〔2026〕12号）',
    verifyAt: 'https://anlao.example/portal/verify/…',
  },
};
