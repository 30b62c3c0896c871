/**
 * `npm run chaos`: lets people work while everything that can break is broken, and then proves from outside that nothing acknowledged was lost
 * and nothing happened twice. The same seed gives the same faults at the same numbers of operations, and the same work.
 */
import { parseArgs } from 'node:util';
import { Caller } from './caller.ts';
import { Dice } from './dice.ts';
import { bring, type Fault, plan } from './faults.ts';
import { LIVES, type Lived, live, PEOPLE } from './lives.ts';
import { type Rig, startRig } from './rig.ts';
import { settle, verdict } from './verdict.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    operations: { type: 'string' },
    faults: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});
const { short } = values;
const seed = Number(values.seed ?? 1);
const operations = Number(values.operations ?? (short ? 150 : 5_000));
const faults = Number(values.faults ?? (short ? 7 : 60));
const CLIENTS = 8;
const AT_MOST_MS = short ? 15 * 60_000 : 90 * 60_000;
const LOOK_MS = 100;

const begun = Date.now();
const say = (text: string): void => console.log(`${((Date.now() - begun) / 1_000).toFixed(1).padStart(7)} s  ${text}`);
if ([seed, operations, faults].some((n) => !Number.isInteger(n) || n < 1))
  throw new Error('--seed, --operations and --faults take a number from 1');

say(`seed ${seed}, ${operations} operations, ${faults} faults`);
const rig = await startRig({ workers: short ? 1 : 2, byMail: !short, say: () => undefined });
const tooLong = setTimeout(() => {
  console.log(`not over after ${AT_MOST_MS / 60_000} minutes`);
  void end(1);
}, AT_MOST_MS);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(1));
try {
  await end((await run()) ? 0 : 1);
} catch (error) {
  console.error(error);
  await end(1);
}

async function run(): Promise<boolean> {
  if (!rig.disk) say('a disk that can be filled takes root on Linux: that fault is left out');
  const caller = new Caller(rig.url);
  await caller.signIn(...PEOPLE);
  say('everything runs; the people begin to work');
  const planned = plan({ dice: new Dice(seed), faults, operations, short, hasDisk: rig.disk !== undefined });
  const [lived] = await Promise.all([work(caller), breakThings(rig, caller, planned)]);
  say(`${caller.acknowledged.length} operations acknowledged; on the way ${JSON.stringify(caller.weather.again)}; everything is let heal`);
  await settle(rig, say);
  return verdict({ rig, caller, lived, faults: planned.length, say });
}

/** People work, each on one case after the other, until enough was done. */
async function work(caller: Caller): Promise<Lived> {
  const lived: Lived = new Map(LIVES.map((life) => [life, []]));
  const client = async (n: number) => {
    const dice = new Dice(seed * 1_000 + n);
    for (let i = 0; caller.acknowledged.length < operations; i++) {
      const life = dice.pick(LIVES);
      const caseNo = await live(caller, life, `s${seed}-c${n}-${i}`);
      if (caseNo) lived.get(life)?.push(caseNo);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)));
  return lived;
}

/** Brings every fault about when its time has come; they may lie over each other. */
async function breakThings(rig: Rig, caller: Caller, planned: Fault[]): Promise<void> {
  const under: Promise<void>[] = [];
  for (const [n, fault] of planned.entries()) {
    while (caller.acknowledged.length < fault.afterOperations) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    say(
      `fault ${n + 1} after ${caller.acknowledged.length} operations: ${fault.name}${fault.name.startsWith('kill') ? '' : `, ${fault.forMs} ms`}`,
    );
    under.push(bring(fault, rig));
  }
  await Promise.all(under);
}

async function end(code: number): Promise<void> {
  clearTimeout(tooLong);
  if (code !== 0) console.log(`the logs are kept in ${rig.keepLogs()}`);
  await rig.close().catch((error) => console.error(String(error)));
  process.exit(code);
}
