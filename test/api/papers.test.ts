import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOffice, type Office } from '../harness/office.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const uploads = async () => (await readdir(os.tmpdir())).filter((name) => /^[0-9a-f]{32}$/.test(name));
/** What is said of a picture that was sent without a word. */
const PLAIN = { itemNo: null, phase: null, note: null, scan: 'unscanned', hasThumb: true };
const complaint = { channel: 'box', institution: { name: '某养老院' }, category: 'abuse', content: '打骂老人', anonymous: true };

describe('papers', () => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice();
  });
  afterAll(() => office.close());

  const complained = async () => (await office.as('hotline').post('/v1/complaints', complaint)).body.caseNo as string;
  const keep = (caseNo: string, name: string, bytes: Uint8Array, key?: string) => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    return office.as('caseworker').form(`/v1/cases/${caseNo}/evidence`, form, key === undefined ? {} : { 'Idempotency-Key': key });
  };

  it('are kept under their SHA-256 and come back as they were, to be saved and not shown', async () => {
    const caseNo = await complained();
    const { status, body } = await keep(caseNo, '伤情 照片.png', PNG);
    expect([status, body]).toEqual([
      201,
      { id: expect.any(String), name: '伤情 照片.png', mediaType: 'image/png', bytes: PNG.length, sha256: sha256(PNG), ...PLAIN },
    ]);
    const read = await office.as('caseworker').get(`/v1/evidence/${body.id}?size=original`);
    expect([read.headers.get('content-type'), read.headers.get('x-content-type-options')]).toEqual(['image/png', 'nosniff']);
    expect(read.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('伤情 照片.png')}`);
    expect(sha256(read.body)).toBe(sha256(PNG));
    expect((await office.as('caseworker').get(`/v1/cases/${caseNo}`)).body.evidence).toEqual([body]);
  });

  it('sent twice with one key are kept once, and another file under that key is refused', async () => {
    const caseNo = await complained();
    const twice = await Promise.all([keep(caseNo, 'a.png', PNG, 'photo'), keep(caseNo, 'a.png', PNG, 'photo')]);
    expect(twice.map((a) => a.status)).toEqual([201, 201]);
    expect(twice[0].body).toEqual(twice[1].body);
    const other = await keep(caseNo, 'b.png', Buffer.concat([PNG, Buffer.alloc(1)]), 'photo');
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
    expect(await office.prisma.evidence.count({ where: { caseNo } })).toBe(1);
  });

  it('that are signatures are listed with whose they are', async () => {
    const caseNo = await complained();
    const { body } = await keep(caseNo, '签名.png', PNG);
    const sign = { role: 'institution', name: '刘安康', evidenceId: body.id };
    expect((await office.as('caseworker').post(`/v1/cases/${caseNo}/signatures`, sign)).status).toBe(201);
    expect((await office.as('supervisor').get(`/v1/cases/${caseNo}/signatures`)).body.items).toEqual([
      { ...sign, id: expect.any(String), signedAt: expect.any(String) },
    ]);
  });

  it('lose from their names what no header would carry', async () => {
    const { body } = await keep(await complained(), `照\r\n片${'长'.repeat(300)}.png`, PNG);
    expect(body.name).toMatch(/^照.*片长+$/);
    expect([...body.name].length).toBeLessThanOrEqual(200);
    expect((await office.as('caseworker').get(`/v1/evidence/${body.id}`)).status).toBe(200);
  });

  it('are refused when there is no file, when it is too large, and when nobody may know of the case; and nothing is left behind', async () => {
    const caseNo = await complained();
    const none = await office.as('caseworker').form(`/v1/cases/${caseNo}/evidence`, new FormData());
    expect([none.status, none.body.errors[0].field]).toEqual([422, 'file']);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const broken = await office.as('caseworker').post(`/v1/cases/${caseNo}/evidence`, '--x\r\nno header\r\n--x--\r\n', headers);
    expect([broken.status, broken.body.code]).toEqual([400, 'malformed-form']);
    const large = await keep(caseNo, 'large.png', Buffer.concat([PNG, Buffer.alloc(50 * 1024 * 1024)]));
    expect([large.status, large.body.code]).toEqual([413, 'too-large']);
    expect((await office.as('institution').upload(`/v1/cases/${caseNo}/evidence`, 'a.png', PNG)).status).toBe(404);
    while ((await uploads()).length > 0) await setTimeout(50); // other test files upload at the same time, and theirs go too
  });

  it('[R-115] chosen for a referral are seen by discipline inspection, and no others of the case', async () => {
    const caseNo = await complained();
    const [chosen, other] = [(await keep(caseNo, 'chosen.png', PNG)).body.id, (await keep(caseNo, 'other.png', PNG)).body.id];
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/accept`, {});
    const refer = { target: 'discipline', reason: '涉嫌渎职', evidence: [chosen] };
    expect((await office.as('leader').post(`/v1/cases/${caseNo}/actions/refer`, refer)).status).toBe(200);
    const discipline = office.as('discipline');
    const [{ caseNo: referral }] = (await discipline.get('/v1/referrals')).body.items;
    const shown = (await discipline.get(`/v1/cases/${referral}`)).body.evidence;
    expect(shown.map((e: { id: string }) => e.id)).toEqual([chosen]);
    expect([(await discipline.get(`/v1/evidence/${chosen}`)).status, (await discipline.get(`/v1/evidence/${other}`)).status]).toEqual([
      200, 404,
    ]);
  });

  it('[R-115] a supplement that discipline inspection asks for comes from who sent the referral', async () => {
    const caseNo = await complained();
    await office.as('caseworker').post(`/v1/cases/${caseNo}/actions/accept`, {});
    await office.as('leader').post(`/v1/cases/${caseNo}/actions/refer`, { target: 'discipline', reason: '涉嫌渎职' });
    const { referrals } = (await office.as('leader').get(`/v1/cases/${caseNo}`)).body;
    const referral = referrals[0].caseNo;
    const returned = { reason: '材料不足', needed: '照片' };
    expect((await office.as('discipline').post(`/v1/cases/${referral}/actions/returnReferral`, returned)).status).toBe(200);
    const evidence = [(await keep(caseNo, 'a.png', PNG)).body.id];
    const sent = await office.as('leader').post(`/v1/cases/${referral}/actions/supplement`, { text: '见附件', evidence });
    expect(sent.status).toBe(200);
    expect((await office.as('discipline').get(`/v1/cases/${referral}`)).body.evidence).toHaveLength(1);
    expect((await office.as('leader').get(`/v1/cases/${caseNo}`)).body.referrals).toEqual([{ caseNo: referral, received: true }]);
  });

  it('of the bureau are shown to who sees the case, and can run no script', async () => {
    const caseNo = await complained();
    const html = Buffer.from('<p>答复书</p>');
    const kept = await office.store.put(Readable.from(html), { maxBytes: 1_000 });
    const { id } = await office.prisma.caseDocument.create({
      data: { caseNo, seq: 1, kind: 'answer', title: '答复书', sha256: kept.sha256, bytes: kept.bytes, mediaType: 'text/html' },
    });
    const read = await office.as('caseworker').get(`/v1/documents/${id}`);
    expect([read.status, read.body.toString()]).toEqual([200, '<p>答复书</p>']);
    expect(read.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect((await office.as('institution').get(`/v1/documents/${id}`)).status).toBe(404);
  });
});
