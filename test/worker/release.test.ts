import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { begin, nextWave, setState, unfinished } from '../../worker/release/ledger.ts';
import { runWaves } from '../../worker/release/release.ts';
import { unreplayable } from '../../worker/release/replay.ts';
import { aDesk, type Desk } from '../harness/desk.ts';
import { changedCode, proveRelease } from '../harness/release-proof.ts';
import { devServer, workflowCode } from '../harness/temporal.ts';

it('carries cases in every stage, some in the middle of an effect, over to other code and back, and nothing is lost or doubled', async () => {
  const proof = await proveRelease({ cases: 40, wave: 14, andBack: true });
  expect(proof).toMatchObject({ cases: 40, differences: [] });
  expect(proof.broken).toBeGreaterThan(10);
  expect(proof.waves).toBeGreaterThan(2);
  expect(proof.midEffect).toBeGreaterThan(4);
  expect(proof.rungs).toBeGreaterThan(3);
}, 900_000);

describe('a release', () => {
  let desk: Desk;
  const caseNos: string[] = [];
  beforeAll(async () => {
    desk = await aDesk({ server: devServer });
    for (let i = 0; i < 6; i++)
      caseNos.push(await desk.open('complaint', { channel: 'hotline', category: 'food', content: '饭菜变质', anonymous: true }));
    await desk.followed(...caseNos);
  });
  afterAll(() => desk.close());

  const waves = (more: object = {}) => ({ pool: desk.pool, client: desk.env.client, wave: 2, pauseMs: 0, patienceMs: 200_000, ...more });

  it('names the cases that would not go on with other code, and none for the present one', async () => {
    expect(await unreplayable(desk.env.client, { workflowBundle: workflowCode() })).toEqual([]);
    const broken = await unreplayable(desk.env.client, { workflowBundle: await changedCode() });
    expect(broken.map((b) => b.caseNo)).toEqual([...caseNos].sort());
    expect(broken[0]?.reason).toMatch(/nondeterminism/i);
  });

  it('is paused between two waves, gone on with where it was, and over when other code is released', async () => {
    const code = await changedCode();
    const release = await begin(desk.pool, 'changed', await unreplayable(desk.env.client, { workflowBundle: code }));
    await desk.useCode(code);
    const paused = await runWaves(release, waves({ onWave: () => void setState(desk.pool, release.id, 'paused'), pauseMs: 300 }));
    expect(paused).toBe('paused');
    const again = await unfinished(desk.pool, 'changed');
    expect(again).toMatchObject({ id: release.id, state: 'paused', total: 6, done: 2 });
    expect(await nextWave(desk.pool, release.id, 9)).toHaveLength(4);
    expect(await runWaves(again ?? release, waves())).toBe('finished');
    expect(await unfinished(desk.pool, 'changed')).toBeUndefined();
    await desk.followed(...caseNos);
  });

  it('stops at the first wave whose cases do not come back, and tries these first when it is gone on with', async () => {
    const release = await begin(desk.pool, 'present', await unreplayable(desk.env.client, { workflowBundle: workflowCode() }));
    expect(release.total).toBe(6);
    await desk.stopWork();
    const failed: string[] = [];
    const state = await runWaves(
      release,
      waves({ patienceMs: 1_000, onWave: (w: { failed: { caseNo: string }[] }) => failed.push(...w.failed.map((f) => f.caseNo)) }),
    );
    expect(state).toBe('stopped');
    expect(failed).toHaveLength(2);
    expect(await nextWave(desk.pool, release.id, 2)).toEqual(failed);
    await desk.useCode(workflowCode());
    expect(await runWaves(release, waves())).toBe('finished');
    expect(await unreplayable(desk.env.client, { workflowBundle: workflowCode() })).toEqual([]);
  });
});
