import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anlaoIn } from '../harness/anlao.ts';
import { Closers } from '../harness/closers.ts';
import { anOffice, type Office } from '../harness/office.ts';
import { aBucket, s3Server, type TestBucket } from '../harness/s3.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const program = s3Server();
const closers = new Closers();
let office: Office;
beforeAll(async () => {
  office = await anOffice();
  closers.add(() => office.close());
});
afterAll(() => closers.run());

const anlao = (args: string[], env: NodeJS.ProcessEnv = {}) => anlaoIn(office.files, args, { DATABASE_URL: office.databaseUrl, ...env });

describe('anlao storage', () => {
  const placeIn = (folder: string, sha256: string) => path.join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const placeOf = (sha256: string) => placeIn(path.join(office.files, 'files'), sha256);
  /** A photograph of a case: its hash. */
  const kept = async (bytes: Buffer): Promise<string> => {
    const body = { institution: { id: 'ankang' }, source: 'tip', items: [{ description: '通道堵塞', kind: 'fire', severity: 'general' }] };
    const { caseNo } = (await office.as('caseworker').post('/v1/rectifications', body)).body;
    return (await office.as('caseworker').upload(`/v1/cases/${caseNo}/evidence`, '照片.png', bytes)).body.sha256;
  };

  it('clears away what nothing refers to, and never what something does', async () => {
    const sha256 = await kept(PNG);
    const orphan = await office.store.put(Buffer.from('nobody refers to this'), { maxBytes: 100 });
    await office.pool.query(`UPDATE stored_content SET touched_at = now() - interval '2 hours'`);
    expect((await anlao(['storage', 'clean'])).out).toContain('0 contents'); // not a day old
    expect(await anlao(['storage', 'clean', '--hours', '1'])).toMatchObject({ code: 0, out: expect.stringContaining('1 contents') });
    expect([existsSync(placeOf(orphan.sha256)), existsSync(placeOf(sha256))]).toEqual([false, true]);
  });

  it('says what it cannot do, before it does anything', async () => {
    const [word, less, nowhere] = await Promise.all([
      anlao(['storage', 'clean', '--hours', 'soon']),
      anlao(['storage', 'clean', '--hours', '0']),
      anlao(['storage', 'move']),
    ]);
    expect(word).toMatchObject({ code: 1, out: expect.stringContaining('--hours "soon" is not a number of hours') });
    expect(less).toMatchObject({ code: 1, out: expect.stringContaining('from 1 on') });
    expect(nowhere).toMatchObject({ code: 1, out: expect.stringContaining('There is no bucket to move to') });
  });

  (program ? it : it.skip)('moves everything to a bucket while people work, and finds there what is damaged or gone', async () => {
    const bucket: TestBucket = await aBucket(program ?? '');
    closers.add(() => bucket.close());
    const { endpoint = '', bucket: name, accessKeyId, secretAccessKey } = bucket.options;
    const env = { S3_ENDPOINT: endpoint, S3_BUCKET: name, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey };
    const sha256 = await kept(Buffer.concat([PNG, Buffer.from('moved')]));
    expect(await anlao(['storage', 'verify'])).toMatchObject({ code: 0, out: expect.stringContaining('0 damaged or missing') });
    const [moved, other] = await Promise.all([anlao(['storage', 'move'], env), kept(Buffer.concat([PNG, Buffer.from('meanwhile')]))]);
    expect(moved).toMatchObject({ code: 0, out: expect.stringMatching(/\d+ contents were carried/) });
    expect(existsSync(placeOf(sha256))).toBe(false);
    const there = placeIn(bucket.folder, sha256);
    expect(existsSync(there)).toBe(true);
    expect(await anlao(['storage', 'verify'], env)).toMatchObject({ code: 0, out: expect.stringContaining('0 damaged or missing') }); // what came meanwhile is read from the disk

    writeFileSync(there, 'something else');
    for (const folder of [bucket.folder, path.join(office.files, 'files')]) rmSync(placeIn(folder, other), { force: true });
    const found = await anlao(['storage', 'verify'], env);
    expect(found).toMatchObject({ code: 1, out: expect.stringMatching(/, 2 damaged or missing/) });
    expect(found.out).toMatch(new RegExp(`${sha256}: .*has changed`));
    expect(found.out).toContain(`${other}: nothing is stored`);
  });
});

describe('anlao exchange', () => {
  it('gives out, takes in and compares what it gave, as CSV and as JSON, and writes down that it did', async () => {
    const out = (name: string) => path.join(office.files, name);
    const theirs = { nationalNumber: 'N-9', name: '新家, 养老院', beds: 40, filedOn: '2025-06-01' };
    writeFileSync(out('theirs.json'), JSON.stringify({ items: [theirs] }));
    expect((await anlao(['exchange', 'import', out('theirs.json')])).out).toContain('1 records: 1 taken, 0 there already');
    for (const format of ['csv', 'json'])
      expect(await anlao(['exchange', 'export', 'institutions', '--format', format, '--out', out(`ours.${format}`)])).toMatchObject({
        code: 0,
      });
    expect(readFileSync(out('ours.csv'), 'utf8')).toContain('"新家, 养老院"');
    const ours = JSON.parse(readFileSync(out('ours.json'), 'utf8')).items;
    expect(ours).toContainEqual(expect.objectContaining({ nationalNumber: 'N-9', name: '新家, 养老院', beds: 40, filedOn: '2025-06-01' }));
    writeFileSync(out('changed.json'), JSON.stringify([{ ...theirs, beds: 50 }]));
    const report = await anlao(['exchange', 'reconcile', out('changed.json'), '--json']);
    expect(JSON.parse(report.out).different).toMatchObject([{ fields: [{ field: 'beds', here: '40', there: '50' }] }]);
    expect((await anlao(['exchange', 'reconcile', out('theirs.json')])).out).toContain('1 the same, 0 different');
    const { rows } = await office.pool.query<{ what: string }>(
      `SELECT DISTINCT what FROM exchange_log WHERE done_by = 'cli' ORDER BY what`,
    );
    expect(rows.map(({ what }) => what)).toEqual(['export institutions', 'import institutions', 'reconcile']);
  });

  it('says what is wrong with what it was asked', async () => {
    writeFileSync(path.join(office.files, 'bad.csv'), 'name,beds\n某院,many\n');
    const asked = [
      [['export', 'people'], 'is not exchanged'],
      [['export', 'cases', '--since', 'yesterday'], 'is not an instant'],
      [['export', 'cases', '--format', 'xml'], '"xml" is no format'],
      [['import', path.join(office.files, 'none.csv')], 'There is no file'],
      [['import', path.join(office.files, 'bad.csv')], 'Nothing was taken'],
    ] as const;
    const answers = await Promise.all(asked.map(([args]) => anlao(['exchange', ...args])));
    expect(answers.map(({ code, out }, i) => [code, out.includes(asked[i]?.[1] ?? '')])).toEqual(asked.map(() => [1, true]));
  });
});
