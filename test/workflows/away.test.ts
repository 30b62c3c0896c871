import { expect, it } from '@jest/globals';
import { toldSince } from '../../casebook/reading.ts';
import { poke } from '../../casebook/relay/poke.ts';
import { TASK_QUEUE } from '../../worker/temporal.ts';
import { atADesk, eventually } from '../harness/desk.ts';
import { devServer } from '../harness/temporal.ts';
import { type Line, severable } from '../notification/severable.ts';

const complaint = { channel: 'letter', category: 'food', content: '饭菜变质', anonymous: true };
const DAY_MS = 86_400_000;

it('[R-118] a workflow whose database is away waits in its activity and goes on; no timer is lost, and every rung comes once', async () => {
  const lines: Line[] = [];
  const line = async (url: string) => {
    lines.push(await severable(url));
    return lines[0]?.url ?? '';
  };
  await atADesk({ server: devServer, line }, async (desk) => {
    await desk.stopRelay();
    const caseNo = await desk.open('complaint', complaint, { by: 'hotline', receivedAt: Date.now() - 60 * DAY_MS });
    const steps = await toldSince(desk.pool, caseNo, 0);
    lines[0]?.cut();
    await poke(desk.env.client, TASK_QUEUE, { caseNo, type: 'complaint', open: true, steps });
    const workflow = desk.env.client.workflow.getHandle(caseNo);
    const pending = async () => (await workflow.describe()).raw.pendingActivities ?? [];
    await eventually(async () => (await pending()).some((a) => (a.attempt ?? 0) > 1), 'an activity to be tried again');
    await expect(desk.pool.query('SELECT 1')).rejects.toThrow();
    lines[0]?.mend();
    await eventually(async () => (await desk.trail(caseNo)).includes('rung:refer'), 'the last rung');
    await eventually(async () => (await pending()).length === 0, 'no activity to be waited for');
    const { rows } = await desk.pool.query(
      `SELECT data ->> 'deadline' || '/' || name AS rung, (data ->> 'fellDueAt')::float8 AS "fellDueAt" FROM case_event WHERE case_no = $1 AND kind = 'rung' ORDER BY seq`,
      [caseNo],
    );
    expect(new Set(rows.map((r) => r.rung)).size).toBe(rows.length);
    expect(rows.map((r) => r.fellDueAt)).toEqual(rows.map((r) => r.fellDueAt).sort((a, b) => a - b));
  });
  await lines[0]?.close();
});
