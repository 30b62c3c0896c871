import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { produceDocuments } from '../../activities/produce.ts';
import { ACTION_SCHEMAS } from '../../api/schemas/actions.ts';
import { OpenComplaint, OpenFiling, OpenRectification } from '../../api/schemas/openings.ts';
import { verifyTrail } from '../../audit/verify.ts';
import { doReassignments } from '../../casebook/jobs.ts';
import { countRetention, runRetention } from '../../casebook/retention.ts';
import { personalPaths, REMOVED, retentionOf } from '../../domain/retention.ts';
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

/** Names of institutions, departments and registers, which say nothing of a person. */
const KEPT = /(^|\.)(institution\.name|departments\.\d+|department|sourceNumber|receiptNo|registerNo)$|^name$/;
/** Who complained lies apart, is sealed, and goes as a whole; a description of an institution stands in the file as `described`. */
const APART = /^(informant|institution)\./;

/** Values of a JSON Schema with a text in every field that takes any; identifiers are shorter. */
function filledWith(text: string, schema: z.core.JSONSchema.BaseSchema): unknown[] {
  const inner = (s: unknown) => filledWith(text, s as z.core.JSONSchema.BaseSchema);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap(inner);
  if (schema.type === 'array') return inner(schema.items).map((value) => [value]);
  if (schema.type === 'string')
    return schema.const || schema.enum || schema.format || schema.pattern || Number(schema.maxLength) <= 100 ? [''] : [text];
  if (schema.type !== 'object') return [0];
  const entries = Object.entries(schema.properties ?? {}).map(([key, s]) => inner(s).map((value) => [key, value]));
  const most = Math.max(1, ...entries.map((e) => e.length));
  return Array.from({ length: most }, (_, n) => Object.fromEntries(entries.map((e) => e[n % e.length] ?? [])));
}

/** Paths of all texts in a value. */
const texts = (value: unknown, path = ''): string[] => {
  if (typeof value === 'string') return value === '' ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, path === '' ? key : `${path}.${key}`));
};

describe('every field in which somebody can write', () => {
  const openings = { OpenComplaint, OpenFiling, OpenRectification };
  const inputs = { ...ACTION_SCHEMAS, openings: openings as Record<string, z.ZodType> };
  const written = Object.entries(inputs).flatMap(([type, schemas]) =>
    Object.entries(schemas).flatMap(([name, schema]) =>
      filledWith('某人所写', z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).map((input) => ({
        name: `${type}.${name}`,
        input,
      })),
    ),
  );

  it('is known as one that is removed', () => {
    expect(written.flatMap(({ input }) => texts(input)).length).toBeGreaterThan(80);
    for (const { name, input } of written) {
      const removed = new Set(personalPaths(input));
      const left = texts(input).filter((path) => !removed.has(path) && !KEPT.test(path) && !APART.test(path));
      expect([name, left]).toEqual([name, []]);
    }
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
  /** Everything that the database keeps about a case. */
  const everything = async (caseNo: string) => (await rowsWith(caseNo)).map(({ row }) => row).join('\n');
  /** Rows of all tables in which a text stands, but for the many divisions of the country. */
  const rowsWith = async (text: string): Promise<{ table: string; row: string }[]> => {
    const { rows: tables } = await county.pool.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'division'
         AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1`,
    );
    expect(tables.length).toBeGreaterThan(40);
    const found = tables.map(async ({ name }) => {
      const { rows } = await county.pool.query<{ row: string }>(
        `SELECT row FROM (SELECT to_jsonb(t)::text AS row FROM "${name}" t) t WHERE strpos(row, $1) > 0`,
        [text],
      );
      return rows.map(({ row }) => ({ table: name, row }));
    });
    return (await Promise.all(found)).flat();
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

  it('leaves no word in any table of what was written about a hazard, its plan, a suspension of the clock, a check or a reassignment in bulk', async () => {
    const WORDS = '甲乙丙所写';
    let written = 0;
    const word = () => `${WORDS}${++written}`;
    const items = [{ description: word(), kind: 'fire', severity: 'intractable' }];
    const open = { institution: { id: 'ankang' }, source: 'inspection', items };
    const { caseNo } = (await county.as('caseworker').post('/v1/rectifications', open)).body;
    const dates = [{ itemNo: 1, dueOn: addDays(county.today, 60) }];
    const plan = { plan: word(), measures: word(), responsiblePerson: word() };
    await act('caseworker', caseNo, 'issueNotice', { dates, plan });
    await act('institution', caseNo, 'requestExtension', { itemNo: 1, dueOn: addDays(county.today, 70), reason: word() });
    await act('supervisor', caseNo, 'decideExtension', { itemNo: 1, granted: true, reason: word() });
    await act('institution', caseNo, 'submitRectification', { items: [{ itemNo: 1, note: word() }] });
    await act('caseworker2', caseNo, 'verify', { verdicts: [{ itemNo: 1, passed: true, note: word() }] });
    const clue = { kind: 'clue', clueCase: caseNo, sentTo: '文山州民政局', clue: word(), measuresTaken: word() };
    const reported = await county.as('supervisor').post('/v1/upward-reports', clue);
    expect(reported.status).toBe(201);
    const moved = await county.as('supervisor').post('/v1/bulk/reassignments', { caseNos: [caseNo], to: 'caseworker2', note: word() });
    expect(moved.status).toBe(202);
    await doReassignments(county.pool, county.casebook);
    await act('leader', caseNo, 'signOff', { note: word() });
    await act('caseworker', caseNo, 'recordLookBack', { recurred: [], note: word() });

    const filing = { kind: 'filed', institution: { id: 'ankang' }, filedOn: county.today };
    const filed = (await county.as('caseworker').post('/v1/filings', filing)).body.caseNo;
    await act('supervisor', filed, 'suspendClock', { ground: 'appraisal', reason: word(), effectiveOn: county.today });
    await act('supervisor', filed, 'resumeClock', { reason: word() });
    await act('supervisor', filed, 'withdraw', { reason: word() });
    const before = JSON.stringify(await rowsWith(WORDS)).replaceAll('\\', '');
    for (let n = 1; n <= written; n++) expect([n, before.includes(`${WORDS}${n}"`)]).toEqual([n, true]);

    const files = [caseNo, filed].map(async (no) => (await county.casebook.file(no)).stage);
    expect(await Promise.all(files)).toEqual(['closed', 'closed']);
    await runRetention(county, Date.now() + 2 * SIX_YEARS_MS);
    expect(await rowsWith(WORDS)).toEqual([]);
    const { items: reports } = (await county.as('supervisor').get('/v1/upward-reports')).body;
    expect(reports).toEqual([{ ...reported.body, texts: { clue: REMOVED, measuresTaken: REMOVED } }]);
    for (const no of [caseNo, filed]) expect((await verifyTrail(county.pool, { caseNo: no })).breaks).toEqual([]);
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
    const clue = { kind: 'clue', clueCase: caseNo, sentTo: '文山州民政局', clue: '有人反映', measuresTaken: '已派员' };
    expect((await county.as('supervisor').post('/v1/upward-reports', clue)).status).toBe(201);
    await expect(county.pool.query('SELECT remove_report_texts($1)', [caseNo])).rejects.toThrow(/not changed or removed/);
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
