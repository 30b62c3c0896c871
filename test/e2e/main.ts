/** `npm run e2e`: every role's main journey in a real browser on the real product, and every page looked at. */
import { rm } from 'node:fs/promises';
import { chromiumPath, openBrowser } from './browser.ts';
import { budgets } from './journeys/budgets.ts';
import { complaintJourney } from './journeys/complaint.ts';
import { consolePages } from './journeys/console-pages.ts';
import { intakeByKeyboard } from './journeys/intake.ts';
import { portalPages } from './journeys/portal-pages.ts';
import { reassignmentJourney } from './journeys/reassignment.ts';
import { rectificationJourney } from './journeys/rectification.ts';
import { referralJourney } from './journeys/referral.ts';
import { Report } from './report.ts';
import { startProduct } from './stack.ts';
import { SCREENSHOTS } from './visitor.ts';

const executable = chromiumPath();
if (executable === undefined) {
  console.log('No Chromium was found (set CHROMIUM_PATH, or install Debian’s chromium): the journeys are skipped.');
  process.exit(0);
}
const startedAt = performance.now();
const report = new Report(process.argv[3]);
await rm(SCREENSHOTS, { recursive: true, force: true });
// for whoever writes journeys: a product that runs already, and a part of the titles of what to try
const [running] = process.argv.slice(2);
const [product, browser] = await Promise.all([
  running === undefined ? startProduct() : { url: running, stop: async () => undefined },
  openBrowser(executable),
]);
try {
  const stage = { browser, url: product.url, report };
  await complaintJourney(stage, 'zh');
  await complaintJourney(stage, 'en');
  await rectificationJourney(stage);
  await referralJourney(stage);
  await intakeByKeyboard(stage);
  await reassignmentJourney(stage);
  await consolePages(stage);
  await portalPages(stage);
  await budgets(stage);
} finally {
  await browser.close();
  await product.stop();
}
console.log(
  `\n${report.passed} passed, ${report.failed} failed in ${Math.round((performance.now() - startedAt) / 1_000)} s; pictures in .cache/screenshots`,
);
process.exit(report.failed === 0 ? 0 : 1);
