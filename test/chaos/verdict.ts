import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { checkDrift } from '../../casebook/relay/drift.ts';
import { ringOf } from '../../casebook/sealing.ts';
import { keyRing } from '../../config/key-ring.ts';
import { root } from '../../config/root.ts';
import { sealedConverter } from '../../worker/codec.ts';
import { lazyClient } from '../../worker/temporal.ts';
import { outcomes } from '../harness/outcomes.ts';
import type { Caller } from './caller.ts';
import { type Life, type Lived, live } from './lives.ts';
import { kept, loose, mails, morning } from './proof.ts';
import type { Rig } from './rig.ts';
import { readable } from './secrets.ts';

/** Longer than a message of a killed worker waits to be taken over, and than it takes to print what thousands of steps issued. */
const PATIENCE_MS = 40 * 60_000;
const SAY_EVERY_MS = 10_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until everything has come to rest. What does not within the patience is found by the verdict. */
export async function settle({ pool }: Rig, say: (text: string) => void): Promise<void> {
  let saidAt = 0;
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(500)) {
    const left = await morning(pool)
      .then(() => loose(pool))
      .catch(() => ({ 'the database is away': 1 }));
    if (Object.keys(left).length === 0) return;
    if (Date.now() - saidAt < SAY_EVERY_MS) continue;
    say(`waiting: ${JSON.stringify(left)}`);
    saidAt = Date.now();
  }
}

interface Case {
  rig: Rig;
  caller: Caller;
  lived: Lived;
  faults: number;
  say(text: string): void;
}

/** Proves from outside what must hold, says it, and answers whether it does. */
export async function verdict({ rig, caller, lived, faults, say }: Case): Promise<boolean> {
  const { pool } = rig;
  const { lost, doubled } = await kept(pool, caller.acknowledged);
  const total = caller.acknowledged.length;
  const problems = [
    ...caller.weather.wrong.map((w) => `wrong answer: ${w}`),
    ...lost.map((l) => `lost: ${l}`),
    ...doubled.map((d) => `doubled: ${d}`),
  ];
  for (const [what, n] of Object.entries(await loose(pool))) problems.push(`${n} ${what}`);
  const mail = await mails(
    pool,
    rig.mail.mailbox.map((m) => m.messageId),
  );
  if (mail.missing > 0) problems.push(`${mail.missing} mails missing`);
  for (const place of await readable(
    pool,
    rig.folder,
    rig.mail.mailbox.map((m) => m.raw),
  ))
    problems.push(`the informant can be read in ${place}`);
  problems.push(...(await drift(rig, say)), ...trail(rig), ...(await differences(rig, caller, lived)));
  say(
    `${rig.mail.mailbox.length} mails, ${mail.again} of them sent again because a process died before it had written down that they were sent`,
  );
  for (const problem of problems.slice(0, 50)) say(`✖ ${problem}`);
  console.log(`${total} operations acknowledged, ${lost.length} lost, ${doubled.length} doubled, ${faults} faults`);
  return problems.length === 0;
}

/** The log held against Temporal until nothing is left to heal. */
async function drift({ pool, temporalAddress: address, keys }: Rig, say: (text: string) => void): Promise<string[]> {
  const client = lazyClient({ address, namespace: 'default', dataConverter: sealedConverter(ringOf(keyRing.parse(keys))) });
  try {
    for (let n = 0; n < 20; n++) {
      const check = await checkDrift({ pool, client, quietMs: 0, lateMs: 60_000 });
      if (check?.waiting.length) return check.waiting.map((f) => `drift: ${f.workflowId} ${f.kind}`);
      if (check?.healed.length === 0) {
        say(`${check.cases} open cases, ${check.workflows} workflows, no drift`);
        return [];
      }
      for (const { workflowId, kind, remedy } of (check?.healed ?? []) as { workflowId: string; kind: string; remedy?: string }[])
        say(`drift healed: ${workflowId} ${kind} ${remedy ?? ''}`);
      await pause(5_000);
    }
    return ['drift does not come to an end'];
  } finally {
    await client.connection.close();
  }
}

/** The trail as the command verifies it. */
function trail({ databaseUrl }: Rig): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'cli', 'anlao.mjs'), 'audit', 'verify'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`the trail: ${stdout}${stderr}`];
}

/** Every case against one of its kind that is lived now, in peace: the same steps, rungs, documents and messages, each as often. */
async function differences(rig: Rig, caller: Caller, lived: Lived): Promise<string[]> {
  const found: string[] = [];
  for (const [life, caseNos] of lived) {
    const peaceful = await inPeace(rig, caller, life);
    const came = await outcomes(rig, [peaceful, ...caseNos]);
    const wanted = came.get(peaceful) ?? '';
    for (const caseNo of caseNos) {
      const got = came.get(caseNo) ?? '';
      // over a midnight a case in hand may be reminded of; that this was once is proved elsewhere
      const isComparable = life.isLate || rungsIn(got) === rungsIn(wanted);
      if (got !== wanted && isComparable) found.push(`${life.name} ${caseNo}:\n${got}\ninstead of\n${wanted}`);
    }
  }
  return found;
}

let lives = 0;
const rungsIn = (outcome: string): number => outcome.match(/rung:/g)?.length ?? 0;

async function inPeace(rig: Rig, caller: Caller, life: Life): Promise<string> {
  const caseNo = await live(caller, life, `peace-${++lives}`);
  if (!caseNo) throw new Error(`${life.name} cannot be lived in peace`);
  await settle(rig, () => undefined);
  return caseNo;
}
