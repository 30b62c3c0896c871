import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { ProcessFolder, parentOf } from '../../stack/process-id.ts';
import type { Program } from '../../stack/temporal/programs.ts';
import { testServers } from './servers.ts';

let isQuiet = false;

/**
 * The time-skipping server, one per test file; end it with `teardown()`. Its clock is global: move it with `sleep`, and await no
 * `result()` before a case's last command, because that jumps years ahead.
 */
export async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  quiet();
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: executable('temporal-test-server') } });
  noteServers();
  return environment;
}

/** A real Temporal server in memory, one per test file, on which one workflow can be fast-forwarded; end it with `teardown()`. */
export async function devServer({ extraArgs = [] }: { extraArgs?: string[] } = {}): Promise<TestWorkflowEnvironment> {
  quiet();
  const settings = ['--output', 'none', '--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'];
  const server = {
    executable: executable('temporal'),
    ui: false,
    extraArgs: [...settings, ...extraArgs],
    log: { level: 'error', format: 'json' },
  };
  const environment = await TestWorkflowEnvironment.createLocal({ server });
  noteServers();
  return environment;
}

/** The workflow code, built once for the whole run, as `Worker.create` takes it. */
export function workflowCode(): { codePath: string } {
  const { bundle } = testServers();
  if (bundle === undefined) throw new Error('There is no workflows/index.ts to test');
  return { codePath: bundle };
}

function executable(name: Program['name']): { type: 'existing-path'; path: string } {
  const { path: file, problem } = testServers().programs[name];
  if (file === undefined) throw new Error(problem);
  return { type: 'existing-path', path: file };
}

/** Keeps the SDK's chatter out of the test output; only errors are shown. */
export function quiet(): void {
  if (!isQuiet) Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } });
  isQuiet = true;
}

/** Notes the servers that this process runs, so that the end of the run stops one whose test file forgot to. */
function noteServers(): void {
  if (process.platform !== 'linux') return;
  const processes = new ProcessFolder(path.join(testServers().folder, 'run'));
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === process.pid);
  for (const pid of children) if (/temporal/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) processes.note(`temporal-${pid}`, pid);
}
