import type { Row } from './mapping.ts';
import { emptyReport, type Fate, NotTaken, type OnProgress, type Report } from './report.ts';
import type { NumberedRow } from './rows.ts';

export interface RunOptions {
  source: string;
  rows: AsyncIterable<NumberedRow>;
  /** The number that the source knows the row by. */
  numberOf: (row: Row) => string;
  /** Takes one row. @throws NotTaken */
  take: (numbered: NumberedRow, number: string, report: Report) => Promise<Fate>;
  /** Called after each row that was dealt with, with the share of the file that is read (0 to 1). */
  onProgress?: OnProgress;
  /** Rows dealt with at once. */
  parallel?: number;
}

const LONGEST_NUMBER = 200;

/** Deals with every row, several at a time, but the rows of one number one after the other. A fault of the database ends the run; it may be repeated. */
export async function run({ source, rows, numberOf, take, onProgress = () => undefined, parallel = 8 }: RunOptions): Promise<Report> {
  const report = emptyReport(source);
  const busy = new Map<string, Promise<void>>();
  const all = new Set<Promise<void>>();
  let fault: unknown;
  const one = async (numbered: NumberedRow, number: string, before: Promise<void> | undefined) => {
    await before;
    try {
      const fate = await take(numbered, number, report);
      if (fate === 'duplicate') report.duplicates += 1;
      else report[fate] += 1;
    } catch (error) {
      if (error instanceof NotTaken) report.notTaken.push({ line: numbered.line, reason: error.message });
      else fault ??= error;
    }
    await Promise.resolve()
      .then(() => onProgress(report, numbered.part))
      .catch((error: unknown) => {
        fault ??= error;
      });
  };
  for await (const numbered of untilFault(rows, (error) => {
    fault ??= error;
  })) {
    if (fault !== undefined) break;
    report.rows += 1;
    const number = numberOf(numbered.row);
    if (Object.values(numbered.row).every((v) => v.trim() === '')) {
      report.notTaken.push({ line: numbered.line, reason: 'the row is blank' });
      continue;
    }
    if (number === '') {
      report.notTaken.push({ line: numbered.line, reason: 'the row has no number of the source' });
      continue;
    }
    if (number.length > LONGEST_NUMBER) {
      report.notTaken.push({ line: numbered.line, reason: `the number of the source is longer than ${LONGEST_NUMBER} characters` });
      continue;
    }
    const work = one(numbered, number, busy.get(number));
    busy.set(number, work);
    all.add(work);
    void work.finally(() => {
      all.delete(work);
      if (busy.get(number) === work) busy.delete(number);
    });
    if (all.size >= parallel) await Promise.race(all);
  }
  await Promise.all(all);
  if (fault !== undefined) throw fault;
  report.notTaken.sort((a, b) => a.line - b.line);
  return report;
}

/** The rows as far as the file can be read: what was begun is finished before the fault is told. */
async function* untilFault(rows: AsyncIterable<NumberedRow>, told: (error: unknown) => void): AsyncGenerator<NumberedRow> {
  try {
    yield* rows;
  } catch (error) {
    told(error);
  }
}
