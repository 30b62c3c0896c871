import path from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { root } from '../../config/root.ts';
import { dayOf } from '../../domain/days.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { begin } from '../../worker/release/ledger.ts';
import { runWaves } from '../../worker/release/release.ts';
import { unreplayable } from '../../worker/release/replay.ts';
import { lead, type Move, momentsOn } from '../builders/lives.ts';
import { aDesk, type Desk, eventually } from './desk.ts';
import { outcomes, rested, type Totals, totals } from './outcomes.ts';
import { devServer, workflowCode } from './temporal.ts';

type Moment = ReturnType<typeof momentsOn>[number];
interface LedCase {
  caseNo: string;
  moment: Moment;
  /** Whether its last effect is held up while the code changes. */
  held: boolean;
}

/** What carrying cases over to other code came to. What is lost or doubled is told by case against one that was left in peace. */
export interface ReleaseProof extends Totals {
  cases: number;
  midEffect: number;
  broken: number;
  waves: number;
  seconds: number;
  differences: string[];
}

const DAY_MS = 86_400_000;

/** The product's workflows as a careless release would have them (test/histories/changed). */
export const changedCode = () => workflowBundle({ workflowsPath: path.join(root, 'test', 'histories', 'changed', 'index.ts') });

/**
 * Leads cases to every stage, some of them into the middle of an effect that cannot be had, carries them over to other code in waves and, when
 * `andBack`, back again; then leads all to their end. One of each kind that was left in peace says what each should have come to.
 */
export async function proveRelease({
  cases,
  wave,
  andBack = false,
  say = () => {},
}: {
  cases: number;
  wave: number;
  andBack?: boolean;
  say?(text: string): void;
}): Promise<ReleaseProof> {
  const held = new Set<string>();
  const heldUp = () => ApplicationFailure.create({ message: 'held up', nextRetryDelay: '2 s' }); // else the proof waits for a minute in the end
  const away = (caseNo: string) => held.has(caseNo) && Promise.reject(heldUp());
  const desk = await aDesk({
    server: devServer,
    around: (a) => ({
      ...a,
      carryOut: async (errand) => (errand.tasks.length > 0 && (await away(errand.caseNo))) || a.carryOut(errand),
      produce: async (asked) => (await away(asked.caseNo)) || a.produce(asked),
      tell: async (asked) => (await away(asked.caseNo)) || a.tell(asked),
    }),
  });
  try {
    const peaceful = await inPeace(desk);
    const led = await leadAll(desk, cases, held);
    say(`${led.length} cases led to every stage, ${held.size} in the middle of an effect`);
    const startedAt = Date.now();
    const changed = await changedCode();
    const away = await carryOver(desk, changed, wave, say);
    const back = andBack ? await carryOver(desk, workflowCode(), wave, say) : { broken: 0, waves: 0 };
    const midEffect = held.size;
    held.clear();
    await finish(desk, led);
    const numbers = led.map((l) => l.caseNo);
    return {
      cases: led.length,
      midEffect,
      broken: away.broken + back.broken,
      waves: away.waves + back.waves,
      ...(await totals(desk, numbers)),
      seconds: Math.round((Date.now() - startedAt) / 1_000),
      differences: await differences(desk, led, peaceful),
    };
  } finally {
    await desk.close();
  }
}

/** The kinds of cases: every open moment of every life, and a complaint whose rungs have all fallen due. */
function kinds(): Moment[] {
  const moments = momentsOn(dayOf(Date.now()));
  const late = moments.find((m) => m.type === 'complaint') as Moment;
  return [...moments, { ...late, life: { ...late.life, name: 'late', moves: [] } }];
}

const nameOf = ({ type, life }: Moment): string => `${type}/${life.name}`;
const isLate = (moment: Moment): boolean => moment.life.name === 'late';

async function start(desk: Desk, moment: Moment): Promise<string> {
  const { open, by } = moment.life;
  return isLate(moment)
    ? desk.open(moment.type, open, { ...(by ? { by } : {}), receivedAt: Date.now() - 60 * DAY_MS })
    : lead(desk, moment);
}

/** One case of each life, led to its end under one code; what each came to. */
async function inPeace(desk: Desk): Promise<Map<string, string>> {
  const came = new Map<string, string>();
  for (const moment of kinds()) {
    if (came.has(nameOf(moment))) continue;
    const caseNo = await start(desk, { ...moment, moves: moment.life.moves });
    await rested(desk, [caseNo]);
    came.set(nameOf(moment), (await outcomes(desk, [caseNo])).get(caseNo) ?? '');
  }
  return came;
}

async function leadAll(desk: Desk, count: number, held: Set<string>): Promise<LedCase[]> {
  const all = kinds();
  const led: LedCase[] = [];
  for (let i = 0; i < count; i++) {
    const moment = all[i % all.length] as Moment;
    const stops = i % 3 === 0 ? moment.moves.at(-1) : undefined;
    const caseNo = await start(desk, stops ? { ...moment, moves: moment.moves.slice(0, -1) } : moment);
    led.push({ caseNo, moment, held: stops !== undefined });
  }
  await rested(
    desk,
    led.map((l) => l.caseNo),
  );
  for (const { caseNo, moment } of led.filter((l) => l.held)) {
    held.add(caseNo);
    await take(desk, caseNo, moment.moves.at(-1) as Move);
  }
  await eventually(async () => (await desk.pool.query('SELECT 1 FROM outbox LIMIT 1')).rowCount === 0, 'an empty outbox', 300_000);
  return led;
}

const take = (desk: Desk, caseNo: string, [by, name, input]: Move) => desk.act(caseNo, by, name, input);

async function carryOver(
  desk: Desk,
  code: { codePath: string },
  wave: number,
  say: (text: string) => void,
): Promise<{ broken: number; waves: number }> {
  const broken = await unreplayable(desk.env.client, { workflowBundle: code });
  say(`${broken.length} would not replay`);
  await desk.useCode(code);
  let waves = 0;
  const onWave = ({ done, total }: { done: number; total: number }) => {
    waves += 1;
    say(`wave ${waves}: ${done} of ${total} rebuilt`);
  };
  const state = await runWaves(await begin(desk.pool, code.codePath, broken), {
    pool: desk.pool,
    client: desk.env.client,
    wave,
    pauseMs: 50,
    patienceMs: 200_000,
    onWave,
  });
  if (state !== 'finished') throw new Error(`the release is ${state}`);
  const left = await unreplayable(desk.env.client, { workflowBundle: code });
  if (left.length > 0) throw new Error(`${left.length} still do not replay: ${left[0]?.reason}`);
  return { broken: broken.length, waves };
}

async function finish(desk: Desk, led: LedCase[]): Promise<void> {
  const numbers = led.map((l) => l.caseNo);
  await rested(desk, numbers);
  for (const { caseNo, moment } of led) for (const move of moment.life.moves.slice(moment.moves.length)) await take(desk, caseNo, move);
  await rested(desk, numbers);
}

async function differences(desk: Desk, led: LedCase[], peaceful: Map<string, string>): Promise<string[]> {
  const came = await outcomes(
    desk,
    led.map((l) => l.caseNo),
  );
  return led.flatMap(({ caseNo, moment, held }) => {
    const [wanted, got] = [peaceful.get(nameOf(moment)), came.get(caseNo)];
    return wanted === got
      ? []
      : [`${caseNo} (${nameOf(moment)} from move ${moment.moves.length}${held ? ', held' : ''}):\n${wanted}\n---\n${got}`];
  });
}
