import assert from 'node:assert/strict';
import type { Visitor } from './visitor.ts';

/**
 * JavaScript that the page in front has loaded, in kilobytes as they are sent. The server is asked for each size: what the page's own worker
 * gives from the device is no longer packed.
 */
async function scripts({ page }: Visitor): Promise<number> {
  const names = (await page.evaluate(`performance.getEntriesByType('resource').map(({ name }) => name)`)) as string[];
  const loaded = [...new Set(names)].filter((name) => new URL(name).pathname.endsWith('.js'));
  const sizes = await Promise.all(
    loaded.map(async (name) =>
      Number((await page.request.head(name, { headers: { 'Accept-Encoding': 'gzip' } })).headers()['content-length']),
    ),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0) / 1_000;
}

/** Holds what the page in front has loaded against its budget, in kilobytes. */
export async function withinBudget(visitor: Visitor, kilobytes: number): Promise<string> {
  const loaded = await scripts(visitor);
  assert.ok(loaded > 10, 'scripts were measured');
  assert.ok(loaded <= kilobytes, `${loaded.toFixed(0)} kB of JavaScript are loaded, ${kilobytes} kB are allowed`);
  return `${loaded.toFixed(0)} of ${kilobytes} kB`;
}
