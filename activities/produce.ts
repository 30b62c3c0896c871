import type { Effects } from '../casebook/effects.ts';
import type { DocumentKind } from '../domain/documents.ts';
import type { ContentStore } from '../storage/store.ts';
import { type DocumentFacts, render } from './documents/index.ts';
import * as others from './facts/others.ts';
import * as rectification from './facts/rectification.ts';
import type { Source } from './facts/source.ts';
import type { DocumentOfCase } from './index.ts';

const MAX_BYTES = 5 * 1024 * 1024;

/** Where the facts of each kind come from; a kind without a source does not compile. */
const FACTS: { [K in DocumentKind]: (source: Source) => DocumentFacts[K] } = { ...rectification, ...others };

/** Makes the document that an event asks for, stores it and lists it on the case; does nothing when that was done before. */
export async function produceDocument(
  { caseNo, seq, kind }: DocumentOfCase,
  { effects, store }: { effects: Effects; store: ContentStore },
): Promise<void> {
  const effect = `produce:${kind}`;
  if (await effects.isDone(caseNo, seq, effect)) return;
  const event = await effects.event(caseNo, seq);
  const around = await effects.around(event, seq);
  const source: Source = { event, around, name: (id) => (id === undefined ? '' : (around.names[id] ?? id)) };
  const { title, html } = written(kind, source);
  const { sha256, bytes } = await store.put(Buffer.from(html), { maxBytes: MAX_BYTES });
  await effects.keepDocument(caseNo, seq, effect, { kind, title, sha256, bytes, mediaType: 'text/html' });
}

const written = <K extends DocumentKind>(kind: K, source: Source) => render(kind, FACTS[kind](source));
