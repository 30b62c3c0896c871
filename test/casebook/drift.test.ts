import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '@temporalio/client';
import type { CaseActivities } from '../../activities/index.ts';
import { decideDrift } from '../../casebook/drift.ts';
import { carryOutDecisions, checkDrift } from '../../casebook/relay/drift.ts';
import { stateOf } from '../../casebook/relay/workflows.ts';
import { root } from '../../config/root.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { TASK_QUEUE } from '../../worker/temporal.ts';
import { aDesk, type Desk, eventually } from '../harness/desk.ts';
import { devServer, workflowCode } from '../harness/temporal.ts';

const oneItem = { source: 'inspection', items: [{ description: '通道堵塞', kind: 'fire', severity: 'general' }] };

/** A task that a worker does not answer, because it cannot go on, is given out again sooner than the usual ten seconds. */
const SOON_AGAIN = ['--dynamic-config-value', 'history.defaultWorkflowTaskTimeout="3s"'];

describe('reconciliation of the log with Temporal', () => {
  let desk: Desk;
  /** The case whose workflow keeps how far it came to itself until it is rebuilt, and what it would have said. */
  const silent = { caseNo: '', unsaid: 0 };
  const isRebuilt = async (caseNo: string) =>
    (await desk.pool.query('SELECT 1 FROM case_follow WHERE case_no = $1 AND followed = 0', [caseNo])).rowCount === 1;
  const followedAloud = (activities: CaseActivities): CaseActivities => ({
    ...activities,
    async carryOut(errand) {
      const { caseNo, followed = 0 } = errand;
      const keeps = caseNo === silent.caseNo && !(await isRebuilt(caseNo));
      await activities.carryOut(keeps ? { ...errand, followed: 0 } : errand); // a note only grows, so this one sets nothing back
      if (keeps) silent.unsaid = followed;
    },
  });
  beforeAll(async () => {
    desk = await aDesk({ server: () => devServer({ extraArgs: SOON_AGAIN }), around: followedAloud });
  });
  afterAll(() => desk.close());
  beforeEach(async () => {
    desk.startRelay();
    const { rows } = await desk.pool.query<{ case_no: string }>('SELECT case_no FROM case_file');
    await desk.followed(...rows.map((r) => r.case_no));
    await desk.pool.query('DELETE FROM drift');
  });

  const check = () => checkDrift({ pool: desk.pool, client: desk.env.client, quietMs: 0, lateMs: 60_000 });
  const status = async (caseNo: string) => (await stateOf(desk.env.client, caseNo)).status;
  const listed = (caseNo: string, runs: boolean) =>
    eventually(async () => {
      for await (const { workflowId } of desk.env.client.workflow.list({ query: `ExecutionStatus = 'Running'` }))
        if (workflowId === caseNo) return runs;
      return !runs;
    }, `the list of workflows to know of ${caseNo}`);
  const aCase = async () => {
    const caseNo = await desk.open('rectification', oneItem);
    await desk.followed(caseNo);
    await listed(caseNo, true);
    return caseNo;
  };
  const ended = async (caseNo: string) => {
    await desk.env.client.workflow.getHandle(caseNo).terminate('by somebody');
    await listed(caseNo, false);
  };
  const drift = async () => (await desk.pool.query('SELECT workflow_id, kind, state, remedy FROM drift ORDER BY workflow_id, id')).rows;

  it('finds nothing where nothing is wrong', async () => {
    await aCase();
    expect(await check()).toMatchObject({ healed: [], waiting: [] });
    const { rows } = await desk.pool.query('SELECT cases, workflows, finished_at FROM drift_check ORDER BY id DESC LIMIT 1');
    expect(rows).toEqual([{ cases: expect.any(Number), workflows: expect.any(Number), finished_at: expect.any(Date) }]);
  });

  it('revives a case whose workflow was ended by force, notes it, and leaves it to a person when that does not last', async () => {
    const caseNo = await aCase();
    for (let i = 0; i < 2; i++) {
      await ended(caseNo);
      expect((await check())?.healed).toEqual([
        { workflowId: caseNo, kind: 'workflowClosed', detail: { status: 'TERMINATED' }, remedy: 'poke' },
      ]);
      await eventually(async () => (await status(caseNo)) === 'RUNNING', 'another workflow');
      await desk.followed(caseNo);
      await listed(caseNo, true);
    }
    await ended(caseNo);
    expect((await check())?.waiting).toMatchObject([{ workflowId: caseNo, kind: 'workflowClosed' }]);
    await desk.pool.query('UPDATE outbox SET seq = seq');
    await check();
    const open = (await drift()).filter((d) => d.state === 'open');
    expect(open).toEqual([{ workflow_id: caseNo, kind: 'workflowClosed', state: 'open', remedy: null }]);
    const { rows } = await desk.pool.query(`SELECT id FROM drift WHERE state = 'open'`);
    expect(await decideDrift(desk.pool, rows[0].id, 'rebuild', 'admin')).toBe(true);
    expect(await decideDrift(desk.pool, rows[0].id, 'dismiss', 'admin')).toBe(false);
    expect(await carryOutDecisions({ pool: desk.pool, client: desk.env.client })).toBe(1);
    await eventually(async () => (await status(caseNo)) === 'RUNNING', 'the workflow of the decision');
  });

  it('revives a case that Temporal has never heard of', async () => {
    await desk.stopRelay();
    const caseNo = await desk.open('rectification', oneItem);
    await desk.pool.query('DELETE FROM outbox');
    expect((await check())?.healed).toMatchObject([{ workflowId: caseNo, kind: 'workflowMissing', remedy: 'poke' }]);
    desk.startRelay();
    await desk.followed(caseNo);
    expect(await status(caseNo)).toBe('RUNNING');
  });

  it('pokes, and then rebuilds, a case whose workflow has not heard the last step', async () => {
    const caseNo = await aCase();
    const outbox = () => eventually(async () => (await desk.pool.query('SELECT 1 FROM outbox')).rowCount === 0, 'an empty outbox');
    silent.caseNo = caseNo;
    const { seq } = await desk.act(caseNo, 'caseworker', 'issueNotice', {});
    await eventually(async () => silent.unsaid === seq, 'the workflow to hold its tongue');
    await outbox();
    expect((await check())?.healed).toMatchObject([{ workflowId: caseNo, kind: 'workflowBehind', remedy: 'poke' }]);
    await outbox();
    expect((await check())?.healed).toMatchObject([{ workflowId: caseNo, kind: 'workflowBehind', remedy: 'rebuild' }]);
    await desk.followed(caseNo);
  });

  it('rebuilds a case whose next rung should have been climbed long ago', async () => {
    const caseNo = await aCase();
    await desk.pool.query(`UPDATE case_file SET next_rung_at = now() - interval '10 minutes' WHERE case_no = $1`, [caseNo]);
    expect((await check())?.healed).toMatchObject([{ workflowId: caseNo, kind: 'timerMissed', remedy: 'rebuild' }]);
    await desk.pool.query('UPDATE case_file SET next_rung_at = NULL WHERE case_no = $1', [caseNo]);
    await desk.followed(caseNo);
  });

  it('rebuilds a case whose workflow cannot go on with the present code', async () => {
    const caseNo = await desk.open('complaint', { channel: 'hotline', category: 'fees', content: '乱收费', anonymous: true });
    await desk.followed(caseNo);
    await listed(caseNo, true);
    await desk.useCode(await workflowBundle({ workflowsPath: path.join(root, 'test', 'histories', 'changed', 'index.ts') }));
    await desk.act(caseNo, 'caseworker', 'accept');
    await eventually(async () => (await stateOf(desk.env.client, caseNo)).attempt > 3, 'several failed tasks');
    expect((await check())?.healed).toMatchObject([{ workflowId: caseNo, kind: 'workflowFailing', remedy: 'rebuild' }]);
    await desk.followed(caseNo);
    await eventually(async () => (await stateOf(desk.env.client, caseNo)).attempt === 0, 'every task to be done');
    await desk.useCode(workflowCode());
  });

  it('leaves a workflow without a case to a person, who may end it or say that it is as it should be', async () => {
    const stray = async (workflowId: string) => {
      await desk.env.client.workflow.start('rectification', { workflowId, taskQueue: TASK_QUEUE, args: [] });
      await listed(workflowId, true);
    };
    await stray('ZG-1');
    await stray('ZG-2');
    expect((await check())?.waiting.map((f) => `${f.workflowId} ${f.kind}`).sort()).toEqual([
      'ZG-1 workflowWithoutCase',
      'ZG-2 workflowWithoutCase',
    ]);
    const { rows } = await desk.pool.query('SELECT id FROM drift ORDER BY workflow_id');
    expect(await decideDrift(desk.pool, rows[0].id, 'rebuild', 'admin')).toBe(false);
    await decideDrift(desk.pool, rows[0].id, 'terminate', 'admin');
    await decideDrift(desk.pool, rows[1].id, 'dismiss', 'admin');
    await carryOutDecisions({ pool: desk.pool, client: desk.env.client });
    await listed('ZG-1', false);
    expect((await check())?.waiting).toEqual([]);
    expect(await drift()).toEqual([
      { workflow_id: 'ZG-1', kind: 'workflowWithoutCase', state: 'healed', remedy: 'terminate' },
      { workflow_id: 'ZG-2', kind: 'workflowWithoutCase', state: 'dismissed', remedy: null },
    ]);
    await desk.env.client.workflow.getHandle('ZG-2').terminate();
    await listed('ZG-2', false);
  });

  it('has the last documents made of a case that was closed while Temporal lost everything', async () => {
    await desk.stopRelay();
    const caseNo = await desk.open('rectification', oneItem);
    await desk.act(caseNo, 'supervisor', 'withdraw', { reason: '误立' });
    await desk.pool.query('DELETE FROM outbox');
    expect((await check())?.healed).toMatchObject([{ workflowId: caseNo, kind: 'workflowMissing', remedy: 'poke' }]);
    desk.startRelay();
    await desk.followed(caseNo);
    expect((await desk.pool.query('SELECT kind FROM case_document WHERE case_no = $1', [caseNo])).rows).toEqual([
      { kind: 'closingReport' },
    ]);
  });

  it('has a workflow end whose case is closed already', async () => {
    const caseNo = await aCase();
    await desk.stopRelay();
    await desk.act(caseNo, 'supervisor', 'withdraw', { reason: '误立' });
    await desk.pool.query('DELETE FROM outbox');
    await desk.pool.query('UPDATE case_follow SET followed = 1000 WHERE case_no = $1', [caseNo]);
    expect((await check())?.healed).toMatchObject([{ workflowId: caseNo, kind: 'workflowOfClosedCase', remedy: 'poke' }]);
    desk.startRelay();
    await eventually(async () => (await status(caseNo)) === 'COMPLETED', 'the end of the workflow');
  });

  it('lets one process check at a time', async () => {
    const { workflow } = desk.env.client;
    const other = { workflow: { ...workflow, list: (...args: Parameters<typeof workflow.list>) => meanwhile(workflow.list(...args)) } };
    const during: unknown[] = [];
    async function* meanwhile<T>(listed: AsyncIterable<T>) {
      during.push(await check());
      yield* listed;
    }
    const first = await checkDrift({ pool: desk.pool, client: other as unknown as Client, quietMs: 0, lateMs: 60_000 });
    expect([first, ...during]).toEqual([expect.objectContaining({ healed: [] }), undefined, undefined]);
  });
});
