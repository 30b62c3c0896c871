import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { freeLoopbackPort } from '../../stack/ports.ts';
import { findProgram } from '../../stack/temporal/find.ts';
import { isReachable, isServing } from '../../stack/temporal/health.ts';
import { TEMPORAL } from '../../stack/temporal/programs.ts';
import { devServer } from '../harness/temporal.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the program of Temporal', () => {
  it('is the one that was named, whatever else is there', async () => {
    const file = path.join(folder, 'mine');
    writeFileSync(file, '');
    expect(await findProgram(TEMPORAL, { explicit: file, cacheFolder: folder })).toBe(file);
  });

  it('is refused when the name leads nowhere', async () => {
    const explicit = path.join(folder, 'nowhere');
    await expect(findProgram(TEMPORAL, { explicit, cacheFolder: folder })).rejects.toThrow(`There is no file ${explicit}`);
  });
});

describe('the health of Temporal', () => {
  it('is known by the standard question', async () => {
    const environment = await devServer();
    expect(await isServing(environment.address)).toBe(true);
    expect(await isReachable(environment.address)).toBe(true);
    await environment.teardown();
    expect(await isServing(environment.address)).toBe(false);
  });

  it('is bad where nothing listens', async () => {
    const address = `127.0.0.1:${await freeLoopbackPort()}`;
    expect([await isServing(address), await isReachable(address)]).toEqual([false, false]);
  });
});
