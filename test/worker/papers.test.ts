import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { root } from '../../config/root.ts';
import { addDays } from '../../domain/days.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import { ProcessFolder } from '../../stack/process-id.ts';
import { Service } from '../../stack/service.ts';
import { Closers } from '../harness/closers.ts';
import { eventually } from '../harness/desk.ts';
import { anOffice, type Office } from '../harness/office.ts';
import { codeInQr } from '../harness/qr.ts';
import { aBucket, s3Server, type TestBucket } from '../harness/s3.ts';
import { testServers } from '../harness/servers.ts';
import { devServer } from '../harness/temporal.ts';
import { isThere } from '../harness/words.ts';
import { type Receiver, startReceiver } from '../notification/receiver.ts';
import { type Smtp, startSmtp, textOf } from '../notification/smtp.ts';

const SECRET = 'gateway-secret-1';
const FIRE = { code: 'FIRE_RESCUE', name: '丘北县消防救援大队', email: 'fire@qb.example' };
const OWNER = 'caseworker@qb.example';
const HOME = 'ankang@qb.example';
const items = [
  { description: '疏散通道被占用', kind: 'fire', severity: 'general' },
  { description: '电梯未年检', kind: 'specialEquipment', severity: 'major' },
];
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** What the rules ask for in this run, and how many of each. */
const ASKED_FOR: Partial<Record<DocumentKind, number>> = {
  rectificationNotice: 1, // R-067
  rectificationOrder: 1, // R-067: a major hazard is ordered to be rectified
  departmentNotice: 1, // R-067: the departments in writing
  supervisionRecord: 1, // R-024: F-01, of the inspection that found it
  extensionDecision: 1, // R-026
  acceptanceRecord: 2, // R-069: one for each acceptance
  suspensionOrder: 1, // R-091
  jointEnforcementLetter: 1, // R-100
  signOffRecord: 1, // R-069
  closingReport: 1,
};
const SERVED = ['rectificationNotice', 'rectificationOrder', 'extensionDecision', 'acceptanceRecord', 'suspensionOrder', 'signOffRecord'];

interface Made {
  id: string;
  kind: string;
  documentNo: string;
  sha256: string;
  formats: { url: string }[];
}

const program = s3Server();
const whole = program ? describe : describe.skip;

whole(`a whole rectification${program ? '' : ' (needs versitygw or Go)'}`, () => {
  const closers = new Closers();
  let office: Office;
  let bucket: TestBucket;
  let smtp: Smtp;
  let receiver: Receiver;

  beforeAll(async () => {
    [bucket, smtp, receiver] = await Promise.all([aBucket(program ?? ''), startSmtp(), startReceiver({ secret: SECRET })]);
    closers.add(() => Promise.all([bucket.close(), smtp.close(), receiver.close()]));
    office = await anOffice({ mail: true, s3: bucket.options, publicUrl: 'https://anlao.example' });
    closers.add(() => office.close());
    const temporal = await devServer();
    closers.add(() => temporal.teardown());
    await settle();
    const worker = workerOf(temporal.address);
    await worker.start();
    closers.add(() => worker.stop());
  });
  afterAll(() => closers.run());

  /** People with addresses, a gateway, and no quiet hours: tests run at any hour of any day. */
  async function settle(): Promise<void> {
    await office.pool.query(
      `UPDATE policy SET document = jsonb_set(document, '{messages}', '{"quietFromHour": 24, "quietUntilHour": 0, "workingDaysOnly": false}')`,
    );
    office.law.drop();
    for (const [who, email] of [['caseworker', OWNER] as const, ['institution', HOME] as const])
      expect((await office.as(who).post('/v1/me/contact', { email, phone: null, language: 'zh-CN' })).status).toBe(200);
    expect((await office.as('admin').post('/v1/departments', FIRE)).status).toBe(200);
    const gateway = { name: '短信网关', channel: 'webhook', url: receiver.url, secret: SECRET };
    expect((await office.as('admin').post('/v1/webhooks', gateway)).status).toBe(201);
    office.people.drop();
  }

  /** The worker as it runs in a bureau: a process of its own that knows nothing but its environment. */
  function workerOf(temporalAddress: string): Service {
    const { endpoint = '', region, bucket: name, accessKeyId, secretAccessKey } = bucket.options;
    const { PATH, HOME: home, TMPDIR } = process.env;
    const env = {
      ...{ PATH, HOME: home, ...(TMPDIR ? { TMPDIR } : {}), TZ: 'UTC' },
      ...{ DATABASE_URL: office.databaseUrl, TEMPORAL_ADDRESS: temporalAddress, ANLAO_DATA_DIR: office.files },
      ANLAO_KEYS: [...office.ring].map(([id, key]) => `${id}:${key.toString('base64')}`).join(','),
      ...{
        S3_ENDPOINT: endpoint,
        S3_REGION: region,
        S3_BUCKET: name,
        S3_ACCESS_KEY_ID: accessKeyId,
        S3_SECRET_ACCESS_KEY: secretAccessKey,
      },
      ...{ SMTP_URL: smtp.url, ANLAO_WEBHOOK_NETWORKS: '127.0.0.1', ANLAO_PUBLIC_URL: 'https://anlao.example' },
    };
    const around = {
      processes: new ProcessFolder(path.join(testServers().folder, 'run')),
      say: () => undefined,
      stopping: new AbortController().signal,
    };
    const args = ['--import', 'tsx', path.join(root, 'worker', 'main.ts')];
    const isReady = (output: string) => output.includes('anlao worker ready');
    return new Service(
      { name: 'worker', command: process.execPath, args, cwd: root, env, logFile: path.join(office.files, 'worker.log'), isReady },
      around,
    );
  }

  const act = async (by: string, caseNo: string, action: string, input: object) => {
    const answer = await office.as(by).post(`/v1/cases/${caseNo}/actions/${action}`, input);
    expect([action, answer.status, answer.body.detail]).toEqual([action, 200, undefined]);
    return answer.body;
  };

  /** From the inspection to the look-back, with everything on the way that is decided in writing. */
  async function rectified(): Promise<string> {
    const opening = { institution: { id: 'ankang' }, source: 'inspection', items };
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', opening)).body;
    const notified = await act('caseworker', caseNo, 'issueNotice', { departments: ['消防救援大队'] });
    const later = addDays(notified.items[1].dueOn, 30);
    await act('institution', caseNo, 'requestExtension', { itemNo: 2, dueOn: later, reason: '厂家排期' });
    await act('leader', caseNo, 'decideExtension', { itemNo: 2, granted: true, reason: '理由成立' });
    const { id } = (await office.as('institution').upload(`/v1/cases/${caseNo}/evidence`, '清理后.png', photo)).body;
    const mended = [1, 2].map((itemNo) => ({ itemNo, note: '已整改', evidence: [id] }));
    await act('institution', caseNo, 'submitRectification', { items: mended });
    const failed = { itemNo: 2, passed: false, reason: '证书未出', newDueOn: later };
    await act('caseworker', caseNo, 'verify', { verdicts: [{ itemNo: 1, passed: true }, failed] });
    await act('leader', caseNo, 'orderSuspension', { reason: '危及老年人安全' });
    await act('leader', caseNo, 'openJointEnforcement', { reason: '多次未改', departments: ['消防救援大队'] });
    await act('institution', caseNo, 'submitRectification', { items: [{ itemNo: 2, note: '证书已补', evidence: [id] }] });
    await act('caseworker', caseNo, 'verify', { verdicts: [{ itemNo: 2, passed: true }] });
    await act('leader', caseNo, 'liftSuspension', { reason: '隐患已消除' });
    await act('leader', caseNo, 'signOff', {});
    const closed = await act('caseworker', caseNo, 'recordLookBack', { recurred: [], note: '无反弹' });
    expect([closed.status, closed.outcome]).toEqual(['closed', 'rectified']);
    return caseNo;
  }

  const documentsOf = async (caseNo: string): Promise<Made[]> =>
    (await office.as('caseworker').get(`/v1/cases/${caseNo}/documents`)).body.items;

  /** The documents of the run, once nothing waits for the press any more: exactly those that the rules ask for. */
  async function printed(caseNo: string): Promise<Made[]> {
    const many = Object.values(ASKED_FOR).reduce((sum, n) => sum + n, 0);
    const ready = async () => (await documentsOf(caseNo)).filter(({ formats }) => formats.length === 2).length >= many;
    await eventually(ready, 'every document to be printed');
    const made = await documentsOf(caseNo);
    const count = (kind: string) => made.filter((d) => d.kind === kind).length;
    expect(Object.fromEntries(made.map(({ kind }) => [kind, count(kind)]))).toEqual(ASKED_FOR);
    return made;
  }

  /** Whoever holds the paper reads the code from its QR and hears that it is genuine, and that it is this very file. */
  async function expectGenuine({ id, documentNo, sha256 }: Made): Promise<void> {
    const { body: pdf } = await office.as('caseworker').get(`/v1/documents/${id}?format=pdf`);
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(sha256);
    const { rows } = await office.pool.query<{ code: string }>('SELECT code FROM case_document WHERE id = $1', [id]);
    const url = `https://anlao.example/portal/verify/${rows[0]?.code}`;
    if (isThere('pdfimages')) expect([documentNo, await codeInQr(pdf, url)]).toEqual([documentNo, true]);
    const { body } = await office.anonymous.get(`/v1/public/documents/${url.split('/').at(-1)}`);
    expect(body).toMatchObject({ genuine: true, documentNo, issuedBy: '丘北县民政局' });
    expect(body.sha256.map((file: { sha256: string }) => file.sha256)).toContain(sha256);
  }

  const mailsWith = (address: string, words: string) =>
    smtp.mailbox.filter((mail) => mail.to.includes(address) && textOf(mail).includes(words));
  const postsWith = (recipient: string, words: string) =>
    receiver.taken().filter(({ body }) => body.includes(words) && JSON.parse(body).recipient === recipient);
  const inboxWith = async (who: string, caseNo: string, words: string) =>
    (await office.as(who).get('/v1/notifications?limit=200')).body.items.filter(
      (n: { caseNo: string; subject: string }) => n.caseNo === caseNo && n.subject.includes(words),
    );

  /** Each document once in the inbox, by mail and over the gateway: to the owner, and to the institution what is addressed to it. */
  async function expectDelivered(caseNo: string, made: Made[]): Promise<void> {
    const ids = new Map(
      (await office.pool.query<{ id: string; username: string }>('SELECT id, username FROM "user"')).rows.map((u) => [u.username, u.id]),
    );
    for (const { kind, documentNo } of made)
      for (const [who, address] of [['caseworker', OWNER], ...(SERVED.includes(kind) ? [['institution', HOME]] : [])]) {
        const arrived = () => mailsWith(`${address}`, documentNo).length > 0 && postsWith(`${ids.get(`${who}`)}`, documentNo).length > 0;
        await eventually(async () => arrived(), `${documentNo} to reach the ${who}`);
        const counts = [
          mailsWith(`${address}`, documentNo),
          postsWith(`${ids.get(`${who}`)}`, documentNo),
          await inboxWith(`${who}`, caseNo, documentNo),
        ];
        expect([who, documentNo, ...counts.map((found) => found.length)]).toEqual([who, documentNo, 1, 1, 1]);
      }
    const letters = mailsWith(FIRE.email, '查看来函并回复').filter((mail) => textOf(mail).includes(caseNo));
    expect(letters).toHaveLength(2); // the notice and the letter asking to join
  }

  const inBucket = async (caseNo: string) => {
    const { rows } = await office.pool.query<{ sha256: string }>(
      `SELECT unnest(ARRAY[sha256, docx_sha256]) AS sha256 FROM case_document WHERE case_no = $1 UNION SELECT sha256 FROM evidence WHERE case_no = $1`,
      [caseNo],
    );
    const hashes = rows.map((row) => row.sha256);
    return { hashes, there: hashes.filter((h) => existsSync(path.join(bucket.folder, h.slice(0, 2), h.slice(2, 4), h))) };
  };
  const readiness = async () => (await office.anonymous.get('/readyz')).body;
  const metric = async (line: RegExp) => expect((await office.anonymous.get('/metrics')).body.toString()).toMatch(line);

  it('[R-067] [R-069] leaves every document that the rules ask for, delivered by three channels, in the bucket, and genuine by its QR code', async () => {
    const caseNo = await rectified();
    const made = await printed(caseNo);
    for (const document of made) await expectGenuine(document);
    await expectDelivered(caseNo, made);
    const { hashes, there } = await inBucket(caseNo);
    expect(there).toEqual(hashes);
    await eventually(async () => (await readiness()).status === 'ok', 'everything to be well');
  });

  it('closes with mail and bucket away all the time, says so, and catches up: everything once', async () => {
    const { port } = smtp;
    const before = smtp.mailbox.length;
    await Promise.all([smtp.close(), bucket.stop()]);
    const caseNo = await rectified();
    const made = await printed(caseNo);
    await eventually(async () => (await readiness()).checks.notifications.email?.status === 'away', 'the outage to show');
    const { status, checks } = await readiness();
    expect([status, checks.storage.status, checks.documents.status]).toEqual(['degraded', 'away', 'ok']);
    expect([checks.notifications.email.why, checks.storage.why]).toEqual([
      expect.stringContaining('ECONNREFUSED'),
      expect.stringMatching(/s3:.*away|cannot be used/),
    ]);
    expect(checks.storage.waiting).toBeGreaterThanOrEqual(2 * made.length);
    await metric(/anlao_notifications_waiting\{channel="email"\} [1-9]/);
    await metric(/anlao_storage_away 1/);
    await metric(/anlao_storage_waiting [1-9]\d/);
    const { items: told } = (await office.as('supervisor').get(`/v1/cases/${caseNo}/notifications?limit=200`)).body;
    const mails = told.filter(({ channel }: { channel: string }) => channel === 'email');
    expect(
      mails.filter(({ state, sentAt }: { state: string; sentAt: unknown }) => sentAt || !['queued', 'gathered'].includes(state)),
    ).toEqual([]);
    expect(JSON.stringify(mails)).toContain('ECONNREFUSED');
    for (const document of made) await expectGenuine(document); // from this machine's disk
    expect((await inBucket(caseNo)).there.length).toBe(1); // the photograph of the first run is the same

    const mailbox = smtp.mailbox;
    [smtp] = await Promise.all([startSmtp({}, port), bucket.start()]);
    smtp.mailbox.push(...mailbox);
    await expectDelivered(caseNo, made);
    const isWell = async () => {
      const { status: now, checks: all } = await readiness();
      return now === 'ok' && all.storage.waiting === 0;
    };
    await eventually(isWell, 'everything to be well again, and nothing to wait on this machine');
    const { hashes, there } = await inBucket(caseNo);
    expect(there).toEqual(hashes);
    expect((await readiness()).checks).toMatchObject({ storage: { status: 'ok', waiting: 0 }, notifications: {} });
    const ids = smtp.mailbox.map(({ messageId }) => messageId);
    expect([new Set(ids).size, ids.length > before]).toEqual([ids.length, true]);
  });
});
