import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Casebook } from '../casebook/casebook.ts';
import { bodyHash } from '../casebook/requests.ts';
import { CATEGORIES, CHANNELS } from '../domain/complaint.ts';
import type { Actor } from '../domain/roles.ts';
import { startOfDay } from '../domain/working-days.ts';
import { dayIn } from './day.ts';
import { checkDivision } from './division.ts';
import { type ComplaintMapping, cellOf, columnsOf, type Row } from './mapping.ts';
import { NotTaken, type OnProgress, type Report } from './report.ts';
import { rowsOf } from './rows.ts';
import { run } from './run.ts';

export interface ComplaintImport {
  pool: Pool;
  casebook: Casebook;
  file: string;
  mapping: ComplaintMapping;
  division: string;
  onProgress?: OnProgress;
}

const IMPORTER: Actor = { id: 'import', role: 'system', name: '批量导入' };

/**
 * Takes complaints over as cases: one case for each distinct number of the source, however often the file or the run is repeated. The statutory
 * clock runs from the day the row names, and what had passed by now climbs no ladder (C-07). A repeated row is written down on its case.
 */
export async function importComplaints({ pool, casebook, file, mapping, division, onProgress }: ComplaintImport): Promise<Report> {
  const { source, columns } = mapping;
  await checkDivision(pool, division);
  const known = await institutions(pool, division);
  const opened = new Map<string, string>();

  return run({
    source,
    rows: rowsOf(file, columnsOf(columns)),
    numberOf: (row) => cellOf(row, columns.sourceNumber),
    ...(onProgress ? { onProgress } : {}),
    async take({ line, row }, number, report) {
      const first = opened.get(number);
      if (first !== undefined) {
        const action = { name: 'recordDuplicate', input: { line, row }, actor: IMPORTER };
        await casebook.act(first, action, { key: `import:${line}:${hashOf(row)}` });
        return 'duplicate';
      }
      const request = { scope: `import:${source}`, key: number, bodyHash: bodyHash(number) };
      const before = await casebook.openedBy(request); // asked first, so that a repeated run uses up no case numbers
      if (before) {
        opened.set(number, before.caseNo);
        if (before.institution?.id === undefined) report.unmatchedInstitutions += 1;
        return 'alreadyThere';
      }
      const { institution, ...read } = readRow(row, mapping);
      const id = known.get(normal(institution));
      const { file: kase, again } = await casebook.open({
        type: 'complaint',
        division,
        institution: id === undefined ? { name: institution } : { id, name: institution },
        receivedAt: read.receivedAt,
        actor: IMPORTER,
        imported: true,
        input: { ...read.input, sourceNumber: number },
        search: read.input.content,
        intake: { source, sourceNumber: number, request },
      });
      opened.set(number, kase.caseNo);
      if (id === undefined) report.unmatchedInstitutions += 1;
      return again ? 'alreadyThere' : 'taken';
    },
  });
}

function readRow(row: Row, { columns, dateFormat }: ComplaintMapping) {
  const institution = cellOf(row, columns.institution).slice(0, 200);
  if (institution === '') throw new NotTaken('the row names no institution');
  const received = cellOf(row, columns.receivedOn);
  if (received === '') throw new NotTaken('the row has no date of receipt');
  const input = {
    channel: oneOf(CHANNELS, cellOf(row, columns.channel), 'channel'),
    category: oneOf(CATEGORIES, cellOf(row, columns.category), 'category'),
    content: cellOf(row, columns.content).slice(0, 5_000) || institution,
    anonymous: true,
  };
  return { institution, input, receivedAt: receivedAt(received, dateFormat) };
}

function receivedAt(text: string, format: ComplaintMapping['dateFormat']): number {
  try {
    const at = startOfDay(dayIn(text, format));
    if (at > Date.now()) throw new RangeError(`${text} lies in the future`);
    return at;
  } catch (error) {
    throw new NotTaken((error as Error).message);
  }
}

function oneOf<T extends string>(known: readonly T[], value: string, field: string): T {
  const found = known.find((k) => k === value);
  if (found === undefined) throw new NotTaken(`"${value}" is not a ${field}: ${known.join(', ')}`);
  return found;
}

/** Institutions of the division by name; a name that two share finds neither. */
async function institutions(pool: Pool, division: string): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>('SELECT id, name FROM institution WHERE division = $1', [division]);
  const byName = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, name } of rows) {
    const key = normal(name);
    if (byName.has(key)) shared.add(key);
    byName.set(key, id);
  }
  for (const key of shared) byName.delete(key);
  return byName;
}

/** A name without what people write differently: case, blanks, punctuation, full width. */
const normal = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '');
const hashOf = (row: Row): string => createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 16);
