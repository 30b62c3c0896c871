import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { verifyAll, verifyCase } from '../../audit/verify.ts';
import { assemble } from '../../casebook/assembly.ts';
import { anOffice, type Office } from '../harness/office.ts';

describe('the trail', () => {
  let office: Office;
  let owner: pg.Client;
  beforeAll(async () => {
    office = await anOffice();
    owner = new pg.Client({ connectionString: office.databaseUrl });
    await owner.connect();
    await owner.query('ALTER TABLE case_event DISABLE TRIGGER USER'); // as somebody who owns the database could
  });
  afterAll(async () => {
    await owner.end();
    await office.close();
  });

  const aCase = async () => {
    const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
    const { body } = await office.as('caseworker').post('/v1/rectifications', { institution: { id: 'ankang' }, source: 'tip', items });
    for (const text of ['一', '二', '三']) await office.as('caseworker').post(`/v1/cases/${body.caseNo}/actions/addNote`, { text });
    return body.caseNo as string;
  };

  it('holds for everything that was done', async () => {
    await aCase();
    expect((await verifyAll(office.pool)).breaks).toEqual([]);
  });

  it('holds when a clock tells fractions of a millisecond', async () => {
    const { pool, casebook } = assemble(office.databaseUrl, { name: 'fractions', email: false, now: () => Date.now() + 0.37 });
    const actor = { id: 'caseworker', role: 'caseworker' as const, name: '李建国' };
    const input = { source: 'tip', items: [{ description: '通道堵塞', kind: 'fire', severity: 'general' }] };
    const intake = { request: { scope: 'test', key: 'fractions', bodyHash: '' } };
    const { file } = await casebook.open({ type: 'rectification', division: '532626', actor, input, intake });
    await casebook.act(file.caseNo, { name: 'addNote', input: { text: '一' }, actor }, { key: 'note' });
    await pool.end();
    expect(await verifyCase(office.pool, file.caseNo)).toBeUndefined();
  });

  it.each([
    ['an edit', 2, `UPDATE case_event SET data = '{"text":"改"}' WHERE case_no = $1 AND seq = 2`],
    ['another actor', 3, `UPDATE case_event SET actor = '{"id":"leader","role":"leader","name":"x"}' WHERE case_no = $1 AND seq = 3`],
    ['a deletion', 2, 'DELETE FROM case_event WHERE case_no = $1 AND seq = 2'],
    ['a tail cut off', 4, 'DELETE FROM case_event WHERE case_no = $1 AND seq = 4'],
    [
      'an insertion',
      5,
      `INSERT INTO case_event SELECT case_no, 5, at, kind, name, actor, data, 'x', stage, file_hash, hash, hash FROM case_event WHERE case_no = $1 AND seq = 4`,
    ],
    ['a changed file', 4, `UPDATE case_file SET file = jsonb_set(file, '{division}', '"110000"') WHERE case_no = $1`],
    ['a changed head', 4, `UPDATE case_file SET head = 'x' WHERE case_no = $1`],
    [
      'a swap',
      2,
      'UPDATE case_event e SET data = o.data FROM case_event o WHERE e.case_no = $1 AND o.case_no = $1 AND e.seq IN (2, 3) AND o.seq = 5 - e.seq',
    ],
  ])('finds %s, and names the first event that does not fit', async (_what, seq, change) => {
    const caseNo = await aCase();
    await owner.query(change, [caseNo]);
    expect(await verifyCase(office.pool, caseNo)).toMatchObject({ caseNo, seq });
  });
});
