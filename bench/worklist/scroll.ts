import { chromiumPath, openBrowser } from '../../test/e2e/browser.ts';

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['newPage']>>;
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

/** As many rows of plain words as high as those of the worklist: what this browser makes of scrolling at all. */
const bareList = (rows: number, height: number) => `<!doctype html><title>bare</title><ul style="margin:0;padding:0">
  ${Array.from({ length: rows }, (_, n) => `<li style="height:${height}px">ZG-532626-2026-${n} 丘北县安康养老院</li>`).join('')}</ul>`;

/** How soon the worklist shows its first rows in a browser, and how it scrolls with ten pages of rows in it, beside a bare list. */
export async function scroll(base: string, password: string): Promise<void> {
  const executable = chromiumPath();
  if (executable === undefined) return console.log('\nNo Chromium: the browser is left out.');
  const browser = await openBrowser(executable);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await signIn(page, base, password);
    const from = performance.now();
    await page.goto(`${base}/work?view=all`);
    await page.locator('.work-row').first().waitFor();
    console.log(`\nfirst rows in the browser after ${(performance.now() - from).toFixed(0)} ms`);
    await showAll(page);
    const rows = await page.locator('.work-row').count();
    const height = (await page.locator('.work-list').boundingBox())?.height ?? 0;
    const ours = await framesOf(page);
    await page.setContent(bareList(rows, height / rows));
    const bare = await framesOf(page);
    console.log(`scrolling ${rows} rows: ${told(ours)}`);
    console.log(`a bare list as long: ${told(bare)}; the worklist takes ${(ours.mean / bare.mean).toFixed(2)} × as long`);
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page, base: string, password: string): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await page.locator('input[autocomplete="username"]').fill('supervisor');
  await page.locator('input[type="password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL((address) => address.pathname !== '/sign-in');
}

async function showAll(page: Page): Promise<void> {
  for (let n = 1; n < PAGES; n++) {
    const rows = await page.locator('.work-row').count();
    await page.locator('.more').click();
    await page.locator('.work-row').nth(rows).waitFor();
  }
}

interface Frames {
  count: number;
  mean: number;
  p95: number;
  late: number;
}

/** Scrolls three times and answers the middle one by its mean. */
async function framesOf(page: Page): Promise<Frames> {
  const runs: Frames[] = [];
  for (let run = 0; run < 3; run++) runs.push(summed((await page.evaluate(FRAMES)) as number[]));
  return runs.sort((a, b) => a.mean - b.mean)[1] as Frames;
}

const summed = (times: number[]): Frames => ({
  count: times.length,
  mean: times.reduce((sum, ms) => sum + ms, 0) / times.length,
  p95: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0,
  late: times.filter((ms) => ms > 2 * FRAME_MS).length,
});

const told = ({ count, mean, p95, late }: Frames): string =>
  `${count} frames, mean ${mean.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${late} later than two frames`;
