import type { Browser } from 'playwright-core';
import type { Report } from './report.ts';

/** What every journey takes place on. */
export interface Stage {
  browser: Browser;
  url: string;
  report: Report;
}
