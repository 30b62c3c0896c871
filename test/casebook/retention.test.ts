import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { produceDocuments } from '../../activities/produce.ts';
import { verifyTrail } from '../../audit/verify.ts';
import { countRetention, runRetention } from '../../casebook/retention.ts';
import { retentionOf } from '../../domain/retention.ts';
import { addDays, startOfDay } from '../../domain/working-days.ts';
import { aCounty, type County } from '../audit/county.ts';
import { qiubei } from '../builders/case-in-hand.ts';
import { aComplaint } from '../builders/cases.ts';
import { headChen, inspectorLi } from '../builders/people.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const SECRETS = ['护工王某打人', '李四所见', '经查属实，已辞退', '张三丰', '现场录音'];
const SIX_YEARS_MS = 6 * 365 * 86_400_000;

describe('the time that a closed case is kept', () => {
  const closed = () => aComplaint().act('transfer', headChen, { department: '市场监督管理局', reason: '非本单位职责' });
  const at = (day: string, changes = {}) => {
    const { file, now } = closed();
    const policy = { ...qiubei, retention: { complaint: { keepDays: 400, reviewDays: 30 } } };
    return retentionOf({ ...file, ...changes }, policy, { closedAt: now, now: startOfDay(day) });
  };

  it('is counted from the day of closing; then somebody may look at it, then it is due', () => {
    const review = addDays('2026-03-02', 400);
    const due = addDays(review, 30);
    expect(at(addDays(review, -1))).toEqual({ state: 'retain', on: review });
    expect(at(review)).toEqual({ state: 'review', on: due });
    expect(at(addDays(due, -1)).state).toBe('review');
    expect(at(due)).toEqual({ state: 'due', on: due });
  });

  it('runs for nobody’s open case, and stands still under a legal hold', () => {
    const { file, now } = aComplaint().act('accept', inspectorLi);
    expect(retentionOf(file, qiubei, { closedAt: now, now: now + 2 * SIX_YEARS_MS })).toEqual({ state: 'open' });
    expect(at('2036-03-02', { legalHold: { at: 0, by: 'chen' } })).toEqual({ state: 'held' });
  });
});

describe('making a case anonymous', () => {
  let county: County;
  beforeAll(async () => {
    county = await aCounty();
  });
  afterAll(() => county.close());

  const act = async (who: string, caseNo: string, action: string, input: object) =>
    expect([action, (await county.as(who).post(`/v1/cases/${caseNo}/actions/${action}`, input)).status]).toEqual([action, 200]);

  /** A complaint with words of people in every place, answered and closed. */
  async function closedComplaint(): Promise<{ caseNo: string; evidence: string }> {
    const body = { channel: 'letter', category: 'abuse', institution: { id: 'ankang' }, anonymous: false, content: SECRETS[0] };
    const { caseNo } = (await county.as('hotline').post('/v1/complaints', { ...body, informant: { name: SECRETS[3] } })).body;
    const kept = await county.as('supervisor').upload(`/v1/cases/${caseNo}/evidence`, `${SECRETS[4]}.png`, PNG);
    await act('caseworker', caseNo, 'accept', {});
    await act('caseworker', caseNo, 'addNote', { text: SECRETS[1] });
    await act('caseworker', caseNo, 'closeUnfounded', { reason: SECRETS[1], answer: SECRETS[2] });
    const { seq } = await county.casebook.file(caseNo);
    await produceDocuments({ caseNo, seq, kind: 'complaintAnswer' }, county); // issued, and not printed yet
    return { caseNo, evidence: kept.body.id };
  }
  const everything = async (caseNo: string) => {
    const tables = [
      'case_file',
      'case_event',
      'case_search',
      'informant',
      'evidence',
      'case_document',
      'case_signature',
      'notification',
      'request_key',
      'case_deadline',
    ];
    const rows = await Promise.all(
      tables.map((t) => county.pool.query(`SELECT to_jsonb(t)::text AS row FROM ${t} t WHERE case_no = $1`, [caseNo])),
    );
    return rows.flatMap((r) => r.rows.map(({ row }) => row as string)).join('\n');
  };
  const later = () => Date.now() + SIX_YEARS_MS;

  it('removes every word that people wrote, and says on the log what, when and by whom; the chain still holds', async () => {
    const { caseNo, evidence } = await closedComplaint();
    const before = await everything(caseNo);
    for (const secret of SECRETS.slice(0, 3)) expect(before).toContain(secret);
    expect(await runRetention(county)).toEqual([]);
    expect(await runRetention(county, later())).toContain(caseNo);
    const after = await everything(caseNo);
    for (const secret of SECRETS) expect([secret, after.includes(secret)]).toEqual([secret, false]);
    const { file } = (await county.pool.query('SELECT file FROM case_file WHERE case_no = $1', [caseNo])).rows[0];
    expect(file.anonymised).toMatchObject({ by: 'retention', events: 3, texts: 4, files: 1, informant: true });
    expect(await county.documents.waiting()).toEqual({ waiting: 0, oldestMs: 0, error: null });
    const { rows: kept } = await county.pool.query<{ sha256: string }>('SELECT sha256 FROM evidence WHERE case_no = $1', [caseNo]);
    expect(await county.contents.referenced('', 1_000)).not.toContain(kept[0]?.sha256); // its hash stays; nobody looks for its bytes any more
    const report = await verifyTrail(county.pool, { caseNo });
    expect([report.ok, report.breaks]).toEqual([true, []]);
    expect((await county.as('supervisor').get(`/v1/evidence/${evidence}`)).status).not.toBe(200);
    expect((await county.as('auditor').get('/v1/retention?limit=200')).body.items).toContainEqual(
      expect.objectContaining({ caseNo, state: 'anonymised', removed: expect.objectContaining({ by: 'retention', texts: 4 }) }),
    );
    expect(await runRetention(county, later())).toEqual([]);
    expect((await countRetention(county)).anonymised).toBeGreaterThan(0);
  });

  it('is found out when something else was changed, or texts were removed without saying so', async () => {
    const { caseNo } = await closedComplaint();
    const { caseNo: other } = await closedComplaint();
    await runRetention(county, later());
    await county.tamper(`UPDATE case_event SET actor = jsonb_set(actor, '{id}', '"wang"') WHERE case_no = $1 AND seq = 2`, [caseNo]);
    expect((await verifyTrail(county.pool, { caseNo })).breaks[0]).toMatchObject({ seq: 2, what: 'eventChanged' });
    await county.tamper(
      `UPDATE case_event SET data = jsonb_set(data, '{content,#}', to_jsonb(repeat('0', 64))) WHERE case_no = $1 AND seq = 1`,
      [other],
    );
    expect((await verifyTrail(county.pool, { caseNo: other })).breaks[0]).toMatchObject({ seq: 1, what: 'eventChanged' });
    const { caseNo: quiet } = await closedComplaint();
    const { rows } = await county.pool.query('SELECT data, texts FROM case_event WHERE case_no = $1 AND seq = 1', [quiet]);
    const { committed } = await import('../../casebook/chain.ts');
    await county.tamper('UPDATE case_event SET data = $2, texts = NULL WHERE case_no = $1 AND seq = 1', [
      quiet,
      committed(rows[0].data, rows[0].texts),
    ]);
    const [found] = (await verifyTrail(county.pool, { caseNo: quiet })).breaks;
    expect([found?.seq, found?.why]).toEqual([1, expect.stringContaining('removed')]);
  });

  it('cannot be done to the log by the application itself without that step', async () => {
    const { caseNo } = await closedComplaint();
    await expect(county.pool.query(`SELECT remove_texts($1, 1, '{}')`, [caseNo])).rejects.toThrow(/not changed or removed/);
  });

  it('waits while the case is held for the law, and a leader does it only once it may be reviewed', async () => {
    const { caseNo } = await closedComplaint();
    const hold = (on: boolean, who = 'supervisor') => county.as(who).post(`/v1/cases/${caseNo}/legal-hold`, { on, reason: '行政复议' });
    expect((await hold(true, 'caseworker')).status).toBe(403);
    expect((await hold(true)).status).toBe(200);
    expect((await hold(true)).status).toBe(409);
    expect(await runRetention(county, later())).not.toContain(caseNo);
    expect((await hold(false)).status).toBe(200);
    const early = await county.as('leader').post(`/v1/cases/${caseNo}/anonymise`, { reason: '到期' });
    expect([early.status, early.body.code]).toEqual([409, 'not-in-time']);
    await county.tamper(`UPDATE case_file SET closed_at = closed_at - interval '5 years 10 days' WHERE case_no = $1`, [caseNo]);
    expect((await county.as('leader').post(`/v1/cases/${caseNo}/anonymise`, { reason: '到期' })).status).toBe(200);
    expect((await verifyTrail(county.pool, { caseNo })).ok).toBe(true);
    expect(await everything(caseNo)).not.toContain(SECRETS[0]);
  });
});
