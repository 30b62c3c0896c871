import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toldSince } from '../../casebook/reading.ts';
import { giveBack, take } from '../../casebook/relay/outbox.ts';
import { poke } from '../../casebook/relay/poke.ts';
import { rebuild } from '../../casebook/relay/rebuild.ts';
import type { ToldStep } from '../../domain/kernel/told-step.ts';
import { TASK_QUEUE } from '../../worker/temporal.ts';
import { aDesk, type Desk, eventually } from '../harness/desk.ts';

const oneItem = { source: 'inspection', items: [{ description: '通道堵塞', kind: 'fire', severity: 'general' }] };
const submitted = { items: [{ itemNo: 1, note: '已清理' }] };

/** The regular way of a rectification; each entry leads to another stage. */
const WAY: [by: string, name: string, input: object][] = [
  ['caseworker', 'issueNotice', {}],
  ['institution', 'submitRectification', submitted],
  ['caseworker', 'verify', { verdicts: [{ itemNo: 1, passed: true }] }],
  ['leader', 'signOff', {}],
  ['caseworker', 'recordLookBack', { recurred: [], note: '无反弹' }],
];
const DOCUMENTS = ['rectificationNotice', 'supervisionRecord', 'acceptanceRecord', 'signOffRecord', 'closingReport'];

describe('the workflow follows the log', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.startRelay());

  const documents = async (caseNo: string) =>
    (await desk.pool.query<{ kind: string }>('SELECT kind FROM case_document WHERE case_no = $1 ORDER BY seq, kind', [caseNo])).rows.map(
      (r) => r.kind,
    );
  const messages = async (caseNo: string) =>
    (
      await desk.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM notification WHERE case_no = $1 AND event NOT LIKE 'rung.%'`, [
        caseNo,
      ])
    ).rows[0]?.n;
  const statusOf = (caseNo: string) =>
    desk.env.client.workflow
      .getHandle(caseNo)
      .describe()
      .then(
        ({ status }) => status.name,
        () => 'NONE',
      );
  const completed = (caseNo: string) => eventually(async () => (await statusOf(caseNo)) === 'COMPLETED', `the end of ${caseNo}`);

  /** The test server's time stands still for ever when a workflow is ended in the middle of a task. */
  const idle = (caseNo: string) =>
    eventually(async () => {
      const { events = [] } = await desk.env.client.workflow.getHandle(caseNo).fetchHistory();
      const last = events?.at(-1);
      return Boolean(
        last?.timerStartedEventAttributes ?? last?.workflowTaskCompletedEventAttributes ?? last?.markerRecordedEventAttributes,
      );
    }, `${caseNo} to be idle`);

  it('climbs a rung once, also when it is rebuilt before and after', async () => {
    const caseNo = await desk.open('rectification', oneItem);
    const dueOn = await desk.inDays(20);
    await desk.act(caseNo, 'caseworker', 'issueNotice', { dates: [{ itemNo: 1, dueOn }] });
    await desk.followed(caseNo);
    await idle(caseNo);
    await rebuild({ pool: desk.pool, client: desk.env.client }, caseNo, 'test');
    await desk.followed(caseNo);
    await desk.pass('21 days');
    await eventually(async () => (await desk.trail(caseNo)).includes('rung:overdue'), 'overdue');
    await idle(caseNo);
    await rebuild({ pool: desk.pool, client: desk.env.client }, caseNo, 'test');
    await desk.followed(caseNo);
    await desk.pass('20 days');
    await eventually(async () => (await desk.trail(caseNo)).includes('rung:propose'), 'the proposal');
    expect(await desk.trail(caseNo)).toEqual(['open', 'issueNotice', 'rung:remind', 'rung:overdue', 'rung:urge', 'rung:propose']);
  });

  it('goes on after a rebuild in every stage, and nothing happens twice', async () => {
    const plain = await desk.open('rectification', oneItem);
    for (const [by, name, input] of WAY) await desk.act(plain, by, name, input);
    await desk.followed(plain);
    const caseNo = await desk.open('rectification', oneItem);
    for (const [by, name, input] of WAY) {
      await desk.followed(caseNo);
      await rebuild({ pool: desk.pool, client: desk.env.client }, caseNo, 'test');
      await desk.act(caseNo, by, name, input);
      await desk.followed(caseNo);
      await rebuild({ pool: desk.pool, client: desk.env.client }, caseNo, 'test');
    }
    await desk.followed(caseNo);
    await completed(caseNo);
    expect(await documents(caseNo)).toEqual(DOCUMENTS);
    expect(await messages(caseNo)).toBe(await messages(plain));
  });

  it('sorts out pokes that are doubled, late, out of order or missing, and is not brought back after the end', async () => {
    await desk.stopRelay();
    const caseNo = await desk.open('rectification', oneItem);
    for (const [by, name, input] of WAY) await desk.act(caseNo, by, name, input);
    await desk.pool.query('DELETE FROM outbox WHERE case_no = $1', [caseNo]);
    const steps = await toldSince(desk.pool, caseNo, 0);
    const at = (...i: number[]) => i.map((n) => steps[n - 1] as ToldStep);
    const tell = (some: ToldStep[], open = true) => poke(desk.env.client, TASK_QUEUE, { caseNo, type: 'rectification', open, steps: some });
    for (const some of [at(1), at(1, 2), at(4), at(3), at(3, 2, 1), at(6)]) await tell(some);
    await completed(caseNo);
    expect(await documents(caseNo)).toEqual(DOCUMENTS);
    const { runId } = await desk.env.client.workflow.getHandle(caseNo).describe();
    await tell(at(6), false);
    expect((await desk.env.client.workflow.getHandle(caseNo).describe()).runId).toBe(runId);
  });

  it('does every effect of every stage when a whole case is told at once', async () => {
    await desk.stopRelay();
    const caseNo = await desk.open('rectification', oneItem);
    for (const [by, name, input] of WAY) await desk.act(caseNo, by, name, input);
    const taken = await take(desk.pool, 1); // one row of the outbox, and with it the whole case
    const steps = await toldSince(desk.pool, caseNo, 0);
    expect(taken.map(({ poke: told, ids }) => [told.caseNo, told.steps, ids.length])).toEqual([[caseNo, steps, steps.length]]);
    await giveBack(
      desk.pool,
      taken.flatMap(({ ids }) => ids),
    );
    desk.startRelay();
    await completed(caseNo);
    expect(await documents(caseNo)).toEqual(DOCUMENTS);
    const { events } = await desk.env.client.workflow.getHandle(caseNo).fetchHistory();
    expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toEqual([]); // it was started with what it was told
  });

  it('starts again when a closed complaint is reopened', async () => {
    const caseNo = await desk.open('complaint', { channel: 'hotline', category: 'fees', content: '乱收费', anonymous: false });
    await desk.act(caseNo, 'caseworker', 'accept');
    await desk.act(caseNo, 'caseworker', 'recordInvestigation', { findings: '不属实', substantiated: false });
    await desk.act(caseNo, 'caseworker', 'giveFeedback', { answer: '收费有据', way: 'phone' });
    for (let i = 0; i < 3; i++) await desk.act(caseNo, 'hotline', 'recordCallback', { reached: false });
    await completed(caseNo);
    await desk.act(caseNo, 'hotline', 'requestReopening', { reason: '不满意' });
    const reopened = await desk.act(caseNo, 'supervisor', 'decideReopening', { granted: true, reason: '重新核实' });
    expect(reopened.stage).toBe('awaitingInvestigation');
    await desk.followed(caseNo);
    expect(await statusOf(caseNo)).toBe('RUNNING');
  });
});
