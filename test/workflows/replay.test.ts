import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { root } from '../../config/root.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { CASE_TYPES } from '../../domain/kernel/case-file.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { quiet, workflowCode } from '../harness/temporal.ts';

const folder = path.join(root, 'test', 'histories');
const recorded = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort();

/** What does not replay with this code, and why. */
async function unreplayable(code: { codePath: string }): Promise<Map<string, Error>> {
  const histories = recorded.map((file) => ({
    workflowId: file.replace('.json', ''),
    history: JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
  }));
  const errors = new Map<string, Error>();
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: code }, histories))
    if (error) errors.set(workflowId, error);
  return errors;
}

describe('recorded histories', () => {
  beforeAll(quiet);

  it('show every case type in every stage', () => {
    const wanted = CASE_TYPES.flatMap((type) => CASE_TYPE[type].stages.map((stage) => path.join(type, `${stage}.json`)));
    expect(wanted.filter((file) => !recorded.includes(file))).toEqual([]);
  });

  it('name neither machine nor process', () => {
    const named = recorded.filter((file) => /"identity":"(?!worker")|@/.test(readFileSync(path.join(folder, file), 'utf8')));
    expect(named).toEqual([]);
  });

  it('replay with the present code; what does not is rebuilt from the log by `anlao release`, and recorded anew by `npm run histories`', async () => {
    expect(await unreplayable(workflowCode())).toEqual(new Map());
  });

  it('do not replay with code that was changed incompatibly, in just the stages that were changed', async () => {
    const changed = await workflowBundle({ workflowsPath: path.join(folder, 'changed', 'index.ts') });
    const errors = await unreplayable(changed);
    for (const error of errors.values()) expect(error).toBeInstanceOf(DeterminismViolationError);
    const broken = [...errors.keys()];
    expect(broken).toEqual(
      expect.arrayContaining(['complaint/awaitingTriage', 'rectification/awaitingVerification', 'filingCheck/awaitingSiteCheck']),
    );
    expect(broken.filter((name) => name.startsWith('referral/') || name === 'rectification/awaitingNotice')).toEqual([]);
  });
});
