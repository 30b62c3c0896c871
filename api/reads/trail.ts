import { ChainCheck } from '../../audit/chain-check.ts';
import { type CaseHead, EVENTS, HEADS, inSnapshot, type RecordedEvent } from '../../audit/recorded.ts';
import type { CaseFile } from '../../domain/kernel/case-file.ts';
import type { Deps } from '../deps.ts';

/** Follows the log of one case from its first event to its file, as the audit does, in one view of the database. */
export async function trailOf({ pool }: Deps, { caseNo }: CaseFile) {
  const check = new ChainCheck(caseNo);
  return inSnapshot(pool, async (client) => {
    const events = await client.query<RecordedEvent>(`${EVENTS} WHERE case_no = $1 ORDER BY seq`, [caseNo]);
    const heads = await client.query<CaseHead>(`${HEADS} WHERE case_no = $1`, [caseNo]);
    for (const event of events.rows) check.add(event);
    const broken = check.end(heads.rows[0]);
    return {
      events: events.rows.length,
      intact: !broken,
      broken: broken ? { seq: broken.seq ?? null, what: broken.what, why: broken.why } : null,
    };
  });
}
