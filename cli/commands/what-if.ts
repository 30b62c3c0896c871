import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { LawChange, Shift } from '../../casebook/what-if.ts';
import { StartFailure } from '../../stack/failure.ts';
import { surroundings } from '../surroundings.ts';

interface Options {
  calendar?: string;
  policy?: string;
  toOpenCases?: true;
  apply?: true;
  json?: true;
}

/** `anlao what-if --calendar FILE | --policy FILE`: whose date would move, and by how much, before it is applied. */
export const register = (program: Command): void => {
  program
    .command('what-if')
    .description('show which dates of open cases a calendar or a policy would move, and apply it when asked to')
    .option('--calendar <file>', "a year's holiday notice: {year, holidays, makeUpWorkdays}")
    .option('--policy <file>', 'the next version of a policy')
    .option('--to-open-cases', 'open cases, too, are put under the policy; without it only new ones are')
    .option('--apply', 'put it in force and recount the open cases')
    .option('--json', 'the dates as JSON')
    .action(run);
};

async function run(options: Options): Promise<void> {
  const { databaseUrl } = surroundings();
  const change = await changeIn(options);
  const { assemble } = await import('../../casebook/assembly.ts');
  const { changeErrors, whatIf } = await import('../../casebook/what-if.ts');
  const assembly = assemble(databaseUrl, { name: 'anlao what-if', email: false, max: 6, ttlMs: 60_000 });
  try {
    const errors = await changeErrors(assembly.law, change);
    if (errors.length > 0)
      throw new StartFailure(
        errors.map(({ field, message }) => `${field}: ${message}`).join('\n'),
        'Nothing was changed. Mend the file and try again.',
      );
    const shifts: Shift[] = [];
    for await (const page of whatIf(assembly, change)) shifts.push(...page);
    if (options.json) process.stdout.write(`${JSON.stringify(shifts, null, 2)}\n`);
    else tell(shifts, change);
    if (options.apply) await apply(assembly, change);
  } finally {
    await assembly.pool.end();
  }
}

async function changeIn({ calendar, policy, toOpenCases }: Options): Promise<LawChange> {
  const file = calendar ?? policy;
  if (file === undefined || (calendar !== undefined && policy !== undefined))
    throw new StartFailure('Name a calendar or a policy', 'anlao what-if --calendar 2027.json');
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new StartFailure(`${file} cannot be read: ${error.message}`, 'Nothing was changed.');
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new StartFailure(`${file} is not JSON: ${(error as Error).message}`, 'Nothing was changed.');
  }
  const fields = calendar === undefined ? ['jurisdiction', 'version', 'ladders'] : ['year', 'holidays', 'makeUpWorkdays'];
  const missing = fields.filter((field) => typeof document !== 'object' || document === null || !(field in document));
  if (missing.length > 0)
    throw new StartFailure(missing.map((field) => `${field}: is missing`).join('\n'), 'Nothing was changed. Mend the file and try again.');
  return calendar === undefined
    ? ({ policy: document, toOpenCases: toOpenCases === true } as LawChange)
    : ({ calendar: document } as LawChange);
}

const day = (ms: number): string => new Date(ms + 8 * 3_600_000 - 1).toISOString().slice(0, 10);

function tell(shifts: Shift[], change: LawChange): void {
  for (const { caseNo, name, from, to, days, rungs, provisional } of shifts) {
    const moves = days === 0 ? `${day(from)} stays` : `${day(from)} → ${day(to)}  ${days > 0 ? '+' : ''}${days} days`;
    const notes = [
      rungs > 0 ? `${rungs} rungs move` : '',
      provisional === undefined ? '' : provisional ? 'provisional' : 'no longer provisional',
    ];
    console.log(`${caseNo}  ${name}  ${moves}  ${notes.filter(Boolean).join(', ')}`.trimEnd());
  }
  const moved = shifts.filter((s) => s.days !== 0);
  console.log(
    `${moved.length} dates of ${new Set(moved.map((s) => s.caseNo)).size} open cases move; ${shifts.length - moved.length} stay but are counted anew.`,
  );
  if ('policy' in change && !change.toOpenCases)
    console.log('An open case stays under the policy it began with; --to-open-cases puts it under the new one.');
}

/** Puts the change in force and sees to the recounting, beside the workers or, where none runs, alone. It may be broken off: workers go on. */
async function apply(
  assembly: Awaited<ReturnType<typeof import('../../casebook/assembly.ts')['assemble']>>,
  change: LawChange,
): Promise<void> {
  const { enact } = await import('../../casebook/enact.ts');
  const { doRecounts } = await import('../../casebook/recounts.ts');
  const { law, pool } = assembly;
  const job = await enact(pool, change, { id: 'cli', name: 'anlao what-if' });
  console.error(
    'In force. In a few seconds every process knows it, and the open cases are recounted; this may be broken off, the workers go on.',
  );
  for (;;) {
    law.drop();
    await doRecounts(assembly);
    const { rows } = await pool.query('SELECT state, done, total, result FROM job WHERE id = $1', [job]);
    const [{ state, done, total, result }] = rows;
    if (state === 'finished') {
      for (const { caseNo, reason } of result?.failed ?? []) console.error(`${caseNo} could not be recounted: ${reason}`);
      return console.error(`${result?.moved ?? 0} open cases were recounted.`);
    }
    if (done > 0) console.error(`${done} of ${total}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
