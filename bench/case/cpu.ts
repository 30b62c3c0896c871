import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const TICKS_PER_SECOND = 100;

/** CPU seconds that each part of the stack on this data folder has used so far, with the processes it started (Linux only). */
export async function cpuSecondsOf(dataDir: string): Promise<Record<string, number>> {
  const run = path.join(dataDir, 'run');
  const processes = await allProcesses();
  const parts = (await readdir(run)).filter((name) => !name.startsWith('launcher'));
  const used = parts.map(async (part) => {
    const root = Number(/\d+/.exec(await readFile(path.join(run, part), 'utf8'))?.[0]);
    const family = (pid: number): number =>
      processes.filter((p) => p.parent === pid).reduce((sum, p) => sum + family(p.pid), processes.find((p) => p.pid === pid)?.seconds ?? 0);
    return [path.parse(part).name, family(root)] as const;
  });
  return Object.fromEntries(await Promise.all(used));
}

async function allProcesses(): Promise<{ pid: number; parent: number; seconds: number }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return stats.filter(Boolean).map((stat) => {
    const [pid] = stat.split(' ');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid: Number(pid), parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND };
  });
}
