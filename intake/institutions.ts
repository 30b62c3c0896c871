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
      const { rowCount } = await pool.query({
        name: 'import-institution',
        text: `INSERT INTO institution (id, name, division, address, credit_code, category, beds, source, source_number, search)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (source, source_number) DO NOTHING`,
        values: [
          randomUUID(),
          name.slice(0, 200),
          division,
          text('address'),
          text('creditCode'),
          text('category'),
          beds,
          source,
          number,
          searchOf(name),
        ],
      });
      if (rowCount === 1) return 'taken';
      if (!again) return 'alreadyThere';
      await pool.query({
        name: 'complete-institution',
        text: `UPDATE institution SET address = coalesce(address, $3), credit_code = coalesce(credit_code, $4),
          category = coalesce(category, $5), beds = coalesce(beds, $6) WHERE source = $1 AND source_number = $2`,
        values: [source, number, text('address'), text('creditCode'), text('category'), beds],
      });
      return 'duplicate';
    },
  });
}
