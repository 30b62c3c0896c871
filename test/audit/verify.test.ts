import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeDays } from '../../audit/close-days.ts';
import { verifyTrail } from '../../audit/verify.ts';
import { addDays, dayOf, startOfDay } from '../../domain/working-days.ts';
import { aCounty, type County } from './county.ts';

const DAY_MS = 86_400_000;

describe('the trail of a case', () => {
  let county: County;
  beforeAll(async () => {
    county = await aCounty();
  });
  afterAll(() => county.close());

  it('holds for everything that was done', async () => {
    await Promise.all([county.aCase(), county.aCase()]);
    expect(await verifyTrail(county.pool)).toMatchObject({ ok: true, cases: 2, events: 8, breaks: [], days: 0, late: 0 });
  });

  const columns = 'case_no, at, kind, name, actor, stage, file_hash, step';
  it.each([
    ['an edit', 2, 'eventChanged', `UPDATE case_event SET data = '{"text":"改"}' WHERE case_no = $1 AND seq = 2`],
    ['another actor', 3, 'eventChanged', `UPDATE case_event SET actor = actor || '{"id":"leader"}' WHERE case_no = $1 AND seq = 3`],
    ['another time', 3, 'eventChanged', `UPDATE case_event SET at = at - interval '1 day' WHERE case_no = $1 AND seq = 3`],
    ['a deletion', 2, 'eventMissing', 'DELETE FROM case_event WHERE case_no = $1 AND seq = 2'],
    ['the first event deleted', 1, 'eventMissing', 'DELETE FROM case_event WHERE case_no = $1 AND seq = 1'],
    ['the last event deleted', 4, 'eventsMissingAtEnd', 'DELETE FROM case_event WHERE case_no = $1 AND seq = 4'],
    ['a tail cut off', 2, 'eventsMissingAtEnd', 'DELETE FROM case_event WHERE case_no = $1 AND seq > 1'],
    [
      'a deletion that closes the gap',
      3,
      'linkBroken',
      'WITH gone AS (DELETE FROM case_event WHERE case_no = $1 AND seq = 3) UPDATE case_event SET seq = 3 WHERE case_no = $1 AND seq = 4',
    ],
    ['two events swapped', 2, 'linkBroken', 'UPDATE case_event SET seq = 5 - seq WHERE case_no = $1 AND seq IN (2, 3)'],
    [
      'what two events say swapped',
      2,
      'eventChanged',
      'UPDATE case_event e SET data = o.data FROM case_event o WHERE e.case_no = $1 AND o.case_no = $1 AND e.seq IN (2, 3) AND o.seq = 5 - e.seq',
    ],
    [
      'an insertion at the end',
      5,
      'eventChanged',
      `INSERT INTO case_event (seq, data, key, prev_hash, hash, ${columns}) SELECT 5, data, 'x', hash, 'x', ${columns} FROM case_event WHERE case_no = $1 AND seq = 4`,
    ],
    [
      'an insertion in the middle',
      3,
      'eventChanged',
      `WITH later AS (UPDATE case_event SET seq = seq + 1 WHERE case_no = $1 AND seq > 2)
       INSERT INTO case_event (seq, data, key, prev_hash, hash, ${columns}) SELECT 3, data, 'x', prev_hash, hash, ${columns} FROM case_event WHERE case_no = $1 AND seq = 3`,
    ],
    ['all of it deleted', 1, 'noEvents', 'DELETE FROM case_event WHERE case_no = $1'],
    ['a changed file', 4, 'fileChanged', `UPDATE case_file SET file = jsonb_set(file, '{division}', '"110000"') WHERE case_no = $1`],
    ['a changed file hash', 2, 'eventChanged', `UPDATE case_event SET file_hash = 'x' WHERE case_no = $1 AND seq = 2`],
    ['a changed head', 4, 'headChanged', `UPDATE case_file SET head = 'x' WHERE case_no = $1`],
    ['a version set back', 4, 'eventBeyondHead', 'UPDATE case_file SET version = 3 WHERE case_no = $1'],
    ['a case hidden from the worklists', 4, 'columnChanged', `UPDATE case_file SET owner_id = 'nobody' WHERE case_no = $1`],
    ['a date moved in the worklists', 4, 'columnChanged', `UPDATE case_file SET due_at = due_at + interval '1 day' WHERE case_no = $1`],
    [
      'a workflow told another stage',
      1,
      'stepChanged',
      `UPDATE case_event SET step = step || '{"stage":"closed"}' WHERE case_no = $1 AND seq = 1`,
    ],
    [
      'a workflow told another time',
      1,
      'stepChanged',
      `UPDATE case_event SET step = step || '{"next":null}' WHERE case_no = $1 AND seq = 1`,
    ],
    ['a case row deleted', 4, 'noFile', 'DELETE FROM case_file WHERE case_no = $1'],
  ])('finds %s, and names the first bad event', async (_what, seq, what, change) => {
    const caseNo = await county.aCase();
    await county.tamper(`ALTER TABLE case_event DROP CONSTRAINT IF EXISTS case_event_pkey`);
    await county.tamper(change, [caseNo]);
    expect((await verifyTrail(county.pool, { caseNo })).breaks).toEqual([expect.objectContaining({ caseNo, seq, what })]);
    const all = await verifyTrail(county.pool);
    expect(all.breaks).toContainEqual(expect.objectContaining({ caseNo, seq, what }));
  });
});

describe('the ledger of the days', () => {
  let county: County;
  let early: string;
  let late: string;
  const daysAgo = (n: number) => addDays(county.today, -n);
  /** So many days after noon of today; the tests hold whatever time it is. */
  const noonIn = (days: number) => startOfDay(addDays(county.today, days)) + DAY_MS / 2;
  /** Midnights that have passed since the county was made. */
  const midnights = () => Math.round((startOfDay(dayOf(Date.now())) - startOfDay(county.today)) / DAY_MS);
  beforeAll(async () => {
    county = await aCounty();
    [early, late] = [await county.aCase(), await county.aCase()];
    await county.backdate(4, early);
    await county.backdate(2, late);
  });
  afterAll(() => county.close());
  const verify = (caseNo?: string) => verifyTrail(county.pool, caseNo === undefined ? {} : { caseNo });
  /** Tampers, looks what is found, and puts everything back. */
  const found = async (tampering: () => Promise<void>) => {
    for (const table of ['case_file', 'case_event', 'ledger_day']) await county.tamper(`CREATE TABLE kept_${table} AS TABLE ${table}`);
    await tampering();
    const { breaks } = await verify();
    for (const table of ['case_file', 'case_event', 'ledger_day']) {
      await county.tamper(`TRUNCATE ${table} CASCADE`);
      await county.tamper(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
      await county.tamper(`DROP TABLE kept_${table}`);
    }
    expect(await verify()).toMatchObject({ ok: true });
    return breaks.map(({ caseNo, seq, day, what }) => ({ ...(caseNo ? { caseNo, seq } : { day }), what }));
  };

  it('closes every day that is over, also those without events, once, whoever does it', async () => {
    expect(await verify()).toMatchObject({ ok: true, days: 0, late: 4 + midnights() });
    const closed = await Promise.all([closeDays(county.pool, noonIn(0)), closeDays(county.pool, noonIn(0))]);
    expect(closed[0]).toEqual([4, 3, 2, 1].map(daysAgo));
    expect(await closeDays(county.pool, noonIn(0))).toEqual([]);
    const { rows } = await county.pool.query('SELECT events, cases FROM ledger_day ORDER BY day');
    expect(rows.map(({ events, cases }) => [events, cases])).toEqual([
      [4, 1],
      [0, 0],
      [4, 1],
      [0, 0],
    ]);
    expect(await verify()).toMatchObject({ ok: true, days: 4, late: midnights(), last: { day: daysAgo(1) } });
    expect(await verify(late)).toMatchObject({ ok: true });
  });

  it('leaves a day open until a while after midnight', async () => {
    const midnight = startOfDay(addDays(county.today, 1));
    expect(await closeDays(county.pool, midnight + 60_000)).toEqual([]);
  });

  it('waits for a step that was begun before midnight and is not committed yet', async () => {
    const slow = await county.pool.connect();
    await slow.query('BEGIN');
    const copy = 'at, kind, name, actor, data, stage, file_hash, prev_hash, hash, step';
    await slow.query(
      `INSERT INTO case_event (case_no, seq, key, ${copy}) SELECT case_no, 99, 'slow', ${copy} FROM case_event WHERE case_no = $1 AND seq = 1`,
      [late],
    );
    let done = false;
    const closing = closeDays(county.pool, noonIn(2)).finally(() => {
      done = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(done).toBe(false);
    await slow.query('ROLLBACK');
    slow.release();
    expect(await closing).toContain(county.today);
    await county.tamper('DELETE FROM ledger_day WHERE day >= $1', [county.today]);
  });

  it('does not let the application change or remove a day', async () => {
    for (const change of [`UPDATE ledger_day SET root = 'x'`, 'DELETE FROM ledger_day', 'TRUNCATE ledger_day'])
      await expect(county.pool.query(change)).rejects.toMatchObject({ code: '42501' });
  });

  it('finds a whole case removed, its row included', async () => {
    const breaks = await found(async () => {
      await county.tamper('DELETE FROM case_event WHERE case_no = $1', [early]);
      await county.tamper('DELETE FROM case_file WHERE case_no = $1', [early]);
    });
    expect(breaks).toEqual([{ day: daysAgo(4), what: 'dayChanged' }]);
  });

  it('finds a chain that was rewritten as if the product had done it', async () => {
    const breaks = await found(() => county.rewrite(late, 3, { text: '从未发生' }));
    expect(breaks).toEqual([{ day: daysAgo(2), what: 'dayChanged' }]);
  });

  it('finds an event that was moved to another day', async () => {
    const breaks = await found(() => county.backdate(3, late));
    expect(breaks).toEqual([3, 2].map((n) => ({ day: daysAgo(n), what: 'dayChanged' })));
  });

  it('finds a day rewritten, removed or taken from the beginning', async () => {
    expect(await found(() => county.tamper(`UPDATE ledger_day SET root = 'x' WHERE day = $1`, [daysAgo(3)]))).toEqual([
      { day: daysAgo(3), what: 'dayChanged' },
      { day: daysAgo(2), what: 'rootChanged' },
    ]);
    expect(await found(() => county.tamper('DELETE FROM ledger_day WHERE day = $1', [daysAgo(3)]))).toEqual([
      { day: daysAgo(3), what: 'dayMissing' },
    ]);
    expect(await found(() => county.tamper('DELETE FROM ledger_day WHERE day = $1', [daysAgo(4)]))).toEqual([
      { day: daysAgo(4), what: 'dayMissing' },
      { day: daysAgo(3), what: 'rootChanged' },
    ]);
  });

  it('finds everything gone', async () => {
    const breaks = await found(() => county.tamper('TRUNCATE case_event'));
    expect(breaks).toEqual([
      { caseNo: early, seq: 1, what: 'noEvents' },
      { caseNo: late, seq: 1, what: 'noEvents' },
      { day: daysAgo(4), what: 'dayChanged' },
      { day: daysAgo(2), what: 'dayChanged' },
    ]);
  });
});
