import type { Effects } from '../casebook/effects.ts';
import type { ContentStore } from '../storage/store.ts';
import type { DocumentOfCase } from './index.ts';

export async function produceDocument(
  { caseNo, seq, kind }: DocumentOfCase,
  { effects, store }: { effects: Effects; store: ContentStore },
): Promise<void> {
  const { sha256, bytes } = await store.put(Buffer.from(`${caseNo} ${seq} ${kind}`), { maxBytes: 1000 });
  await effects.keepDocument(caseNo, seq, `produce:${kind}`, { kind, title: kind, sha256, bytes, mediaType: 'text/html' });
}
