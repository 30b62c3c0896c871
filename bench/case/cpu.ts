import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const TICKS_PER_SECOND = 100;

/** CPU seconds that the stack on this data folder has used so far: API, worker, Temporal, PostgreSQL and their children (Linux only). */
export async function cpuSecondsOf(dataDir: string): Promise<number> {
  const run = path.join(dataDir, 'run');
  const files = await readdir(run);
  const roots = await Promise.all(files.map(async (file) => Number(/\d+/.exec(await readFile(path.join(run, file), 'utf8'))?.[0])));
  const processes = await allProcesses();
  const wanted = new Set(roots);
  for (let grew = true; grew; ) {
    grew = false;
    for (const p of processes)
      if (wanted.has(p.parent) && !wanted.has(p.pid)) {
        wanted.add(p.pid);
        grew = true;
      }
  }
  return processes.filter((p) => wanted.has(p.pid)).reduce((sum, p) => sum + p.seconds, 0);
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
