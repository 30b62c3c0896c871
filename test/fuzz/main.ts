/**
 * `npm run fuzz`: lets Schemathesis send every route what its OpenAPI document allows and what it forbids, with a fixed seed, as several roles.
 * A server error, a status or a content type that is not documented, or an answer outside its schema is a failure. `--short` is for CI: fewer
 * callers, who together see every kind of case, and one example of each; the same seed, so that what failed fails again.
 */
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../config/env.ts';
import { root } from '../../config/root.ts';
import { anOffice, type Client, type Office, signIn } from '../harness/office.ts';
import { startServers, stopServers } from '../harness/servers.ts';
import { schemathesis } from './schemathesis.ts';

const SEED = '20260601';
const isShort = process.argv.includes('--short');
/** Who asks; undefined is somebody who never signed in. */
const CALLERS = isShort
  ? ['supervisor', 'institution', 'admin', undefined]
  : ['caseworker', 'supervisor', 'leader', 'institution', 'discipline', 'admin', undefined];
const CHECKS = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance'];
const EXAMPLES = process.env.ANLAO_FUZZ_EXAMPLES ?? (isShort ? '1' : '2');
/** What would end the sessions of the other callers. */
const LEFT_OUT = '^/api/v1/users/\\{id\\}/';

const program = schemathesis(readConfig(process.env).cacheDir);
if (program === undefined) {
  console.log('Schemathesis needs python3 with venv and pip; without them the API is not fuzzed.\n0 passed, 0 failed, 1 skipped');
  process.exit(0);
}
await startServers();
const office = await anOffice();
let failed = 0;
try {
  const known = JSON.stringify(await parametersOf(office));
  for (const caller of CALLERS) if (!(await holds(program, caller, known))) failed += 1;
} finally {
  await office.close();
  await stopServers();
}
console.log(`\n${CALLERS.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Values of path parameters that lead somewhere: a case of each type that can be opened, a receipt code, an institution. */
async function parametersOf({ as }: Office): Promise<Record<string, string[]>> {
  const items = [{ description: '灭火器过期', kind: 'fire', severity: 'general' }];
  const institution = { id: 'ankang' };
  const complaint = await opened(as('hotline'), 'complaints', {
    ...{ channel: 'hotline', institution, category: 'fees', content: '乱收费', anonymous: false },
    informant: { name: '张三', phone: '13800000000' },
  });
  const rectification = await opened(as('caseworker'), 'rectifications', { institution, source: 'inspection', items });
  const filing = await opened(as('caseworker'), 'filings', { kind: 'unfiled', institution, discoveredOn: '2026-01-05' });
  return {
    caseNo: [complaint.caseNo, rectification.caseNo, filing.caseNo],
    receiptCode: [complaint.receiptCode],
    id: ['ankang', '1'],
  };
}

async function opened(client: Client, what: string, body: object): Promise<{ caseNo: string; receiptCode: string }> {
  const { status, body: answer } = await client.post(`/v1/${what}`, body);
  if (status !== 201) throw new Error(`${what} could not be opened: ${JSON.stringify(answer)}`);
  return answer;
}

/** Whether every route kept to its document for this caller. */
async function holds(st: string, caller: string | undefined, known: string): Promise<boolean> {
  console.log(`\n— ${caller ?? 'nobody signed in'}`);
  const cookie = caller === undefined ? [] : ['--header', `Cookie:${await signIn(office.url, caller)}`];
  const args = ['run', `${office.url}/openapi.json`, '--seed', SEED, '--max-examples', EXAMPLES, '--checks', CHECKS.join(',')];
  const quietly = [
    '--phases',
    isShort ? 'fuzzing' : 'examples,fuzzing',
    '--continue-on-failure',
    '--no-shrink',
    '--exclude-path-regex',
    LEFT_OUT,
  ];
  const env = { ...process.env, SCHEMATHESIS_HOOKS: 'hooks', PYTHONPATH: path.join(root, 'test', 'fuzz'), ANLAO_FUZZ_KNOWN: known };
  const run = spawn(st, [...args, ...quietly, '--suppress-health-check', 'all', '--warnings', 'off', ...cookie], {
    cwd: os.tmpdir(),
    stdio: 'inherit',
    env,
  });
  return new Promise((resolve) => run.once('close', (code) => resolve(code === 0)));
}
