import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unsealInformant } from '../../casebook/sealed-fields.ts';
import { ringOf } from '../../casebook/sealing.ts';
import { keyRing } from '../../config/key-ring.ts';
import { embeddedKeys, keysFile } from '../../stack/keys.ts';
import { aCounty, type County } from '../audit/county.ts';
import { anlaoIn } from '../harness/anlao.ts';

let county: County;
let folder: string;
beforeAll(async () => {
  county = await aCounty();
  folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-cli-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await county.close();
});

/** Runs the command as a person would; `env` beside an empty data folder. */
const anlao = (args: string[], env: NodeJS.ProcessEnv = { DATABASE_URL: county.databaseUrl }) => anlaoIn(folder, args, env);

describe('anlao audit', () => {
  it('verifies, exports, and verifies the bundle without any database', async () => {
    const caseNo = await county.aCase();
    expect(await anlao(['audit', 'verify'])).toMatchObject({ code: 0, out: expect.stringContaining('1 case, 4 events') });
    const bundle = path.join(folder, 'case.anlao');
    expect(await anlao(['audit', 'export', caseNo, '--out', bundle])).toMatchObject({
      code: 0,
      out: expect.stringContaining('the bundle holds'),
    });
    const offline = await anlao(['audit', 'verify', '--bundle', bundle, '--json'], {});
    expect([offline.code, JSON.parse(offline.out)]).toMatchObject([0, { ok: true, caseNo, events: 4 }]);
    const bytes = readFileSync(bundle);
    writeFileSync(bundle, bytes.subarray(0, -9));
    expect(await anlao(['audit', 'verify', '--bundle', bundle], {})).toMatchObject({
      code: 1,
      out: expect.stringContaining('was changed'),
    });
    expect(await anlao(['audit', 'export', 'none', '--out', bundle])).toMatchObject({
      code: 1,
      out: expect.stringContaining('no case none'),
    });
  });

  it('ends with 1 and names the first bad event', async () => {
    const caseNo = await county.aCase();
    await county.tamper(`UPDATE case_event SET data = '{"text":"改"}' WHERE case_no = $1 AND seq = 3`, [caseNo]);
    const all = await anlao(['audit', 'verify']);
    expect(all).toMatchObject({ code: 1, out: expect.stringContaining(`The trail is broken, first at ${caseNo}, event 3`) });
    const one = await anlao(['audit', 'verify', '--case', caseNo, '--json']);
    expect([one.code, JSON.parse(one.out)]).toMatchObject([1, { ok: false, cases: 1, breaks: [{ caseNo, seq: 3, what: 'eventChanged' }] }]);
    expect(await anlao(['audit', 'verify', '--case', 'none'])).toMatchObject({ code: 1, out: expect.stringContaining('no such case') });
  });
});

describe('anlao keys', () => {
  it('adds a key and rotates to it, but not while the running system does not know it', async () => {
    const said: string[] = [];
    const first = embeddedKeys(folder, (text) => said.push(text));
    embeddedKeys(folder, (text) => said.push(text));
    expect(said).toEqual([expect.stringContaining(keysFile(folder)), expect.stringContaining('Back it up')]);
    expect(await anlao(['keys', 'list'])).toMatchObject({ code: 0, out: 'k1  seals and opens  nothing\n' });

    const added = await anlao(['keys', 'add']);
    expect(added).toMatchObject({ code: 0, out: expect.stringContaining('k2 stands first') });
    const ring = readFileSync(keysFile(folder), 'utf8');
    expect(ring.endsWith(`,${first}`)).toBe(true);
    expect(statSync(keysFile(folder)).mode & 0o777).toBe(0o600);

    const keys = ringOf(keyRing.parse(ring));
    const body = {
      channel: 'hotline',
      category: 'food',
      content: '饭菜变质',
      anonymous: false,
      informant: { name: '张三丰' },
      institution: { name: '安康' },
    };
    const { caseNo } = (await county.as('hotline').post('/v1/complaints', body)).body;
    const ANLAO_KEYS = `${ring},office:${[...county.ring.values()][0]?.toString('base64')}`.replaceAll('office', 'old');
    // the office of this test seals with a key of its own, also called k1: here it is known as `old`
    await county.pool.query(`UPDATE informant SET name = replace(name, 'v1.k1.', 'v1.old.')`);
    await county.pool.query(`UPDATE receipt SET code_sealed = replace(code_sealed, 'v1.k1.', 'v1.old.')`);
    expect(await anlao(['keys', 'list'], { DATABASE_URL: county.databaseUrl, ANLAO_KEYS })).toMatchObject({
      out: 'k2  seals and opens  nothing\nk1  opens  nothing\nold  opens  informant 1, receipt 1\n',
    });
    const rotated = await anlao(['keys', 'rotate'], { DATABASE_URL: county.databaseUrl, ANLAO_KEYS });
    expect(rotated).toMatchObject({ code: 0, out: expect.stringContaining('2 of 2 rows are sealed anew with k2') });
    const { rows } = await county.pool.query('SELECT name, phone, address FROM informant WHERE case_no = $1', [caseNo]);
    expect(unsealInformant(keys, caseNo, rows[0])).toEqual({ name: '张三丰' });

    writeFileSync(path.join(folder, 'addresses.json'), JSON.stringify({ databaseUrl: county.databaseUrl }));
    expect(await anlao(['keys', 'rotate'], {})).toMatchObject({ code: 0 });
    await anlao(['keys', 'add'], {});
    expect(await anlao(['keys', 'rotate'], {})).toMatchObject({ code: 1, out: expect.stringContaining('does not know the first key') });
  });
});
