import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { searchOf } from '../prisma/institution-search.ts';
import { checkDivision } from './division.ts';
import { cellOf, columnsOf, type InstitutionMapping } from './mapping.ts';
import { NotTaken, type OnProgress, type Report } from './report.ts';
import { rowsOf } from './rows.ts';
import { run } from './run.ts';

export interface InstitutionImport {
  pool: Pool;
  file: string;
  mapping: InstitutionMapping;
  division: string;
  onProgress?: OnProgress;
}

/** Texts that a mapping may give beside the name, and the columns that keep them. */
const TEXTS = [
  ['address', 'address'],
  ['creditCode', 'credit_code'],
  ['category', 'category'],
  ['operationMode', 'operation_mode'],
  ['firstResponsible', 'first_responsible'],
  ['firstResponsiblePost', 'first_responsible_post'],
  ['complaintLine', 'complaint_line'],
  ['complaintBox', 'complaint_box'],
] as const satisfies [keyof InstitutionMapping['columns'], string][];
const KEPT = ['beds', ...TEXTS.map(([, column]) => column)];
const INSERT = `INSERT INTO institution (source, source_number, ${KEPT.join(', ')}, id, name, division, search)
  VALUES (${[...Array(KEPT.length + 6).keys()].map((n) => `$${n + 1}`).join(', ')}) ON CONFLICT (source, source_number) DO NOTHING`;
const COMPLETE = `UPDATE institution SET ${KEPT.map((column, n) => `${column} = coalesce(${column}, $${n + 3})`).join(', ')}
  WHERE source = $1 AND source_number = $2`;

/**
 * Takes institutions into the register. One that is there already, under the same number of the same source, is left as the officers
 * keep it. A repeated row of the file fills in what the rows before it left empty, and changes nothing else.
 */
export async function importInstitutions({ pool, file, mapping, division, onProgress }: InstitutionImport): Promise<Report> {
  const { source, columns } = mapping;
  await checkDivision(pool, division);
  const seen = new Set<string>();
  return run({
    source,
    rows: rowsOf(file, columnsOf(columns)),
    numberOf: (row) => cellOf(row, columns.sourceNumber),
    ...(onProgress ? { onProgress } : {}),
    async take({ row }, number) {
      const text = (of: keyof typeof columns) => {
        const from = columns[of];
        return from === undefined ? null : cellOf(row, from) || null;
      };
      const name = text('name');
      if (name === null) throw new NotTaken('the institution has no name');
      const beds = text('beds');
      if (beds !== null && !/^\d{1,6}$/.test(beds)) throw new NotTaken(`"${beds}" is not a number of beds`);
      const again = seen.has(number);
      seen.add(number);
      const texts = TEXTS.map(([of]) => text(of));
      const { rowCount } = await pool.query({
        name: 'import-institution',
        text: INSERT,
        values: [source, number, beds, ...texts, randomUUID(), name.slice(0, 200), division, searchOf(name)],
      });
      if (rowCount === 1) return 'taken';
      if (!again) return 'alreadyThere';
      await pool.query({ name: 'complete-institution', text: COMPLETE, values: [source, number, beds, ...texts] });
      return 'duplicate';
    },
  });
}
