import { spawn } from 'node:child_process';

/** Runs a helper program to its end, or stops it when the time is up; a program that is not there counts as failed. */
export function run(
  command: string,
  args: string[],
  { withinMs, env = process.env, cwd }: { withinMs: number; env?: NodeJS.ProcessEnv; cwd?: string },
): Promise<{ succeeded: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const tooLong = setTimeout(() => child.kill('SIGKILL'), withinMs);
    const end = (succeeded: boolean) => {
      clearTimeout(tooLong);
      resolve({ succeeded, output });
    };
    let output = '';
    const keep = (part: Buffer) => {
      output += part.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', () => end(false));
    child.once('close', (code) => end(code === 0));
  });
}
