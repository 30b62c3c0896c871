import { randomUUID } from 'node:crypto';
import { CASE_TYPE } from '../domain/case-types.ts';
import { isServed } from '../domain/documents.ts';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import type { Advance, CaseType } from '../domain/kernel/index.ts';
import type { Letter } from '../domain/letters.ts';
import { defaultPolicy } from '../domain/policy/index.ts';
import { waitsUntil } from '../domain/quiet-hours.ts';
import { dayBefore, dayOf } from '../domain/working-days.ts';
import type { Language } from '../notification/templates.ts';
import type { MessageFields } from '../notification/wording.ts';
import type { Departments } from './departments.ts';
import type { Endpoint, Endpoints } from './endpoints.ts';
import type { Law } from './law.ts';
import { markOf } from './letter-links.ts';
import type { People, Person } from './people.ts';
import type { Templates } from './templates.ts';
import type { QueuedNotification } from './write.ts';

export interface MailroomDeps {
  people: People;
  law: Law;
  endpoints: Endpoints;
  templates: Templates;
  departments: Departments;
  /** Whether e-mail is sent at all. */
  email: boolean;
  now?: () => number;
}

const LETTER = 'letterIssued';
const NO_ADDRESS = 'the register of departments has no e-mail address for this department';
const NO_MAIL = 'e-mail is not set up; hand the letter over with a link of its own';

type Tell = Advance['step']['tells'][number];
type Told = Record<string, string | number>;

/** A document as messages tell of it. */
export interface IssuedDocument {
  id: string;
  kind: string;
  title: string;
  documentNo: string;
}

/** One message before it has words: to whom, by what. */
interface Addressed {
  key: string;
  recipient: string;
  channel: QueuedNotification['channel'];
  address: string | null;
  language: Language;
  details?: Record<string, unknown>;
}

/** Writes and addresses the messages about a case: what a template may know of it, and nothing about any person who complained. */
export class Mailroom {
  private readonly deps: Required<MailroomDeps>;

  constructor(deps: MailroomDeps) {
    this.deps = { now: Date.now, ...deps };
  }

  /** Messages about a step, addressed: one key for each event, recipient and channel. */
  async messages(file: CaseFile, seq: number, tells: readonly Tell[]): Promise<QueuedNotification[]> {
    const all = await Promise.all(tells.map((tell) => this.told(file, `${seq}:${tell.event}`, tell)));
    return all.flat();
  }

  /** Messages that a document lies ready: to the institution when it is addressed to it, and to the owner. Of a referral only its own messages tell. */
  async document(file: CaseFile, { id, kind, title, documentNo }: IssuedDocument, verifyAt: string): Promise<QueuedNotification[]> {
    if (file.type === 'referral' || file.anonymised) return [];
    const to: Tell['to'] = isServed(kind) ? ['institution', 'owner'] : ['owner'];
    const data = { document: `${title}（${documentNo}）`, verifyAt };
    return this.told(file, `document:${id}`, { event: 'documentIssued', to, data }, { documentId: id, kind, documentNo, verifyAt });
  }

  private async told(file: CaseFile, mark: string, { event, to, data = {} }: Tell, more: object = {}): Promise<QueuedNotification[]> {
    const undisclosed = (CASE_TYPE[file.type] as CaseType).disclosedAt?.(file) === undefined;
    const people = await this.deps.people.reached(undisclosed ? to.filter((r) => r !== 'institution') : to, file);
    const reaching = await this.deps.endpoints.reaching(file, event, people);
    const key = (recipient: string, by: string) => `${file.caseNo}:${mark}:${recipient}:${by}`;
    const addressed = [
      ...people.flatMap((person) => this.toPerson(person, key)),
      ...reaching.flatMap(({ endpoint, to: reached }) => toEndpoint(endpoint, reached, key)),
    ].map((one) => ({ ...one, details: { ...one.details, ...more } }));
    return this.written(file, event, await this.impersonal(data, file.division), addressed);
  }

  /** With the department's own name, or none: people write all kinds of things where a department is asked for. */
  private async impersonal(data: Told, division: string): Promise<Told> {
    const { department, ...rest } = data;
    if (typeof department !== 'string') return data;
    const { name } = await this.deps.departments.meant(department, division);
    return name === undefined ? rest : { ...rest, department: name };
  }

  /** Letters to departments: by mail to the address in the register, and to the systems that departments have. */
  async letters(file: CaseFile, seq: number, letters: readonly Letter[]): Promise<QueuedNotification[]> {
    const all = await Promise.all(letters.map((letter) => this.letter(file, seq, letter)));
    return all.flat();
  }

  private async letter(file: CaseFile, seq: number, letter: Letter): Promise<QueuedNotification[]> {
    const { replyBefore } = letter;
    const { code, name: department, contact } = await this.deps.departments.meant(letter.department, file.division);
    const systems = await this.deps.endpoints.ofDepartment(file, LETTER, code);
    const address = contact?.email ?? null;
    const mail = { channel: 'email' as const, address, language: 'zh-CN' as const, key: `${file.caseNo}:${seq}:letter:${letter.no}:email` };
    const why = this.deps.email ? (address ? undefined : NO_ADDRESS) : NO_MAIL;
    const posts = systems.map(({ id, channel, language }) => ({
      ...{ channel, address: id, language },
      key: `${file.caseNo}:${seq}:letter:${letter.no}:${id}`,
    }));
    const addressed = (systems.length > 0 && why ? posts : [mail, ...posts]).map((to) => ({
      ...to,
      recipient: `department:${code}`,
      details: { department: department ?? null, letterNo: letter.no, replyBefore: replyBefore ?? null, language: to.language },
    }));
    const written = await Promise.all(
      addressed.map((to) => this.written(file, LETTER, { department, dueOn: replyBefore, link: markOf(randomUUID()) }, [to])),
    );
    return written.flat().map((message) => (message.channel === 'email' && why ? { ...message, error: why } : message));
  }

  /** The letter once more, to an address that an officer gives. */
  async letterAgain(file: CaseFile, letter: Letter, to: { email: string; linkId: string }): Promise<QueuedNotification[]> {
    const { no: letterNo, replyBefore } = letter;
    const { code, name: department } = await this.deps.departments.meant(letter.department, file.division);
    const key = `${file.caseNo}:letter:${letterNo}:${to.linkId}`;
    const details = { department: department ?? null, letterNo, replyBefore: replyBefore ?? null, language: 'zh-CN' };
    const mail = {
      key,
      channel: 'email' as const,
      address: to.email,
      language: 'zh-CN' as const,
      recipient: `department:${code}`,
      details,
    };
    return this.written(file, LETTER, { department, dueOn: replyBefore, link: markOf(to.linkId) }, [mail]);
  }

  /** Whether mail is sent at all. */
  get sendsMail(): boolean {
    return this.deps.email;
  }

  private toPerson({ id, email, language = 'zh-CN' }: Person, key: (recipient: string, by: string) => string): Addressed[] {
    const to = { recipient: id, language, details: { language } };
    const inbox: Addressed = { ...to, key: key(id, 'inbox'), channel: 'inbox', address: null };
    return this.deps.email && email ? [inbox, { ...to, key: key(id, 'email'), channel: 'email', address: email }] : [inbox];
  }

  /** Puts words to messages about one event. */
  async written(file: CaseFile, event: string, data: Told | Partial<MessageFields>, addressed: Addressed[]): Promise<QueuedNotification[]> {
    if (addressed.length === 0) return [];
    const dueAt = firstDue(file);
    const [notBefore, ...texts] = await Promise.all([
      this.leavesAt(file, event, dueAt),
      ...addressed.map(({ language, channel }) =>
        this.deps.templates.write(event, { ...fieldsOf(file, dueAt, language), ...data }, language, channel === 'events' ? 'any' : channel),
      ),
    ]);
    return addressed.map(({ language: _, details = {}, ...message }, i) => ({
      ...message,
      event,
      details,
      notBefore: message.channel === 'inbox' ? null : notBefore,
      subject: texts[i]?.subject ?? '',
      body: texts[i]?.text ?? '',
    }));
  }

  /** When the message may leave, where it has to wait for the morning. */
  private async leavesAt(file: CaseFile, event: string, dueAt: number | undefined): Promise<string | null> {
    const { law, now } = this.deps;
    const [policy, calendar] = await Promise.all([law.policyFor(file.division), law.calendar()]);
    const at = waitsUntil({ event, now: now(), dueAt }, policy.messages ?? defaultPolicy.messages, calendar);
    return at === undefined ? null : new Date(at).toISOString();
  }
}

/** A gateway is told of each person; a group's robot once, whoever of the group is meant. */
function toEndpoint({ id, channel, language }: Endpoint, people: Person[], key: (recipient: string, by: string) => string): Addressed[] {
  const by = { channel, address: id, language };
  if (channel !== 'webhook') return [{ ...by, recipient: `webhook:${id}`, key: key('all', id), details: { language } }];
  return people.map((person) => ({
    ...by,
    recipient: person.id,
    key: key(person.id, id),
    details: { language, role: person.role, ...(person.phone ? { phone: person.phone } : {}) },
  }));
}

const firstDue = (file: CaseFile): number | undefined => {
  const first = Object.values(file.deadlines).reduce((least, d) => Math.min(least, d.dueAt), Number.POSITIVE_INFINITY);
  return Number.isFinite(first) ? first : undefined;
};

/**
 * What a message may say of a case. Of an institution that a complainant only described it says nothing: their words may tell who they are.
 */
function fieldsOf({ caseNo, type, institution, stage }: CaseFile, dueAt: number | undefined, language: Language): MessageFields {
  const { title, stageTitles } = CASE_TYPE[type];
  const tongue = language === 'en' ? 'en' : 'zh';
  const named = institution && (institution.id !== undefined || (type !== 'complaint' && type !== 'referral'));
  return {
    caseNo,
    caseType: title[tongue],
    institution: named ? institution.name : undefined,
    stage: stageTitles[stage]?.[tongue] ?? stage,
    dueOn: dueAt === undefined ? undefined : dayBefore(dayOf(dueAt)),
  };
}
