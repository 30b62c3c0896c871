import type { Pool } from 'pg';
import { type CasesChecked, checkCase, checkCases } from './cases.ts';
import type { Break } from './chain-check.ts';
import { checkLedger, type LedgerChecked } from './ledger.ts';

/** What a verification looked at and found; the trail holds when `breaks` is empty. */
export interface AuditReport extends CasesChecked, Omit<LedgerChecked, 'breaks'> {
  ok: boolean;
}

export interface VerifyOptions {
  /** Only this case, and the days on which it was written to. */
  caseNo?: string;
  onProgress?: (text: string) => void;
}

/** Checks the trail: the chain of every case, the file that each led to, and the ledger of the days. Reads only. */
export async function verifyTrail(pool: Pool, { caseNo, onProgress = () => undefined }: VerifyOptions = {}): Promise<AuditReport> {
  const chains =
    caseNo === undefined
      ? await checkCases(pool, ({ cases, events }) => onProgress(`${cases} cases, ${events} events`))
      : await checkCase(pool, caseNo);
  const only = 'days' in chains ? { only: chains.days as Set<string> } : {};
  const ledger = await checkLedger(pool, { ...only, onProgress: (days) => onProgress(`${days} days`) });
  const breaks = [...chains.breaks, ...unknownCase(chains, caseNo), ...ledger.breaks];
  const { cases, events, further } = chains;
  return { ...ledger, cases, events, further, breaks, ok: breaks.length === 0 };
}

function unknownCase({ cases, events }: CasesChecked, caseNo: string | undefined): Break[] {
  if (caseNo === undefined || cases + events > 0) return [];
  return [{ caseNo, what: 'noFile', why: 'there is no such case, and not one event of it' }];
}

/** A break in one line: where, and why. */
export function wordsOf({ caseNo, seq, day, why }: Break): string {
  const where = [day === undefined ? '' : `day ${day}`, caseNo, seq === undefined ? '' : `event ${seq}`];
  return `${where.filter(Boolean).join(', ') || 'the file'}: ${why}`;
}
