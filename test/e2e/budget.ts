import assert from 'node:assert/strict';
import type { Visitor } from './visitor.ts';

interface Resource {
  name: string;
  encodedBodySize: number;
}

/** JavaScript that a first visit loads, in kilobytes as they are sent. */
async function scripts({ page }: Visitor): Promise<number> {
  const all = (await page.evaluate(
    `performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => ({ name, encodedBodySize }))`,
  )) as Resource[];
  const bytes = all
    .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  return bytes / 1_000;
}

/** Holds what the page in front has loaded against its budget, in kilobytes. */
export async function withinBudget(visitor: Visitor, kilobytes: number): Promise<string> {
  const loaded = await scripts(visitor);
  assert.ok(loaded > 10, 'scripts were measured');
  assert.ok(loaded <= kilobytes, `${loaded.toFixed(0)} kB of JavaScript are loaded, ${kilobytes} kB are allowed`);
  return `${loaded.toFixed(0)} of ${kilobytes} kB`;
}
