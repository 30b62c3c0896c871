import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { letGo, takeOver } from '../../stack/launcher.ts';
import { identify, isRunning, ProcessFolder, terminate } from '../../stack/process-id.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-processes-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A process that does nothing until it is told to stop; a stubborn one does not listen. */
async function idle({ stubborn = false } = {}): Promise<number> {
  const script = `${stubborn ? "process.on('SIGTERM', () => {});" : ''} console.log('up'); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  if (child.pid === undefined) throw new Error('not started');
  return child.pid;
}

describe('a start after a killed one', () => {
  it('stops what was left behind, the API first and the database last', async () => {
    const processes = new ProcessFolder(folder);
    const left = { postgres: await idle(), api: await idle(), temporal: await idle() };
    for (const [name, pid] of Object.entries(left)) processes.note(name, pid);
    const said: string[] = [];
    await takeOver(processes, { underNpm: false, say: (text) => said.push(text) });
    expect(said.map((text) => /stopping (\w+)/.exec(text)?.[1])).toEqual(['api', 'temporal', 'postgres']);
    expect(Object.values(left).map((pid) => isRunning(identify(pid)))).toEqual([false, false, false]);
    expect(processes.running('launcher')?.pid).toBe(process.pid);
    letGo(processes);
    expect(processes.running('launcher')).toBeUndefined();
  });

  it('leaves alone a process that was given the number of an old one', async () => {
    const processes = new ProcessFolder(folder);
    const stranger = await idle();
    processes.note('api', stranger);
    const noted = processes.noted('api');
    expect(isRunning({ pid: stranger, startedAt: `${noted?.startedAt}0` })).toBe(false);
    await terminate({ pid: stranger, startedAt: 'another time' });
    expect(isRunning(identify(stranger))).toBe(true);
  });

  it('refuses while another stack is at work on the folder, and touches nothing', async () => {
    const processes = new ProcessFolder(folder);
    const [other, api] = [await idle(), await idle()];
    processes.note('launcher', other);
    processes.note('api', api);
    await expect(takeOver(processes, { underNpm: false, say: () => {} })).rejects.toThrow(
      `already runs on this data folder (process ${other})`,
    );
    expect(isRunning(identify(api))).toBe(true);
  });
});

it('kills what does not end when asked', async () => {
  const id = identify(await idle({ stubborn: true }));
  await terminate(id, { graceMs: 200 });
  expect(isRunning(id)).toBe(false);
});
