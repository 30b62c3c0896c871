import { execFile } from 'node:child_process';
import path from 'node:path';
import { root } from '../../config/root.ts';

/** Runs a command as a person would, in a data folder of their own and with nothing in the environment but this. */
export const anlaoIn = (folder: string, args: string[], env: NodeJS.ProcessEnv) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    const { PATH, HOME, TMPDIR } = process.env;
    const surroundings = { ...(TMPDIR ? { TMPDIR } : {}), PATH, HOME, ANLAO_DATA_DIR: folder, ...env };
    execFile(
      process.execPath,
      [path.join(root, 'cli', 'anlao.mjs'), ...args],
      { env: surroundings, cwd: folder },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
    );
  });
