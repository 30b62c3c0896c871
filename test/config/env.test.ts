import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig, VARIABLES } from '../../config/env.ts';
import { freshKeyRing } from '../../config/key-ring.ts';
import { root } from '../../config/root.ts';

describe('the environment', () => {
  it('falls back to the embedded parts when nothing is set, or set to nothing', () => {
    const config = readConfig({ DATABASE_URL: '', PORT: '' });
    expect(config).toMatchObject({ port: 3000, portIsExplicit: false, temporalNamespace: 'default' });
    expect([config.databaseUrl, config.temporalAddress, config.s3, config.smtpUrl, config.oidc, config.keys]).toEqual(
      Array(6).fill(undefined),
    );
  });

  it('takes what is set', () => {
    const keys = `${freshKeyRing().replace('k1', 'new')},${freshKeyRing()}`;
    const config = readConfig({
      PORT: '8080',
      DATABASE_URL: 'postgres://db/anlao',
      ANLAO_KEYS: keys,
      S3_BUCKET: 'b',
      S3_ACCESS_KEY_ID: 'i',
      S3_SECRET_ACCESS_KEY: 's',
    });
    expect(config).toMatchObject({ port: 8080, portIsExplicit: true, databaseUrl: 'postgres://db/anlao' });
    expect(config.keys?.map(({ id, key }) => [id, key.length])).toEqual([
      ['new', 32],
      ['k1', 32],
    ]);
    expect(config.s3).toEqual({ endpoint: undefined, region: 'us-east-1', bucket: 'b', accessKeyId: 'i', secretAccessKey: 's' });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://db/anlao'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['ANLAO_KEYS', 'k1:c2hvcnQ='],
    ['ANLAO_KEYS', freshKeyRing('k.1')],
    ['ANLAO_KEYS', `${freshKeyRing()},${freshKeyRing()}`],
    ['ANLAO_DEMO_PASSWORD', 'short'],
    ['SMTP_URL', 'mail.example'],
    ['S3_BUCKET', 'alone'],
    ['OIDC_ISSUER', 'https://id.example'],
    ['TLS_CERT_FILE', '/etc/anlao/cert.pem'],
  ])('names %s when it says "%s"', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name.split('_')[0]);
  });

  it('speaks TLS only under an address of its own, because cookies and links go by that', () => {
    const tls = { TLS_CERT_FILE: '/c.pem', TLS_KEY_FILE: '/k.pem' };
    expect(readConfig({ ...tls, ANLAO_PUBLIC_URL: 'https://anlao.example' }).tls).toEqual({ certFile: '/c.pem', keyFile: '/k.pem' });
    for (const more of [{}, { ANLAO_PUBLIC_URL: 'http://anlao.example' }])
      expect(() => readConfig({ ...tls, ...more })).toThrow('https://');
  });

  it('names every wrong variable at once', () => {
    expect(() => readConfig({ PORT: '0', SMTP_URL: 'mail' })).toThrow(/PORT must be .*\n.*SMTP_URL must be/);
  });

  it('is described variable by variable, and nothing else is', () => {
    const rows = readFileSync(path.join(root, 'docs', 'configuration.md'), 'utf8').matchAll(/^\| (`[^|]+) \|/gm);
    const described = [...rows].flatMap(([, names = '']) => names.match(/[A-Z][A-Z\d_]+/g) ?? []);
    expect(described.toSorted()).toEqual(VARIABLES.toSorted());
  });
});
