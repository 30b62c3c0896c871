import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Assembly, assemble } from '../../casebook/assembly.ts';
import type { Draft } from '../../casebook/documents.ts';
import { type FreshDatabase, freshDatabase } from '../harness/database.ts';

const sha256 = () => randomBytes(32).toString('hex');
const DIVISION = { code: '532626', name: '丘北县' };

describe('documents and contents', () => {
  let database: FreshDatabase;
  let office: Assembly;
  let caseNo: string;
  beforeAll(async () => {
    database = await freshDatabase();
    office = assemble(database.url, { name: 'documents', email: false, max: 12 });
    const { file } = await office.casebook.open({
      type: 'rectification',
      division: DIVISION.code,
      institution: { name: '安康养老院' },
      actor: { id: 'li', role: 'caseworker', name: '李经办' },
      input: { source: 'inspection', items: [{ description: '消防通道堵塞', kind: 'fire', severity: 'general' }] },
      intake: { request: { scope: 'test', key: '1', bodyHash: '' } },
    });
    caseNo = file.caseNo;
  });
  afterAll(async () => {
    await office.pool.end();
    await database.drop();
  });

  const notice = (itemNo = 0): Draft => ({ kind: 'rectificationNotice', itemNo, title: '整改通知书', facts: { no: itemNo } });
  const issue = (seq: number, drafts: Draft[], { issuedOn = '2026-03-02', division = DIVISION, effect = 'produce:x' } = {}) =>
    office.documents.issue({ caseNo, division }, [{ seq, effect, issuedOn, drafts }]);
  const numbers = async (year: number) =>
    (
      await office.pool.query<{ no: string }>('SELECT document_no AS no FROM case_document WHERE document_no LIKE $1', [`%〔${year}〕%`])
    ).rows
      .map(({ no }) => no)
      .sort((a, b) => Number(/(\d+)号/.exec(a)?.[1]) - Number(/(\d+)号/.exec(b)?.[1]));

  it('[R-067] are numbered without gaps by division, kind and year, however many are issued at once and however often', async () => {
    const seqs = Array.from({ length: 30 }, (_, i) => 100 + i);
    await Promise.all([...seqs, ...seqs, ...seqs].map((seq) => issue(seq, [notice()])));
    expect(await numbers(2026)).toEqual(seqs.map((_, i) => `丘北民整通〔2026〕${i + 1}号`));
    await issue(200, [notice(0), notice(1), { ...notice(), kind: 'departmentNotice' }], { issuedOn: '2027-01-04' });
    expect((await numbers(2027)).sort()).toEqual(['丘北民告知〔2027〕1号', '丘北民整通〔2027〕1号', '丘北民整通〔2027〕2号'].sort());
  });

  it('[R-067] are numbered in the order of the events where several are issued at once, each year by itself, and only where it was not done', async () => {
    await issue(401, [notice()], { issuedOn: '2029-12-31' });
    const issues = [
      { seq: 403, issuedOn: '2030-01-02', drafts: [notice()] },
      { seq: 402, issuedOn: '2029-12-31', drafts: [notice(1), notice(0)] },
      { seq: 401, issuedOn: '2029-12-31', drafts: [notice()] },
      { seq: 404, issuedOn: '2030-01-02', drafts: [] },
    ];
    const all = issues.map((one) => ({ ...one, effect: 'produce:x' }));
    await Promise.all([1, 2, 3].map(() => office.documents.issue({ caseNo, division: DIVISION }, all)));
    const { rows } = await office.pool.query(
      `SELECT seq, item_no AS item, document_no AS no FROM case_document WHERE seq BETWEEN 401 AND 404 ORDER BY seq, item_no`,
    );
    expect(rows).toEqual([
      { seq: 401, item: 0, no: '丘北民整通〔2029〕1号' },
      { seq: 402, item: 0, no: '丘北民整通〔2029〕2号' },
      { seq: 402, item: 1, no: '丘北民整通〔2029〕3号' },
      { seq: 403, item: 0, no: '丘北民整通〔2030〕1号' },
    ]);
    const { rows: marks } = await office.pool.query(`SELECT seq FROM case_effect WHERE seq BETWEEN 401 AND 404 ORDER BY seq`);
    expect(marks.map(({ seq }) => seq)).toEqual([401, 402, 403, 404]);
  });

  it('take no number when the step is refused by the database', async () => {
    await expect(issue(300, [notice()], { issuedOn: '2028-01-03', effect: null as unknown as string })).rejects.toThrow();
    await issue(301, [notice()], { issuedOn: '2028-01-03' });
    expect(await numbers(2028)).toEqual(['丘北民整通〔2028〕1号']);
  });

  it('have codes that cannot be guessed, and that no two share', async () => {
    const { rows } = await office.pool.query<{ code: string }>('SELECT code FROM case_document');
    for (const { code } of rows) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{20}$/);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
  });

  it('wait for the press in the order in which they were issued, and are taken by one press each', async () => {
    const taken = await Promise.all(Array.from({ length: 10 }, () => office.documents.claim()));
    expect(new Set(taken.map((document) => document?.id)).size).toBe(10);
    const [first] = taken;
    await office.documents.postponed(first?.id ?? '', '存储不可用');
    expect(await office.documents.waiting()).toMatchObject({ error: '存储不可用' });
    await office.documents.printed(first?.id ?? '', { pdf: { sha256: sha256(), bytes: 1 }, docx: { sha256: sha256(), bytes: 1 } });
    const { rows } = await office.pool.query('SELECT facts, error FROM case_document WHERE id = $1', [first?.id]);
    expect(rows).toEqual([{ facts: null, error: null }]);
  });

  describe('contents that nothing refers to', () => {
    const removed: string[] = [];
    const remove = async (address: string) => void removed.push(address);
    const old = (address: string) =>
      office.pool.query(`UPDATE stored_content SET touched_at = now() - interval '2 days' WHERE sha256 = $1`, [address]);
    const claimed = async () => {
      const address = sha256();
      await office.contents.claim({ sha256: address, bytes: 1 });
      return address;
    };
    const evidence = (address: string, column = 'sha256') =>
      office.pool.query(
        `INSERT INTO evidence (case_no, name, media_type, bytes, uploaded_by, sha256, thumb_sha256) VALUES ($1, 'a', 'image/png', 1, 'li', $2, $3)`,
        [caseNo, column === 'sha256' ? address : sha256(), column === 'sha256' ? null : address],
      );
    const clear = (graceMs = 86_400_000) => office.contents.clear({ graceMs, remove });

    it('are cleared away after the time of grace; what evidence, copies or documents refer to never is', async () => {
      const [orphan, fresh, kept, thumb] = [await claimed(), await claimed(), await claimed(), await claimed()];
      await evidence(kept);
      await evidence(thumb, 'thumb');
      for (const address of [orphan, kept, thumb]) await old(address);
      expect(await clear()).toBe(1);
      expect(removed).toEqual([orphan]);
      expect(await office.contents.referenced('', 1_000)).toEqual(expect.arrayContaining([kept, thumb]));
      await evidence(fresh);
    });

    it('are put again while they are cleared: whoever puts them waits, and finds them gone and not half gone', async () => {
      const address = await claimed();
      await old(address);
      const steps: string[] = [];
      let putAgain: Promise<unknown> = Promise.resolve();
      const cleared = await office.contents.clear({
        graceMs: 86_400_000,
        async remove(found) {
          if (found !== address) return;
          putAgain = office.contents.claim({ sha256: address, bytes: 1 }).then(() => steps.push('claimed'));
          await new Promise((resolve) => setTimeout(resolve, 300));
          steps.push('removed');
        },
      });
      await putAgain;
      expect(cleared).toBeGreaterThan(0);
      expect(steps).toEqual(['removed', 'claimed']);
      expect(await clear()).toBe(0); // claimed anew
    });

    it('stay when something came to refer to them in the last moment', async () => {
      const address = await claimed();
      await old(address);
      const client = await office.pool.connect();
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM stored_content WHERE sha256 = $1 FOR UPDATE', [address]);
      expect(await clear()).toBe(0); // somebody is at it
      await client.query('COMMIT');
      client.release();
      await evidence(address);
      expect(await clear()).toBe(0);
    });
  });
});
