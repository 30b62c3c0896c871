import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { root } from '../../config/root.ts';
import { nextFreePort } from '../../stack/ports.ts';
import type { S3Options } from '../../storage/s3.ts';
import { eventually } from './desk.ts';

const BUCKET = 'anlao';
const CREDENTIALS = { accessKeyId: 'anlao-test', secretAccessKey: 'anlao-test-secret' };
const MODULE = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0';

/** A real S3 server over a folder, which can be taken away and brought back. */
export interface TestBucket {
  options: S3Options;
  /** Where the server keeps the objects, as `ab/cd/<sha256>`. */
  folder: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The S3 server that the tests use: versitygw of VERSITYGW_PATH, of the path, or of `.cache/bin`, where `go install` puts it once if Go is there. Without any
 * of these nothing, and the tests that need it are skipped and say why.
 */
export function s3Server(): string | undefined {
  const cached = path.join(root, '.cache', 'bin', 'versitygw');
  const named = process.env.VERSITYGW_PATH ?? 'versitygw';
  const found = [cached, named].find((file) => spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0);
  if (found) return found;
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status !== 0) return undefined;
  mkdirSync(path.dirname(cached), { recursive: true });
  console.log('building versitygw, once …');
  spawnSync('go', ['install', MODULE], { env: { ...process.env, GOBIN: path.dirname(cached) }, stdio: 'inherit', timeout: 15 * 60_000 });
  return existsSync(cached) ? cached : undefined;
}

/** Starts the server on a folder of its own, with an empty bucket. */
export async function aBucket(program: string): Promise<TestBucket> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anlao-s3-'));
  const port = await nextFreePort(4400 + Math.floor(Math.random() * 90));
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new S3Client({ endpoint, region: 'us-east-1', credentials: CREDENTIALS, forcePathStyle: true, maxAttempts: 1 });
  let server: ChildProcess | undefined;
  const start = async () => {
    server = spawn(
      program,
      ['--port', `127.0.0.1:${port}`, '--access', CREDENTIALS.accessKeyId, '--secret', CREDENTIALS.secretAccessKey, 'posix', folder],
      {
        stdio: 'ignore',
      },
    );
    const answers = () =>
      fetch(endpoint).then(
        () => true,
        () => false,
      );
    await eventually(answers, 'the S3 server', 120_000);
  };
  const stop = async () => {
    const running = server;
    server = undefined;
    if (running?.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  };
  await start();
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  return {
    options: { endpoint, region: 'us-east-1', bucket: BUCKET, ...CREDENTIALS },
    folder: path.join(folder, BUCKET),
    start,
    stop,
    async close() {
      await stop();
      client.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
