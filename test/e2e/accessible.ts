import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { root } from '../../config/root.ts';

const SOURCE = await readFile(path.join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
/** In the page: waits until what fades or moves has come to its end, so that no colour in between is judged. */
const STILL = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished))`;
const GRAVE = ['serious', 'critical'];

/** Examines the page as it is now. @throws when anything is found that keeps people from using it, with where and what */
export async function accessible(page: Page, { enhanced = false } = {}): Promise<void> {
  if (!(await page.evaluate(`'axe' in globalThis`))) await page.evaluate(SOURCE);
  await page.evaluate(STILL);
  const options: RunOptions = { resultTypes: ['violations'], rules: { 'color-contrast-enhanced': { enabled: enhanced } } };
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  const grave = violations.filter(({ impact }) => GRAVE.includes(String(impact)));
  const told = grave.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.html.slice(0, 200)} — ${node.failureSummary?.replace(/\s+/g, ' ')}`),
  );
  assert.deepEqual(told, [], `${new URL(page.url()).pathname} is not accessible`);
}
