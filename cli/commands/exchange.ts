import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Pool } from 'pg';
import { StartFailure } from '../../stack/failure.ts';
import { surroundings } from '../surroundings.ts';

interface Options {
  division: string;
  since: string;
  format: 'csv' | 'json';
  out?: string;
  json?: true;
}

/** `anlao exchange …`: with the national elder-care system (docs/exchange.md). */
export const register = (program: Command): void => {
  const parent = program.command('exchange').description('exchange records with the national elder-care system (金民工程)');
  const scoped = (command: Command) => command.option('--division <code>', 'division whose records are meant', '532626');
  scoped(parent.command('export <what>').description('institutions or cases that changed'))
    .option('--since <instant>', 'only what changed since, in RFC 3339', '1970-01-01T00:00:00Z')
    .option('--format <format>', 'csv or json', 'csv')
    .option('--out <file>', 'where to, instead of the terminal')
    .action(give);
  scoped(parent.command('reconcile <file>').description('hold their records (CSV or JSON) against the register; changes nothing'))
    .option('--json', 'the report as JSON')
    .action(compare);
  scoped(parent.command('import <file>').description('take into the register what only they have')).action(take);
};

const exchange = () => import('../../intake/exchange.ts');

async function give(what: string, { division, since, format, out }: Options): Promise<void> {
  if (what !== 'institutions' && what !== 'cases') throw new StartFailure(`"${what}" is not exchanged`, 'Say institutions or cases.');
  if (format !== 'csv' && format !== 'json') throw new StartFailure(`"${format}" is no format`, 'Say csv or json.');
  if (Number.isNaN(Date.parse(since))) throw new StartFailure(`"${since}" is not an instant`, 'Write it as 2026-11-01T00:00:00Z.');
  const { changedInstitutions, changedCases, csvOf, logExchange } = await exchange();
  await withPool(async (pool) => {
    const scope = { division, since: new Date(since) };
    const items = what === 'cases' ? await changedCases(pool, scope) : await changedInstitutions(pool, scope);
    const written = format === 'json' ? `${JSON.stringify({ items }, null, 2)}\n` : csvOf(items);
    if (out) await writeFile(out, written);
    else process.stdout.write(written);
    await logExchange(pool, { what: `export ${what}`, division, by: 'cli', counts: { records: items.length } });
  });
}

async function compare(file: string, { division, json }: Options): Promise<void> {
  const { reconcile, logExchange } = await exchange();
  await withPool(async (pool) => {
    const report = await reconcile(pool, { division, theirs: await theirs(file) });
    const { same, onlyHere, onlyThere, different } = report;
    const counts = { same, onlyHere: onlyHere.length, onlyThere: onlyThere.length, different: different.length };
    await logExchange(pool, { what: 'reconcile', division, by: 'cli', counts });
    if (json) return void process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    console.log(`${same} the same, ${different.length} different, ${onlyHere.length} only here, ${onlyThere.length} only there`);
    for (const { name, fields } of different)
      for (const { field, here, there } of fields) console.log(`  ${name}, ${field}: here ${here ?? '–'}, there ${there}`);
    for (const { name, id } of onlyHere) console.log(`  only here: ${name} (${id})`);
    for (const { name, nationalNumber } of onlyThere) console.log(`  only there: ${name} (${nationalNumber})`);
  });
}

async function take(file: string, { division }: Options): Promise<void> {
  const { takeOver, logExchange } = await exchange();
  await withPool(async (pool) => {
    const records = await theirs(file);
    const taken = await takeOver(pool, { division, theirs: records });
    await logExchange(pool, { what: 'import institutions', division, by: 'cli', counts: { records: records.length, taken } });
    console.log(`${records.length} records: ${taken} taken, ${records.length - taken} there already`);
  });
}

async function theirs(file: string) {
  const { readTheirs } = await exchange();
  const { UnreadableFile } = await import('../../intake/rows.ts');
  try {
    return await readTheirs(file);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new StartFailure(`${file}: ${error.message}`, 'Nothing was taken. See docs/exchange.md.');
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new StartFailure(`There is no file ${file}`, 'Nothing was taken.');
    throw error;
  }
}

async function withPool(work: (pool: Pool) => Promise<void>): Promise<void> {
  const { createPool } = await import('../../casebook/pool.ts');
  const pool = createPool(surroundings().databaseUrl, { name: 'anlao exchange' });
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}
