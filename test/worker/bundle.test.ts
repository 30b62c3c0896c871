import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { workflowBundle } from '../../worker/bundle.ts';

it('builds the workflow code once for the same sources', async () => {
  const cacheFolder = mkdtempSync(path.join(os.tmpdir(), 'anlao-bundle-'));
  const [one, other] = await Promise.all([workflowBundle({ cacheFolder }), workflowBundle({ cacheFolder })]);
  expect(other).toEqual(one);
  expect(readFileSync(one.codePath, 'utf8')).toContain('rectification');
  expect(await workflowBundle({ cacheFolder })).toEqual(one);
  rmSync(cacheFolder, { recursive: true });
});
