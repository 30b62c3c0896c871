import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseActivities } from '../../activities/index.ts';
import { nextRung } from '../../domain/kernel/index.ts';
import type { Task } from '../../domain/kernel/task.ts';
import { aDesk, type Desk } from '../harness/desk.ts';

const DAY_MS = 86_400_000;
const EVERYTHING: Task[] = [
  { seq: 1, kind: 'closingReport' },
  { seq: 1, event: 'answered', to: ['owner', 'supervisor'] },
];
const late = { channel: 'letter', category: 'food', content: '饭菜变质', anonymous: true };

describe('every activity may be run twice, and at the same time', () => {
  let desk: Desk;
  let activities: CaseActivities;
  beforeAll(async () => {
    const around = (made: CaseActivities) => {
      activities = made;
      return made;
    };
    desk = await aDesk({ around });
    await desk.stopRelay();
  });
  afterAll(() => desk.close());

  /** How each is asked about a case; an activity that is not tried here does not compile. */
  const ASKED: { [A in keyof CaseActivities]: (caseNo: string) => Promise<() => Promise<unknown>> } = {
    since: async (caseNo) => () => activities.since(caseNo, 0),
    async climb(caseNo) {
      const file = await desk.casebook.file(caseNo);
      const rung = nextRung(file);
      if (!rung) throw new Error('no rung is due');
      return () => activities.climb({ caseNo, ...rung, seen: file.told, at: Date.now() });
    },
    followed: async (caseNo) => () => activities.followed(caseNo, 1),
    produce: async (caseNo) => () => activities.produce({ caseNo, seq: 1, kind: 'closingReport' }),
    tell: async (caseNo) => () => activities.tell({ caseNo, seq: 1, event: 'answered', to: ['owner', 'supervisor'] }),
    carryOut: async (caseNo) => () => activities.carryOut({ caseNo, tasks: EVERYTHING, followed: 1 }),
  };

  const aCase = () => desk.open('complaint', late, { by: 'hotline', receivedAt: Date.now() - 60 * DAY_MS });
  /** Everything that stands about a case, with what was opened out of it. */
  const standing = async (caseNo: string) => {
    const { rows } = await desk.pool.query(
      `SELECT (SELECT string_agg(kind || ':' || name, ' ' ORDER BY seq) FROM case_event WHERE case_no = $1) AS events,
         (SELECT string_agg(kind, ' ' ORDER BY kind) FROM case_document WHERE case_no = $1) AS documents,
         (SELECT string_agg(effect, ' ' ORDER BY effect) FROM case_effect WHERE case_no = $1) AS effects,
         (SELECT string_agg(event || '>' || recipient, ' ' ORDER BY event, recipient, channel) FROM notification WHERE case_no = $1) AS messages,
         (SELECT max(followed) FROM case_follow WHERE case_no = $1) AS followed,
         (SELECT count(*)::int FROM case_file WHERE parent = $1) AS opened`,
      [caseNo],
    );
    return rows[0];
  };

  it.each(Object.keys(ASKED) as (keyof CaseActivities)[])('%s: eight at once and two more leave what one leaves', async (name) => {
    const [once, often] = [await aCase(), await aCase()];
    const before = await standing(once);
    await (await ASKED[name](once))();
    const run = await ASKED[name](often);
    await Promise.all(Array.from({ length: 8 }, run));
    for (let i = 0; i < 2; i++) await run();
    const after = await standing(once);
    expect(await standing(often)).toEqual(after);
    expect(after).toEqual(name === 'since' ? before : expect.not.objectContaining(before));
  });

  it('how far a case was followed is not set back by a note that comes late', async () => {
    const caseNo = await aCase();
    await Promise.all([3, 5, 4].map((seq) => activities.followed(caseNo, seq)));
    await activities.followed(caseNo, 2);
    expect(await standing(caseNo)).toMatchObject({ followed: 5 });
  });
});
