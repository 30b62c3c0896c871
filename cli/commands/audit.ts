import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { BundleReport } from '../../audit/bundle.ts';
import type { AuditReport } from '../../audit/verify.ts';
import { root } from '../../config/root.ts';
import { StartFailure } from '../../stack/failure.ts';
import { progress } from '../progress.ts';
import { surroundings } from '../surroundings.ts';

interface VerifyOptions {
  case?: string;
  bundle?: string;
  json?: true;
}

/** `anlao audit verify | export`: checks what was recorded, and hands a case out so that others can check it too. */
export const register = (program: Command): void => {
  const audit = program.command('audit').description('check what was recorded, or hand a case out with the proofs');
  audit
    .command('verify')
    .description('recompute the chain of every case and the roots of the days; ends with 1 when anything does not fit')
    .option('--case <number>', 'this case only, and the days on which it was written to')
    .option('--bundle <file>', 'a bundle instead; needs neither database nor network')
    .option('--json', 'the findings as JSON')
    .action(async ({ case: caseNo, bundle, json }: VerifyOptions) => {
      const report = bundle === undefined ? await verifyDatabase(caseNo) : await verifyBundle(bundle);
      if (json) console.log(JSON.stringify(report, null, 2));
      else await tell(report);
      process.exitCode = report.ok ? 0 : 1;
    });
  audit
    .command('export <case>')
    .description('write a case with its events, its papers by hash and the proofs into one file')
    .requiredOption('--out <file>', 'the bundle')
    .action((caseNo: string, { out }: { out: string }) => exportBundle(caseNo, out));
};

async function withPool<T>(work: (pool: import('pg').Pool) => Promise<T>): Promise<T> {
  const { createPool } = await import('../../casebook/pool.ts');
  const pool = createPool(surroundings().databaseUrl, { name: 'anlao audit', max: 2 });
  return work(pool).finally(() => pool.end());
}

const verifyDatabase = (caseNo: string | undefined): Promise<AuditReport> =>
  withPool(async (pool) => {
    const { verifyTrail } = await import('../../audit/verify.ts');
    const { show, end } = progress();
    return verifyTrail(pool, { ...(caseNo === undefined ? {} : { caseNo }), onProgress: show }).finally(end);
  });

async function verifyBundle(file: string): Promise<BundleReport> {
  const { checkBundle } = await import('../../audit/bundle.ts');
  const bytes = await readFile(file).catch((error: Error) => {
    throw new StartFailure(`The bundle cannot be read: ${error.message}`, 'anlao audit verify --bundle FILE');
  });
  return checkBundle(bytes);
}

async function exportBundle(caseNo: string, out: string): Promise<void> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const { exportCase, checkBundle } = await import('../../audit/bundle.ts');
  const bundle = await withPool((pool) => exportCase(pool, caseNo, { product: `anlao ${version}` }));
  if (!bundle) throw new StartFailure(`There is no case ${caseNo}`, 'anlao audit export CASE --out FILE');
  await writeFile(out, bundle.bytes);
  const report = checkBundle(bundle.bytes);
  console.log(`${out}: ${bundle.bytes.length} bytes`);
  await tell(report);
  process.exitCode = report.ok ? 0 : 1;
}

async function tell(report: AuditReport | BundleReport): Promise<void> {
  const { wordsOf } = await import('../../audit/verify.ts');
  const [first, ...others] = report.breaks;
  if (first) console.log(`The trail is broken, first at ${wordsOf(first)}`);
  for (const other of others) console.log(`  ${wordsOf(other)}`);
  if ('further' in report && report.further > 0) console.log(`  and ${report.further} further cases`);
  if ('uncovered' in report) tellBundle(report);
  else tellTrail(report);
}

function tellTrail({ ok, cases, events, days, last, late }: AuditReport): void {
  console.log(`${cases} ${cases === 1 ? 'case' : 'cases'}, ${events} events, ${days} closed days${ok ? ': the trail holds.' : '.'}`);
  if (last) console.log(`Root of ${last.day}: ${last.root}`);
  if (late > 0) console.log(`${late} ${late === 1 ? 'day is' : 'days are'} over and not closed yet. Is the worker running?`);
}

function tellBundle({ ok, caseNo, digest, events, documents, evidence, days, uncovered }: BundleReport): void {
  if (caseNo === undefined) return;
  console.log(`${caseNo}: ${events} events, ${documents} documents, ${evidence} pieces of evidence${ok ? ': the bundle holds.' : '.'}`);
  console.log(`Digest: ${digest}`);
  for (const { day, root: of } of days) console.log(`Root of ${day}: ${of}`);
  if (uncovered.length > 0) console.log(`Recorded after the last closed day, under no root yet: event ${uncovered.join(', ')}`);
}
