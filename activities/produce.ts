import type { Effects } from '../casebook/effects.ts';
import type { People } from '../casebook/people.ts';
import type { DocumentKind } from '../domain/documents.ts';
import type { ContentStore } from '../storage/store.ts';
import { type DocumentFacts, render } from './documents/index.ts';
import { closingReport } from './facts/closing-report.ts';
import * as complaint from './facts/complaint.ts';
import * as filingCheck from './facts/filing-check.ts';
import * as rectification from './facts/rectification.ts';
import { referralLetter } from './facts/referral.ts';
import { namesAround, type Source } from './facts/source.ts';
import type { DocumentOfCase } from './index.ts';

const MAX_BYTES = 5 * 1024 * 1024;

/** Where the facts of each kind come from; a kind without a source does not compile. */
const FACTS: { [K in DocumentKind]: (source: Source) => DocumentFacts[K] } = {
  ...rectification,
  ...complaint,
  ...filingCheck,
  referralLetter,
  closingReport,
};

/** Makes the document that an event asks for, stores it and lists it on the case; does nothing when that was done before. */
export async function produceDocument(
  { caseNo, seq, kind }: DocumentOfCase,
  { effects, store, people }: { effects: Effects; store: ContentStore; people: People },
): Promise<void> {
  const effect = `produce:${kind}`;
  if (await effects.isDone(caseNo, seq, effect)) return;
  const event = await effects.event(caseNo, seq);
  const around = await effects.around(event, seq);
  const { title, html } = written(kind, { event, around, name: await namesAround(event, around, people) });
  const { sha256, bytes } = await store.put(Buffer.from(html), { maxBytes: MAX_BYTES });
  await effects.keepDocument(caseNo, seq, effect, { kind, title, sha256, bytes, mediaType: 'text/html' });
}

const written = <K extends DocumentKind>(kind: K, source: Source) => render(kind, FACTS[kind](source));
