import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const VERSION = '4.32.5';

/** The fuzzer's program, installed into a folder of its own when it is not there yet; undefined where there is no Python to run it. */
export function schemathesis(cacheFolder: string): string | undefined {
  const folder = path.join(cacheFolder, `schemathesis-${VERSION}`);
  const program = path.join(folder, 'bin', 'st');
  if (existsSync(program)) return program;
  const python = (args: string[]) => spawnSync('python3', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (!python(['-m', 'venv', folder])) return undefined;
  const pip = spawnSync(
    path.join(folder, 'bin', 'pip'),
    ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`],
    {
      stdio: 'inherit',
    },
  );
  return pip.status === 0 && existsSync(program) ? program : undefined;
}
