import type { Documents, Draft } from '../casebook/documents.ts';
import type { Effects, EventOfCase } from '../casebook/effects.ts';
import type { People } from '../casebook/people.ts';
import type { DocumentKind } from '../domain/documents.ts';
import type { FilingCheckFile } from '../domain/filing-check.ts';
import { type DocumentTask, effectOf } from '../domain/kernel/task.ts';
import type { RectificationFile, VerifyInput } from '../domain/rectification.ts';
import { dayOf } from '../domain/working-days.ts';
import type { DocumentFacts } from './documents/index.ts';
import { titleOf } from './documents/titles.ts';
import { closingReport } from './facts/closing-report.ts';
import * as complaint from './facts/complaint.ts';
import * as filingCheck from './facts/filing-check.ts';
import {
  acceptanceRecord,
  asked,
  departmentNotice,
  extensionDecision,
  jointEnforcementLetter,
  notified,
  ordered,
  rectificationNotice,
  rectificationOrder,
  signOffRecord,
  supervisionRecord,
  suspensionOrder,
} from './facts/rectification.ts';
import { referralLetter } from './facts/referral.ts';
import { namesAround, type Source } from './facts/source.ts';
import type { DocumentOfCase } from './index.ts';

/** Where the facts of each kind come from; a kind without a source does not compile. `no` tells several of one kind apart. */
const FACTS: { [K in DocumentKind]: (source: Source, no: number) => DocumentFacts[K] } = {
  acceptanceRecord,
  departmentNotice,
  extensionDecision,
  jointEnforcementLetter,
  rectificationNotice,
  rectificationOrder,
  signOffRecord,
  supervisionRecord,
  suspensionOrder,
  ...complaint,
  ...filingCheck,
  referralLetter,
  closingReport,
};

/** How many of a kind are made where it is not one: a letter for each department; none where there is nothing to say. */
const HOW_MANY: Partial<Record<DocumentKind, (source: Source) => number>> = {
  acceptanceRecord: ({ event }) => ((event.data as Partial<VerifyInput>).verdicts?.length ? 1 : 0),
  rectificationOrder: (source) => (ordered(source).length > 0 ? 1 : 0),
  departmentNotice: (source) => notified(source).length,
  supervisionRecord: ({ event }) => ((event.file as Partial<RectificationFile>).source === 'inspection' ? 1 : 0),
  jointEnforcementLetter: (source) => asked(source).length,
  filingCommitment: ({ event }) => ((event.file as FilingCheckFile).commitment ? 1 : 0),
};

/** What belongs to a document and is issued with it. */
const WITH: Partial<Record<DocumentKind, DocumentKind[]>> = {
  rectificationNotice: ['rectificationOrder', 'departmentNotice', 'supervisionRecord'],
};

interface Office {
  effects: Effects;
  documents: Documents;
  people: People;
}

/** Issues the documents that a task asks for. Does nothing when that was done before. @throws NoSuchCase */
export const produceDocuments = async ({ caseNo, ...task }: DocumentOfCase, office: Office): Promise<void> =>
  issueAbout([{ event: await office.effects.event(caseNo, task.seq), task }], office);

/** A document that is asked for, and the event that it is about. */
export interface Asked {
  event: EventOfCase;
  task: DocumentTask;
}

/**
 * Issues the documents that tasks of one case ask for about its events: numbers and facts are written down with the note that it was done, and
 * printed afterwards (press.ts). What lists the documents of the case is issued when they are. Does nothing where that was done before.
 */
export async function issueAbout(asked: readonly Asked[], office: Office): Promise<void> {
  const open = asked.filter(({ event, task }) => !event.done.includes(effectOf(task)));
  const lists = ({ task }: Asked) => task.kind === 'closingReport';
  for (const some of [open.filter((one) => !lists(one)), open.filter(lists)]) if (some.length > 0) await issueTogether(some, office);
}

async function issueTogether(asked: readonly Asked[], { effects, documents, people }: Office): Promise<void> {
  const [{ event: first }] = asked as [Asked];
  const surroundings = await effects.around(asked.map(({ event }) => event));
  const issues = asked.map(async ({ event, task }) => {
    const around = surroundings(event);
    const source = { event, around, name: await namesAround(event, around, people) };
    const drafts = [task.kind, ...(WITH[task.kind] ?? [])].flatMap((kind) => draftsOf(kind, source));
    return { seq: task.seq, effect: effectOf(task), issuedOn: dayOf(event.at), drafts };
  });
  const { bureau, division } = surroundings(first);
  await documents.issue({ caseNo: first.file.caseNo, division: { code: bureau, name: division } }, await Promise.all(issues));
}

const draftsOf = (kind: DocumentKind, source: Source): Draft[] =>
  Array.from({ length: HOW_MANY[kind]?.(source) ?? 1 }, (_, no) => draft(kind, source, no));

function draft<K extends DocumentKind>(kind: K, source: Source, no: number): Draft {
  const facts = FACTS[kind](source, no);
  return { kind, itemNo: no, title: titleOf(kind, facts), facts };
}
