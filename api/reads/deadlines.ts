import { type CaseFile, governing } from '../../domain/kernel/case-file.ts';
import type { LedgerDay } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';

/** Every date the case ever had, newest first for each, with the ledger that explains it; at the top the one that governs now. */
export async function deadlinesOf({ prisma }: Deps, file: CaseFile) {
  const rows = await prisma.caseDeadline.findMany({ where: { caseNo: file.caseNo }, orderBy: [{ seq: 'desc' }, { id: 'asc' }] });
  const governs = governing(file);
  const newest = new Set<string>();
  const deadlines = rows.map((row) => {
    const running = row.id in file.deadlines && !newest.has(row.id);
    newest.add(row.id);
    const { id, name, awaits, statutory, provisional } = row;
    const ledger = row.ledger as unknown as LedgerDay[];
    return { id, name, awaits, statutory, dueAt: row.dueAt.toISOString(), provisional, running, setBy: row.seq, ledger };
  });
  const top = deadlines.find((d) => d.id === governs?.id) ?? deadlines[0];
  return {
    dueAt: governs ? (top?.dueAt ?? null) : null,
    provisional: top?.provisional ?? false,
    ledger: top?.ledger ?? [],
    deadlines,
    suspensions: file.suspensions.map((s) => ({ ...s })),
  };
}
