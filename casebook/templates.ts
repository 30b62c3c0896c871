import type { Pool } from 'pg';
import { type EditedTemplate, fieldsOf, fill, SAMPLE } from '../notification/editing.ts';
import { compose, isEventName, type Language } from '../notification/templates.ts';
import type { Composed, EventName, MessageFields } from '../notification/wording.ts';
import { cached } from './cached.ts';

export { ownWords, unknownIn } from '../notification/editing.ts';
export { EVENTS } from '../notification/wording.ts';
export const LANGUAGES = ['zh-CN', 'en'] as const satisfies Language[];

/** The fields that a template of the event may use. */
export const usableFields = (event: EventName): string[] => [...fieldsOf(event)];

/** A message as people would get it, with these words or with the product's own. */
export const preview = (event: EventName, language: Language, words?: EditedTemplate): Composed =>
  words ? fill(event, words, SAMPLE[language], language) : compose(event, SAMPLE[language], language);

/** Ways by which a message is worded; `any` holds for all that have no words of their own. */
export const WORDED = ['any', 'inbox', 'email', 'webhook', 'dingtalk', 'wecom'] as const;
export type Worded = (typeof WORDED)[number];

const NEWEST = `SELECT DISTINCT ON (event, language, channel) event, language, channel, subject, body FROM message_template
  ORDER BY event, language, channel, version DESC`;
const place = (event: string, language: string, channel: string): string => `${event}/${language}/${channel}`;

/** The words of every message: an administrator's, and where there are none the product's own. Knows a change within `ttlMs`. */
export class Templates {
  private readonly edited: ReturnType<typeof cached<Map<string, EditedTemplate>>>;

  constructor(pool: Pool, ttlMs = 5_000) {
    this.edited = cached(async () => {
      const { rows } = await pool.query<{ event: string; language: string; channel: string } & EditedTemplate>(NEWEST);
      const set = rows.filter(({ subject }) => subject !== null);
      return new Map(set.map(({ event, language, channel, subject, body }) => [place(event, language, channel), { subject, body }]));
    }, ttlMs);
  }

  drop(): void {
    this.edited.drop();
  }

  /** The administrator's words for this event, language and channel, when there are any. */
  async editedFor(event: string, language: Language, channel: Worded): Promise<EditedTemplate | undefined> {
    const edited = await this.edited.get();
    return edited.get(place(event, language, channel)) ?? edited.get(place(event, language, 'any'));
  }

  /** Writes a message. */
  async write(event: string, fields: MessageFields, language: Language, channel: Worded): Promise<Composed> {
    const edited = isEventName(event) ? await this.editedFor(event, language, channel) : undefined;
    return edited && isEventName(event) ? fill(event, edited, fields, language) : compose(event, fields, language);
  }
}
