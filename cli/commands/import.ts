import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { OnProgress, Report } from '../../intake/report.ts';
import { StartFailure } from '../../stack/failure.ts';
import { surroundings } from '../surroundings.ts';

interface Options {
  map: string;
  division: string;
  json?: true;
}

/** `anlao import institutions|complaints FILE --map MAP`: takes a CSV or XLSX file over; may be broken off and repeated. */
export const register = (program: Command): void => {
  const parent = program.command('import').description('take institutions or complaints over from a CSV or XLSX file');
  for (const kind of ['institutions', 'complaints'] as const)
    parent
      .command(`${kind} <file>`)
      .description(`take ${kind} over; a second run changes nothing`)
      .requiredOption('--map <file>', 'how the columns are read (docs/import.md)')
      .option('--division <code>', 'division that the rows belong to', '532626')
      .option('--json', 'the final report as JSON')
      .action((file: string, options: Options) => take(kind, file, options));
};

async function take(kind: 'institutions' | 'complaints', file: string, { map, division, json }: Options): Promise<void> {
  const { databaseUrl } = surroundings();
  const { assemble } = await import('../../casebook/assembly.ts');
  const { InstitutionMapping, ComplaintMapping } = await import('../../intake/mapping.ts');
  const { importInstitutions } = await import('../../intake/institutions.ts');
  const { importComplaints } = await import('../../intake/complaints.ts');
  const { InvalidInput } = await import('../../casebook/errors.ts');
  const { UnreadableFile } = await import('../../intake/rows.ts');
  const { pool, casebook } = assemble(databaseUrl, { name: 'anlao import', email: false, max: 10, ttlMs: 60_000 });
  const onProgress = progress();
  try {
    const text = await readFile(map, 'utf8');
    const read = <T>(schema: z.ZodType<T>): T => mapping(schema, map, text);
    const report =
      kind === 'institutions'
        ? await importInstitutions({ pool, file, mapping: read(InstitutionMapping), division, onProgress })
        : await importComplaints({ pool, casebook, file, mapping: read(ComplaintMapping), division, onProgress });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else tell(report);
  } catch (error) {
    if (error instanceof InvalidInput) throw new StartFailure(error.message, 'Nothing was taken. Give the code with --division.');
    const { code, path: missing, message } = error as NodeJS.ErrnoException;
    if (error instanceof UnreadableFile)
      throw new StartFailure(message, 'What was taken before stays taken; put the file right and repeat.');
    if (code === 'ENOENT') throw new StartFailure(`There is no file ${missing}`, 'Nothing was taken.');
    throw error;
  } finally {
    await pool.end();
  }
}

function mapping<T>(schema: z.ZodType<T>, file: string, text: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new StartFailure(`${file} is not JSON: ${(error as Error).message}`, 'See docs/import.md for what a mapping looks like.');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new StartFailure(`${file} cannot be used:\n${z.prettifyError(parsed.error)}`, 'See docs/import.md for what a mapping looks like.');
}

/** A moving bar on a terminal, elsewhere a line for every 500 rows. */
function progress(): OnProgress {
  const tty = process.stderr.isTTY;
  let told = 0;
  return ({ taken, alreadyThere, duplicates, notTaken }, part) => {
    const dealt = taken + alreadyThere + duplicates + notTaken.length;
    if (dealt - told < (tty ? 20 : 500)) return;
    told = dealt;
    const text = `${dealt} rows: ${taken} taken, ${alreadyThere} there already, ${duplicates} repeated, ${notTaken.length} not taken`;
    process.stderr.write(tty ? `\r${'█'.repeat(Math.round(part * 20)).padEnd(20, '░')} ${text}` : `${text}\n`);
  };
}

function tell({ source, rows, taken, alreadyThere, duplicates, notTaken, unmatchedInstitutions }: Report): void {
  console.log(
    `${source}: ${rows} rows = ${taken} taken + ${alreadyThere} there already + ${duplicates} repeated + ${notTaken.length} not taken`,
  );
  if (unmatchedInstitutions > 0) console.log(`${unmatchedInstitutions} cases wait for an officer to identify the institution`);
  for (const { line, reason } of notTaken) console.log(`  line ${line}: ${reason}`);
}
