import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const TICKS_PER_SECOND = 100;

/**
 * CPU seconds that each part of the stack on this data folder has used so far, and each of `others` by its process, with the processes they
 * started, but for whoever started the stack (Linux only). What threads of low priority did — printing — is told apart.
 */
export async function cpuSecondsOf(dataDir: string, others: Record<string, number> = {}): Promise<Record<string, number>> {
  const run = path.join(dataDir, 'run');
  const processes = await allProcesses();
  const ofStack = (await readdir(run)).filter((name) => !/^(launcher|holder)/.test(name));
  const pids = await Promise.all(ofStack.map(async (part) => Number(/\d+/.exec(await readFile(path.join(run, part), 'utf8'))?.[0])));
  const parts = [...ofStack, ...Object.keys(others)];
  const roots = [...pids, ...Object.values(others)];
  /** What a part started counts for it, but not another part: the process that holds them all has only its own. */
  const family = (pid: number): number[] => [
    pid,
    ...processes.filter((p) => p.parent === pid && !roots.includes(p.pid)).flatMap((child) => family(child.pid)),
  ];
  const entries = parts.map(async (part, at) => {
    const pids = family(roots[at] ?? 0);
    const low = (await Promise.all(pids.map(lowPrioritySeconds))).reduce((sum, s) => sum + s, 0);
    const all = processes.filter(({ pid }) => pids.includes(pid)).reduce((sum, { seconds }) => sum + seconds, 0);
    return { part: path.parse(part).name, own: all - low, low };
  });
  const used = await Promise.all(entries);
  return { ...Object.fromEntries(used.map(({ part, own }) => [part, own])), printing: used.reduce((sum, { low }) => sum + low, 0) };
}

async function lowPrioritySeconds(pid: number): Promise<number> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const stats = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/stat`, 'utf8').catch(() => '')));
  return stats
    .filter(Boolean)
    .map(parsed)
    .filter(({ nice }) => nice > 0)
    .reduce((sum, { seconds }) => sum + seconds, 0);
}

async function allProcesses(): Promise<Stat[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return stats.filter(Boolean).map(parsed);
}

interface Stat {
  pid: number;
  parent: number;
  seconds: number;
  nice: number;
}

/** A line of `/proc/…/stat`: the fields after the name, which may hold blanks itself. */
function parsed(stat: string): Stat {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = (fields[11] ?? 0) + (fields[12] ?? 0);
  return { pid: Number.parseInt(stat, 10), parent: fields[1] ?? 0, seconds: ticks / TICKS_PER_SECOND, nice: fields[16] ?? 0 };
}
