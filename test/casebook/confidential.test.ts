import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Rotation, rotate, sealedUnder } from '../../casebook/rotation.ts';
import {
  type Informant,
  placeOf,
  sealInformant,
  sealReceiptCode,
  unsealInformant,
  unsealReceiptCode,
} from '../../casebook/sealed-fields.ts';
import { type KeyRing, newReceiptCode, receiptHash, seal, unseal } from '../../casebook/sealing.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { failureConverterPath, sealedConverter } from '../../worker/codec.ts';
import { aDesk, type Desk, PEOPLE } from '../harness/desk.ts';
import { anOffice, type Office } from '../harness/office.ts';
import { devServer } from '../harness/temporal.ts';

const zhang = { name: '张三丰', phone: '13812345678', address: '锦屏镇无名巷子尾7号' };
const complaint = { channel: 'hotline', category: 'food', content: '饭菜变质', anonymous: false };
const k1: [string, Buffer] = ['k1', randomBytes(32)];
const k2: [string, Buffer] = ['k2', randomBytes(32)];

/** Names of the tables in which a text stands in any row. */
async function tablesWith(office: Office, ...texts: string[]): Promise<string[]> {
  const { rows } = await office.pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const found = await Promise.all(
    rows
      .filter(({ name }) => name !== '_prisma_migrations')
      .map(async ({ name }) => {
        const { rowCount } = await office.pool.query(
          `SELECT 1 FROM ${name} t, unnest($1::text[]) x WHERE strpos(t::text, x) > 0 OR strpos(to_jsonb(t)::text, x) > 0 LIMIT 1`,
          [texts],
        );
        return rowCount ? [name] : [];
      }),
  );
  return found.flat();
}

describe('an informant in the database', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const complain = async (informant: Informant = zhang, key: string = randomBytes(8).toString('hex')) => {
    const body = { ...complaint, institution: { name: '丘北县安康养老院' }, informant };
    const answer = await office.as('hotline').post('/v1/complaints', body, { 'Idempotency-Key': key });
    expect(answer.status).toBe(201);
    return answer.body as { caseNo: string; receiptCode: string };
  };
  const informantOf = async (caseNo: string, ring: KeyRing = office.ring) =>
    unsealInformant(
      ring,
      caseNo,
      (await office.pool.query('SELECT name, phone, address FROM informant WHERE case_no = $1', [caseNo])).rows[0],
    );

  it('stands in no row of any table, and neither does the receipt code', async () => {
    const { caseNo, receiptCode } = await complain();
    for (const action of ['accept', 'recordInvestigation', 'giveFeedback']) {
      const { body } = await office.as('caseworker').get(`/v1/cases/${caseNo}`);
      const offered = body.availableActions.find((a: { name: string }) => a.name === action);
      expect((await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/${action}`, offered.inputSchema.examples[0])).status).toBe(
        200,
      );
    }
    expect(await tablesWith(office, ...Object.values(zhang), '无名巷子尾', receiptCode, receiptCode.replaceAll('-', ''))).toEqual([]);
    expect(await tablesWith(office, complaint.content)).toContain('case_event');
    expect(await informantOf(caseNo)).toEqual(zhang);
  });

  it('leaves no hash behind by which a telephone number could be searched for', async () => {
    const [a, b] = [await complain({ phone: '13900000001' }, 'a'), await complain({ phone: '13900000002' }, 'b')];
    const { rows } = await office.pool.query('SELECT DISTINCT body_hash FROM request_key WHERE case_no = ANY($1)', [[a.caseNo, b.caseNo]]);
    expect(rows).toHaveLength(1);
  });

  it('answers a repeated request with the same receipt code', async () => {
    const first = await complain(zhang, 'again');
    expect(await complain(zhang, 'again')).toMatchObject({ caseNo: first.caseNo, receiptCode: first.receiptCode });
  });

  it('does not open when it was moved to another case, to another field or changed', async () => {
    const [a, b] = [await complain(), await complain({ name: '李四', phone: '13800000000' })];
    await office.pool.query('UPDATE informant SET phone = o.phone FROM informant o WHERE informant.case_no = $1 AND o.case_no = $2', [
      a.caseNo,
      b.caseNo,
    ]);
    await expect(informantOf(a.caseNo)).rejects.toThrow();
    await office.pool.query('UPDATE informant SET phone = name WHERE case_no = $1', [b.caseNo]);
    await expect(informantOf(b.caseNo)).rejects.toThrow();
    const receipt = async (caseNo: string) =>
      (await office.pool.query('SELECT code_sealed AS sealed FROM receipt WHERE case_no = $1', [caseNo])).rows[0].sealed as string;
    expect(unsealReceiptCode(office.ring, b.caseNo, await receipt(b.caseNo))).toBe(b.receiptCode);
    const moved = await receipt(a.caseNo);
    expect(() => unsealReceiptCode(office.ring, b.caseNo, moved)).toThrow();
    const sealed = seal(new Map([k1]), '张三丰', 'x');
    const changed = `${sealed.slice(0, -4)}${sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    expect(() => unseal(new Map([k1]), changed, 'x')).toThrow();
  });
});

describe('rotating the keys', () => {
  let office: Office;
  const caseNos: string[] = [];
  beforeAll(async () => {
    office = await anOffice();
    for (let i = 0; i < 450; i++) caseNos.push(`TS-532626-2026-9${String(i).padStart(5, '0')}`);
    const rows = caseNos.map((caseNo, i) => ({
      case_no: caseNo,
      ...sealInformant(new Map([k1]), caseNo, i % 3 === 0 ? { phone: `138${i}` } : zhang),
      code_hash: receiptHash(caseNo),
      code_sealed: sealReceiptCode(new Map([k1]), caseNo, newReceiptCode()),
    }));
    await office.pool.query(
      `INSERT INTO case_file (case_no, type, division, stage, status, version, told, head, file, opened_at, received_at, changed_at, clock)
       SELECT unnest($1::text[]), 'complaint', '532626', 'closed', 'closed', 1, 1, '', '{}', now(), now(), now(), 'stopped'`,
      [caseNos],
    );
    await office.pool.query(
      'INSERT INTO informant SELECT case_no, name, phone, address FROM jsonb_populate_recordset(NULL::informant, $1)',
      [JSON.stringify(rows)],
    );
    await office.pool.query('INSERT INTO receipt SELECT code_hash, code_sealed, case_no FROM jsonb_populate_recordset(NULL::receipt, $1)', [
      JSON.stringify(rows),
    ]);
  });
  afterAll(() => office.close());
  const both = new Map([k2, k1]);
  const read = async (ring: KeyRing) => {
    const { rows } = await office.pool.query('SELECT case_no, name, phone, address FROM informant ORDER BY case_no');
    return rows.map(({ case_no, ...sealed }) => unsealInformant(ring, case_no, sealed));
  };
  const counts = async () =>
    Object.fromEntries((await sealedUnder(office.pool)).map(({ key, table, values }) => [`${table} ${key}`, values]));

  it('seals everything anew, may be broken off, and then needs the old key no more', async () => {
    const before = await read(both);
    expect(await counts()).toEqual({ 'informant k1': 150 + 3 * 300, 'receipt k1': 450 });
    const brokenOff = rotate(office.pool, both, ({ done }) => {
      if (done >= 200) throw new Error('broken off');
    });
    await expect(brokenOff).rejects.toThrow('broken off');
    const half = await counts();
    expect(half['informant k2']).toBeGreaterThan(0);
    expect(half['informant k1']).toBeGreaterThan(0);

    const progress: Rotation[] = [];
    const rotation = await rotate(office.pool, both, (now) => progress.push({ ...now }));
    expect(rotation).toMatchObject({ done: rotation.total, unreadable: [] });
    expect(progress.length).toBeGreaterThan(3);
    expect(await counts()).toEqual({ 'informant k2': 150 + 3 * 300, 'receipt k2': 450 });
    expect(await read(new Map([k2]))).toEqual(before);
    expect(await rotate(office.pool, both)).toEqual({ done: 0, total: 0, unreadable: [] });
  });

  it('does not overwrite what was changed after it was read', async () => {
    const caseNo = caseNos[7] as string;
    const write = (ring: KeyRing, name: string) =>
      office.pool.query('UPDATE informant SET name = $2 WHERE case_no = $1', [
        caseNo,
        seal(ring, name, placeOf('informant', 'name', caseNo)),
      ]);
    await write(new Map([k1]), '张三丰');
    // between reading and writing of the rotation somebody else corrects the name
    const pool = Object.create(office.pool, {
      query: {
        value: async (text: string, values: unknown[]) => {
          if (text.startsWith('UPDATE informant')) await write(both, '张君宝');
          return office.pool.query(text, values);
        },
      },
    });
    expect(await rotate(pool, both)).toMatchObject({ done: 0, total: 1 });
    expect((await read(both))[7]).toMatchObject({ name: '张君宝' });
  });

  it('leaves and names what cannot be opened, and seals the rest', async () => {
    const [moved, whole] = [caseNos[10] as string, caseNos[11] as string];
    await office.pool.query('UPDATE informant SET phone = $2 WHERE case_no = $1', [
      moved,
      seal(new Map([k1]), '138', placeOf('informant', 'phone', 'another')),
    ]);
    await office.pool.query('UPDATE informant SET phone = $2 WHERE case_no = $1', [
      whole,
      seal(new Map([k1]), '139', placeOf('informant', 'phone', whole)),
    ]);
    const { done, total, unreadable } = await rotate(office.pool, both);
    expect([done, total]).toEqual([1, 2]);
    expect(unreadable).toEqual([{ table: 'informant', column: 'phone', caseNo: moved, why: expect.stringContaining('moved here') }]);
  });
});

describe('a complaint in Temporal', () => {
  let desk: Desk;
  let folder: string;
  const ring = new Map([k1]);
  let failures = 0;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'anlao-temporal-'));
    desk = await aDesk({
      server: () => devServer({ extraArgs: ['--db-filename', path.join(folder, 'temporal.db')] }),
      code: await workflowBundle({ failureConverterPath }),
      dataConverter: sealedConverter(ring),
      around: (activities) => ({
        ...activities,
        async carryOut(errand) {
          if (errand.tasks.length > 0 && failures++ === 0) throw new Error(`cannot reach ${zhang.name} at ${zhang.phone}`);
          return activities.carryOut(errand);
        },
      }),
    });
  });
  afterAll(async () => {
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows neither the informant nor anything that was said, in no history, no failure and no file', async () => {
    const { file } = await desk.casebook.open({
      type: 'complaint',
      division: '532626',
      institution: { id: 'ankang', name: '丘北县安康养老院' },
      actor: PEOPLE.hotline!,
      input: complaint,
      intake: {
        request: { scope: 'test', key: 'sealed', bodyHash: '' },
        sealed: (caseNo) => ({ informant: sealInformant(ring, caseNo, zhang) }),
      },
    });
    const { caseNo } = file;
    await desk.act(caseNo, 'caseworker', 'accept', {});
    await desk.act(caseNo, 'caseworker', 'recordInvestigation', { findings: '属实', substantiated: true });
    await desk.act(caseNo, 'caseworker', 'giveFeedback', { answer: '已责令整改', method: 'phone' });
    await desk.followed(caseNo);
    const made = await desk.pool.query('SELECT kind FROM case_document WHERE case_no = $1', [caseNo]);
    expect([failures, made.rows]).toEqual([1, [{ kind: 'complaintAnswer' }]]); // in spite of the failure
    const history = await desk.env.client.workflow.getHandle(caseNo).fetchHistory();
    const payloads = bytesIn(history).map((bytes) => Buffer.from(bytes).toString('latin1'));
    expect(payloads.filter((text) => text === 'binary/encrypted').length).toBeGreaterThan(3);
    const stored = readdirSync(folder).map((name) => readFileSync(path.join(folder, name)));
    const everything = Buffer.concat([Buffer.from(JSON.stringify(history)), ...bytesIn(history), ...stored]);
    expect([caseNo, 'Encoded failure'].map((text) => everything.includes(text))).toEqual([true, true]);
    for (const text of [...Object.values(zhang), complaint.content, '已责令整改', '丘北县安康养老院', 'awaitingFeedback', 'cannot reach'])
      expect([text, everything.includes(text)]).toEqual([text, false]);
  });
});

/** Everything in a history that is kept as bytes. */
function bytesIn(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(bytesIn) : [];
}
