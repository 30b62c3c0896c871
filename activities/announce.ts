import type { Unprinted } from '../casebook/documents.ts';
import type { Effects } from '../casebook/effects.ts';
import type { Mailroom } from '../casebook/mailroom.ts';

/** Tells those whom it concerns that a document is there. Safe to repeat: it is noted once per document, and a message has one key. */
export const announcing =
  ({ effects, mailroom }: { effects: Effects; mailroom: Mailroom }) =>
  async (document: Unprinted, verifyAt: string): Promise<void> => {
    const { id, caseNo, seq } = document;
    const { file } = await effects.event(caseNo, seq);
    await effects.told(caseNo, [{ seq, effect: `announce:${id}`, notifications: await mailroom.document(file, document, verifyAt) }]);
  };
