import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Press } from '../../activities/press/press.ts';
import { produceDocuments } from '../../activities/produce.ts';
import { entriesOf } from '../../storage/zip.ts';
import { scanWaiting } from '../../worker/files.ts';
import { aScanner, EICAR, type TestScanner } from '../harness/clamd.ts';
import { anOffice, type Office } from '../harness/office.ts';
import { wordsOfDocx } from '../harness/words.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const uploads = async () => (await readdir(os.tmpdir())).filter((name) => /^[0-9a-f]{32}$/.test(name));
/** What is said of a picture that was sent without a word. */
const PLAIN = { itemNo: null, phase: null, note: null, scan: 'clean', hasThumb: true };
const red = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#a11' } });
const complaint = { channel: 'box', institution: { name: '某养老院' }, category: 'abuse', content: '打骂老人', anonymous: true };

describe('papers', () => {
  let office: Office;
  let scanner: TestScanner;
  beforeAll(async () => {
    scanner = await aScanner();
    office = await anOffice({ clamdAddress: scanner.address });
  });
  afterAll(async () => {
    await office.close();
    await scanner.close();
  });

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

  it('are in the answer to an action as a look at the case shows them, also where the action changes whose they are', async () => {
    const caseNo = await complained();
    await keep(caseNo, '伤情.png', PNG);
    const act = (name: string, input: unknown) => office.as('caseworker').post(`/v1/cases/${caseNo}/actions/${name}`, input);
    const shown = ({ evidence, documents, firstResponsible }: Record<string, unknown>) => ({ evidence, documents, firstResponsible });
    const taken = await act('accept', {});
    const named = await act('identifyInstitution', { institutionId: 'ankang', name: '某养老院' });
    for (const { body } of [taken, named]) expect(body.evidence).toHaveLength(1);
    expect([taken.body.firstResponsible, named.body.firstResponsible]).toEqual([
      null,
      expect.objectContaining({ name: expect.any(String) }),
    ]);
    expect(shown(named.body)).toEqual(shown((await office.as('caseworker').get(`/v1/cases/${caseNo}`)).body));
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

  it('a photograph is shown without where and by whom it was taken, and its original is kept under seal', async () => {
    const caseNo = await complained();
    const told = { IFD0: { Artist: '张三', Model: 'HONOR 90' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 3/1 0/1' } };
    const original = await red().withExif(told).jpeg().toBuffer();
    const { id } = (await keep(caseNo, '现场.jpg', original)).body;
    const caseworker = office.as('caseworker');
    for (const size of ['', '?size=thumb']) {
      const { body } = await caseworker.get(`/v1/evidence/${id}${size}`);
      const { exif, xmp, iptc, width } = await sharp(body).metadata();
      expect([size, exif, xmp, iptc, (width ?? 0) > 0]).toEqual([size, undefined, undefined, undefined, true]);
    }
    const sealed = (await caseworker.get(`/v1/evidence/${id}?size=original`)).body;
    expect([sha256(sealed), sealed.includes('HONOR 90')]).toEqual([sha256(original), true]);
  });

  it('a file in which the virus scanner finds something is kept and given to nobody, and nothing is given before it was scanned', async () => {
    const caseNo = await complained();
    const caseworker = office.as('caseworker');
    const infected = await keep(caseNo, '附件.txt', EICAR);
    expect([infected.status, infected.body.scan]).toEqual([201, 'infected']);
    const refused = await caseworker.get(`/v1/evidence/${infected.body.id}`);
    expect([refused.status, refused.body.code, `${refused.body.detail}`]).toEqual([
      409,
      'quarantined',
      expect.stringContaining('infected'),
    ]);

    scanner.answerWith(undefined); // hangs up on everybody
    const early = await keep(caseNo, '来信.txt', Buffer.from('饭菜变质，请查'));
    expect([early.status, early.body.scan]).toEqual([201, 'waiting']);
    expect((await caseworker.get(`/v1/evidence/${early.body.id}`)).status).toBe(409);
    const signed = { role: 'inspector', name: '李建国', evidenceId: infected.body.id };
    expect((await caseworker.post(`/v1/cases/${caseNo}/signatures`, signed)).body.errors[0].field).toBe('evidenceId');
    scanner.answerWith('stream: OK\0');
    expect(await scanWaiting(scanner.address, office.store, office.contents)).toBeGreaterThan(0);
    expect((await caseworker.get(`/v1/evidence/${early.body.id}`)).body.toString()).toBe('饭菜变质，请查');
    expect((await caseworker.get(`/v1/evidence/${infected.body.id}`)).status).toBe(409); // what was found infected stays so
  });

  describe('of an acceptance', () => {
    const items = [{ description: '通道堵塞', kind: 'fire', severity: 'general' }];
    const act = async (by: string, caseNo: string, action: string, input: object) => {
      const answer = await office.as(by).post(`/v1/cases/${caseNo}/actions/${action}`, input);
      expect([action, answer.status, answer.body.detail]).toEqual([action, 200, undefined]);
      return answer.body;
    };
    const submitted = async () => {
      const opening = { institution: { id: 'ankang' }, source: 'inspection', items };
      const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', opening)).body;
      await act('caseworker', caseNo, 'issueNotice', {});
      await act('institution', caseNo, 'submitRectification', { items: [{ itemNo: 1, note: '已清理' }] });
      return caseNo as string;
    };
    const sign = (by: string, caseNo: string, body: object, key = `${Math.random()}`) =>
      office.as(by).post(`/v1/cases/${caseNo}/signatures`, body, { 'Idempotency-Key': key });
    /** Lines as a finger draws them. */
    const drawn = (text: string) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"><path d="M10 60 Q 90 5 150 60 T 290 60" stroke="#000" stroke-width="4" fill="none"/><desc>${text}</desc></svg>`,
        ),
      ).png();
    const printed = async (caseNo: string, seq: number) => {
      await produceDocuments({ caseNo, seq, kind: 'acceptanceRecord' }, office);
      const press = new Press({ documents: office.documents, store: office.store, publicUrl: 'https://anlao.example' });
      await press.printAll();
      await press.close();
      const { items: made } = (await office.as('institution').get(`/v1/cases/${caseNo}/documents`)).body;
      return made[0];
    };

    it('[R-069] both sides sign, one on the screen and one on paper that is scanned, and the record shows both', async () => {
      const caseNo = await submitted();
      const drawing = `data:image/png;base64,${(await drawn('李建国').toBuffer()).toString('base64')}`;
      const first = await sign('caseworker', caseNo, { role: 'inspector', name: '李建国', drawing }, 'once');
      expect([first.status, first.body.role, first.body.name]).toEqual([201, 'inspector', '李建国']);
      expect((await sign('caseworker', caseNo, { role: 'inspector', name: '李建国', drawing }, 'once')).body).toEqual(first.body);
      const scan = await drawn('刘安康').flatten({ background: '#fff' }).jpeg().toBuffer();
      const { id: evidenceId } = (await office.as('institution').upload(`/v1/cases/${caseNo}/evidence`, '签字扫描件.jpg', scan)).body;
      expect((await sign('institution', caseNo, { role: 'institution', name: '刘安康', evidenceId })).status).toBe(201);
      const { items: trail } = (await office.as('caseworker').get(`/v1/cases/${caseNo}/events`)).body;
      const notes = trail
        .filter(({ name }: { name: string }) => name === 'attachEvidence')
        .map(({ data }: { data: { note: string } }) => data.note);
      expect(notes).toEqual(['签名：检查人员（李建国）', '签名：养老机构（刘安康）']);

      const { version: seq } = await act('caseworker', caseNo, 'verify', { verdicts: [{ itemNo: 1, passed: true }] });
      const { id } = await printed(caseNo, seq);
      const { body: docx } = await office.as('institution').get(`/v1/documents/${id}?format=docx`);
      const pictures = entriesOf(docx).filter(({ name }) => name.startsWith('word/media/') && name.endsWith('.png'));
      expect(pictures).toHaveLength(3); // two signatures and the code
      expect(await wordsOfDocx(docx)).toMatch(/李建国[\s\S]*刘安康|刘安康[\s\S]*李建国/);
    });

    it.each([
      [
        'an institution for the inspector',
        'institution',
        { role: 'inspector', name: '刘安康', drawing: 'data:image/png;base64,aGFsbG8=' },
        'role',
      ],
      ['nothing', 'caseworker', { role: 'inspector', name: '李建国' }, 'drawing'],
      [
        'with what is no picture',
        'caseworker',
        { role: 'inspector', name: '李建国', drawing: 'data:text/html;base64,aGFsbG8=' },
        'drawing',
      ],
      ['with the evidence of another case', 'caseworker', { role: 'inspector', name: '李建国', evidenceId: randomUUID() }, 'evidenceId'],
    ])('%s does not sign', async (_, by, body, field) => {
      const refused = await sign(by, await submitted(), body);
      expect([refused.status, refused.body.errors[0].field]).toEqual([422, field]);
    });

    it('anybody tells the true paper from the altered one, and one that was never issued from both', async () => {
      const caseNo = await submitted();
      const { version: seq } = await act('caseworker', caseNo, 'verify', { verdicts: [{ itemNo: 1, passed: true }] });
      const { id, documentNo } = await printed(caseNo, seq);
      const { rows } = await office.pool.query<{ code: string }>('SELECT code FROM case_document WHERE id = $1', [id]);
      const check = async (asked: string) => (await office.anonymous.get(`/v1/public/documents/${encodeURIComponent(asked)}`)).body;
      const code = `${rows[0]?.code}`;
      const genuine = await check(code);
      expect(genuine).toMatchObject({ genuine: true, documentNo, title: '隐患整改验收记录', issuedBy: '丘北县民政局' });
      for (const spelt of [code.toLowerCase(), (code.match(/.{1,5}/g) ?? []).join('-'), documentNo])
        expect(await check(spelt)).toEqual(genuine);
      const hashes = genuine.sha256.map((file: { sha256: string }) => file.sha256);
      const { body: pdf } = await office.as('institution').get(`/v1/documents/${id}?format=pdf`);
      const altered = Buffer.concat([pdf, Buffer.from('%')]);
      expect([hashes.includes(sha256(pdf)), hashes.includes(sha256(altered))]).toEqual([true, false]);
      const none = { genuine: false, documentNo: null, title: null, kind: null, issuedBy: null, issuedOn: null, sha256: [] };
      for (const unknown of ['ABCDE-23456-ABCDE-23456', documentNo.replace(/\d+号/, '999号')]) expect(await check(unknown)).toEqual(none);
      expect(JSON.stringify(genuine)).not.toMatch(/安康|ZG-|通道/); // and nothing of what is in it
    });
  });
});
