/** `npm run e2e`: every role's main journey in a real browser on the real product, and every page looked at. Its arguments: options.ts. */
import { rm } from 'node:fs/promises';
import { chromiumPath, openBrowser } from './browser.ts';
import { budgets } from './journeys/budgets.ts';
import { complaintJourney } from './journeys/complaint.ts';
import { consolePages } from './journeys/console-pages.ts';
import { intakeByKeyboard } from './journeys/intake.ts';
import { letterJourney } from './journeys/letter.ts';
import { complainingSeen, portalPages } from './journeys/portal-pages.ts';
import { reassignmentJourney } from './journeys/reassignment.ts';
import { rectificationJourney } from './journeys/rectification.ts';
import { referralJourney } from './journeys/referral.ts';
import { running, short, title } from './options.ts';
import { Report } from './report.ts';
import { startProduct } from './stack.ts';
import type { Stage } from './stage.ts';
import { SCREENSHOTS } from './visitor.ts';

type Journey = (stage: Stage) => Promise<void>;

const AT_ONCE = 3;
/** The longest first. */
const JOURNEYS: readonly Journey[] = [
  portalPages,
  rectificationJourney,
  letterJourney,
  complainingSeen,
  (stage) => complaintJourney(stage, 'zh'),
  (stage) => complaintJourney(stage, 'en'),
  referralJourney,
  intakeByKeyboard,
  budgets,
];

const executable = chromiumPath();
if (executable === undefined) {
  console.log('No Chromium was found (set CHROMIUM_PATH, or install Debian’s chromium): the journeys are skipped.');
  console.log('0 passed, 0 failed');
  process.exit(0);
}
const startedAt = performance.now();
const report = new Report(title);
await rm(SCREENSHOTS, { recursive: true, force: true });
const [product, browser] = await Promise.all([
  running === undefined ? startProduct() : { url: running, warnings: async () => [], stop: async () => undefined },
  openBrowser(executable),
]);
try {
  const stage = { browser, url: product.url, report };
  // the pages of the console are looked at when there are cases on them; whoever reassigns all of them would take them out of a journey's hands
  await sideBySide(JOURNEYS, stage);
  await Promise.all([reassignmentJourney(stage), consolePages(stage)]);
} finally {
  if (report.failed > 0) console.log(['What the API warned of:', ...(await product.warnings())].join('\n'));
  await browser.close();
  await product.stop();
}
console.log(`\n${short ? 'It' : 'Pictures lie in .cache/screenshots; it'} took ${Math.round((performance.now() - startedAt) / 1_000)} s.`);
console.log(`${report.passed} passed, ${report.failed} failed`);
process.exit(report.failed === 0 ? 0 : 1);

/** Some at a time, as there are many people on all sides: each takes the next journey when it has come to the end of one. */
async function sideBySide(journeys: readonly Journey[], stage: Stage): Promise<void> {
  const waiting = [...journeys];
  const walk = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next(stage);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
}
