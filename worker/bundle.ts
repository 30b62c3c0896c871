import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type BundleOptions, bundleWorkflowCode } from '@temporalio/worker';
import { root } from '../config/root.ts';

type Converters = Pick<BundleOptions, 'payloadConverterPath' | 'failureConverterPath' | 'workflowInterceptorModules'>;

interface Options extends Converters {
  /** What the bundle exports; every case type of the product unless told otherwise. */
  workflowsPath?: string;
  /** Where bundles are kept. */
  cacheFolder?: string;
}

const require = createRequire(import.meta.url);
const KEPT = 5;
const quiet = { trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error, log() {} };

/**
 * The workflow code as one file, in the form that `Worker.create` takes. Building takes seconds, so the file is kept under the
 * hash of everything that goes into it; the same sources are never built twice.
 */
export async function workflowBundle({
  workflowsPath = path.join(root, 'workflows', 'index.ts'),
  cacheFolder = path.join(root, '.cache', 'workflows'),
  ...converters
}: Options = {}): Promise<{ codePath: string }> {
  const codePath = path.join(cacheFolder, `${await hashOf(workflowsPath, converters)}.js`);
  if (!(await exists(codePath))) await build(codePath, { workflowsPath, ...converters });
  return { codePath };
}

/** Writes the bundle aside and moves it into place, so that two processes may build at once. */
async function build(codePath: string, options: BundleOptions): Promise<void> {
  const { code } = await bundleWorkflowCode({ ...options, logger: quiet });
  const folder = path.dirname(codePath);
  const aside = path.join(folder, `${randomUUID()}.tmp`);
  await mkdir(folder, { recursive: true });
  await writeFile(aside, code);
  await rename(aside, codePath);
  await removeOld(folder);
}

async function removeOld(folder: string): Promise<void> {
  const bundles = (await readdir(folder)).filter((name) => name.endsWith('.js')).map((name) => path.join(folder, name));
  const aged = await Promise.all(bundles.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  const old = aged.sort((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(old.map(({ file }) => unlink(file)));
}

/** Everything that decides what the bundle is: sources, converters, the SDK. */
async function hashOf(workflowsPath: string, converters: Converters): Promise<string> {
  const { workflowInterceptorModules = [], ...paths } = converters;
  const named = [workflowsPath, ...Object.values(paths), ...workflowInterceptorModules].filter((file) => path.isAbsolute(file));
  const sources = await Promise.all(['workflows', 'domain'].map((folder) => sourcesIn(path.join(root, folder))));
  const sdk = require.resolve('@temporalio/workflow/package.json');
  const hash = createHash('sha256').update(JSON.stringify([workflowsPath, converters]));
  for (const file of [...new Set([...named, ...sources.flat().sort(), sdk])]) hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 32);
}

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
