import { type CaseFile, governing } from '../../domain/kernel/case-file.ts';
import type { LedgerDay } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';

interface Shown {
  /** seq of the first event whose dates are shown. */
  from?: number;
  /** Which dates are shown, by what they await. */
  fits?: (date: { awaits: string }) => boolean;
}

/** The dates that run, with the ledgers that explain them; at the top the one the case is judged by; and those it had before, newest first. */
export async function deadlinesOf({ prisma }: Deps, file: CaseFile, { from = 0, fits = () => true }: Shown = {}) {
  const rows = await prisma.caseDeadline.findMany({
    where: { caseNo: file.caseNo, seq: { gte: from } },
    orderBy: [{ seq: 'desc' }, { id: 'asc' }],
  });
  const newest = new Map(rows.toReversed().map((row) => [row.id, row.seq]));
  const all = rows.filter(fits).map(({ id, name, awaits, statutory, dueAt, provisional, seq, ledger }) => ({
    id,
    name,
    awaits,
    statutory,
    dueAt: dueAt.toISOString(),
    provisional,
    setBy: seq,
    ledger: ledger as unknown as LedgerDay[],
  }));
  const runs = (d: { id: string; setBy: number }) => d.id in file.deadlines && newest.get(d.id) === d.setBy;
  const deadlines = all.filter(runs);
  const governs = deadlines.find((d) => d.id === governing(file)?.id);
  return {
    dueAt: governs?.dueAt ?? null,
    provisional: governs?.provisional ?? false,
    ledger: governs?.ledger ?? [],
    deadlines,
    suspensions: file.suspensions.map(({ from, to, actNo, ground }) => ({ from, ...(to ? { to } : {}), actNo, ground })),
    history: all.filter((d) => !runs(d)),
  };
}
