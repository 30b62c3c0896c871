import { en } from './templates-en.ts';
import { zhCN } from './templates-zh.ts';
import type { Composed, EventName, MessageFields, Wording } from './wording.ts';

/** The languages a message can be written in; Chinese is the one that is always there. */
export type Language = 'zh-CN' | 'en';

/** Each language with its words. */
export const WORDINGS: Record<Language, Wording> = { 'zh-CN': zhCN, en };

/** Whether a message of the event keeps the institution to itself. */
export const isDiscreet = (event: EventName): boolean => WORDINGS['zh-CN'].templates[event].discreet === true;

/** Whether an event has words of its own. */
export const isEventName = (event: string): event is EventName => Object.hasOwn(zhCN.templates, event);

/**
 * Writes the message of an event. It never fails: a field that is not known leaves its sentence out, and an event without words
 * of its own is told as `progress`, because a step of a case must not be lost to a missing text.
 */
export function compose(event: string, fields: MessageFields, language: Language = 'zh-CN'): Composed {
  const wording = WORDINGS[language];
  const { subject, lines, discreet = false } = wording.templates[isEventName(event) ? event : 'progress'];
  const text = [...lines(fields), '', ...wording.about(fields, discreet), '', wording.footer].filter((line) => line !== undefined);
  return { subject: oneLine(wording.subject(subject(fields), fields, discreet)), text: `${text.join('\n')}\n` };
}

/** Names come from imports and may hold line breaks; a subject is one line. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
