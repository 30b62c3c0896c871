/** `node --import tsx bench/reports/main.ts [CASES]`: every report over 100,000 cases with their logs, on a throwaway database. */
import pg from 'pg';
import { REPORTS, type ReportName } from '../../api/reads/reports/index.ts';
import { casesSql, figuresSql, Params, type Report } from '../../api/reads/reports/report.ts';
import { dayOf } from '../../domain/working-days.ts';
import { migrate } from '../../prisma/migrate.ts';
import { seedFirstStart } from '../../prisma/seed.ts';
import { withThrowawayDatabase } from '../../stack/postgres/throwaway.ts';
import { manyLives } from './many-lives.ts';

const CASES = Number(process.argv[2] ?? 100_000);
const ROUNDS = 5;
const DAY_MS = 86_400_000;
const person = { id: 'head', name: '赵科长', role: 'supervisor', division: '532626' } as const;

/** The dashboard's own question: the last half year of a county. */
const ask = () => ({ person, params: new Params(), from: dayOf(Date.now() - 182 * DAY_MS), to: dayOf(Date.now()), behind: [], cell: {} });

await withThrowawayDatabase(async (url) => {
  await migrate(url);
  await seedFirstStart({ databaseUrl: url });
  const db = new pg.Pool({ connectionString: url, max: 1 });
  db.on('error', () => undefined); // the server ends connections that are just being closed
  try {
    console.log(await manyLives(db, CASES));
    console.log(`${'report'.padEnd(14)} ${'rows'.padStart(6)} ${'figures ms'.padStart(11)} ${'cases ms'.padStart(9)}`);
    for (const name of Object.keys(REPORTS) as ReportName[]) await timed(db, name, REPORTS[name]);
  } finally {
    await db.end();
  }
});

async function timed(db: pg.Pool, name: ReportName, report: Report): Promise<void> {
  const figure = Object.keys(report.counts)[0] ?? '';
  const cell: Record<string, string> = name === 'backlog' ? { day: dayOf(Date.now() - 30 * DAY_MS) } : {};
  let rows = 0;
  const figures = await median(async () => {
    const asked = ask();
    rows = (await db.query(figuresSql(report, asked), asked.params.values)).rowCount ?? 0;
  });
  const cases = await median(async () => {
    const asked = { ...ask(), cell };
    await db.query(casesSql(report, asked, figure, '', 51), asked.params.values);
  });
  console.log(`${name.padEnd(14)} ${String(rows).padStart(6)} ${figures.toFixed(0).padStart(11)} ${cases.toFixed(0).padStart(9)}`);
}

/** The middle of several times, in ms. */
async function median(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}
