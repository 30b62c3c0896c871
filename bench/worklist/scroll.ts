import { chromiumPath, openBrowser } from '../../test/e2e/browser.ts';

const PAGES = 10;
const FRAME_MS = 1_000 / 60;

/** In the page: scrolls to the end and tells how long each frame took, in ms. */
const FRAMES = `new Promise((resolve) => {
  const times = [];
  let last = performance.now();
  const step = (now) => {
    times.push(now - last);
    last = now;
    scrollBy(0, 120);
    if (scrollY + innerHeight < document.documentElement.scrollHeight - 2) requestAnimationFrame(step);
    else resolve(times.slice(2));
  };
  scrollTo(0, 0);
  requestAnimationFrame(step);
})`;

/** How soon the worklist shows its first rows in a browser, and how it scrolls with ten pages of rows in it. */
export async function scroll(base: string, password: string): Promise<void> {
  const executable = chromiumPath();
  if (executable === undefined) return console.log('\nNo Chromium: the browser is left out.');
  const browser = await openBrowser(executable);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${base}/sign-in`);
    await page.locator('input[autocomplete="username"]').fill('supervisor');
    await page.locator('input[type="password"]').fill(password);
    await page.locator('button[type="submit"]').click();
    await page.waitForURL((address) => address.pathname !== '/sign-in');
    const from = performance.now();
    await page.goto(`${base}/work?view=all`);
    await page.locator('.work-row').first().waitFor();
    console.log(`\nfirst rows in the browser after ${(performance.now() - from).toFixed(0)} ms`);
    for (let n = 1; n < PAGES; n++) {
      const rows = await page.locator('.work-row').count();
      await page.locator('.work-more').click();
      await page.locator('.work-row').nth(rows).waitFor();
    }
    const frames = (await page.evaluate(FRAMES)) as number[];
    const late = frames.filter((ms) => ms > 2 * FRAME_MS).length;
    const p95 = frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0;
    console.log(
      `scrolling ${await page.locator('.work-row').count()} rows: ${frames.length} frames, p95 ${p95.toFixed(1)} ms, ${late} later than two frames`,
    );
  } finally {
    await browser.close();
  }
}
