import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { root } from '../../config/root.ts';
import { PASSWORD } from './stack.ts';

export const SCREENSHOTS = path.join(root, '.cache', 'screenshots');
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** How long a page may take to show what is waited for; the machine may be busy with much else. */
const PATIENCE_MS = 30_000;

/** What stands in a page for something that is still being read. */
const BUSY = '[aria-busy="true"], .ant-skeleton-active, .ant-spin-spinning';

/** In the page: what the browser remembers from an earlier visit. */
const remembered = (items: Record<string, string>): string =>
  `for (const [key, value] of Object.entries(${JSON.stringify(items)})) if (localStorage.getItem(key) === null) localStorage.setItem(key, value);`;

export type Language = 'zh' | 'en';

interface Circumstances {
  url: string;
  size?: { width: number; height: number };
  language?: Language;
  /** Large type and high contrast. */
  reading?: { large: boolean; contrast: boolean };
}

/** Somebody at a browser of their own. Whatever the browser complains of is kept, and fails the journey at its end. */
export class Visitor {
  readonly complaints: string[] = [];
  readonly page: Page;
  readonly context: BrowserContext;
  private readonly url: string;
  /** Complaints that are expected while this stands: the browser names every request that fails without a network. */
  offline = false;

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.context = context;
    this.page = page;
    this.url = url;
  }

  static async arrives(browser: Browser, { url, size = DESKTOP, language = 'zh', reading }: Circumstances): Promise<Visitor> {
    const phone = size.width < 600;
    const context = await browser.newContext({
      baseURL: url,
      viewport: size,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      hasTouch: phone,
      isMobile: phone,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const kept = { 'anlao.language': language, ...(reading ? { 'anlao.reading': JSON.stringify(reading) } : {}) };
    await context.addInitScript({ content: remembered(kept) });
    const visitor = new Visitor(context, await context.newPage(), url);
    visitor.listen();
    return visitor;
  }

  /** Opens an address of the product and waits until nothing is being loaded any more. */
  async open(address: string): Promise<void> {
    await this.page.goto(new URL(address, this.url).href);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    await this.page.locator(BUSY).first().waitFor({ state: 'detached' });
  }

  /** Signs in by the form, as people do. */
  async signIn(username: string): Promise<void> {
    await this.open('/sign-in');
    await this.page.locator('input[autocomplete="username"]').fill(username);
    await this.page.locator('input[type="password"]').fill(PASSWORD);
    await this.page.locator('button[type="submit"]').click();
    await this.page.waitForURL((address) => address.pathname !== '/sign-in');
    await this.settled();
  }

  /** Keeps a picture of the whole page. */
  async picture(name: string): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    const { width } = this.page.viewportSize() ?? DESKTOP;
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${width}.png`), fullPage: true, animations: 'disabled' });
  }

  /** Goes away, and tells when the browser complained of anything. */
  async leaves(): Promise<void> {
    await this.context.close();
    assert.deepEqual(this.complaints, [], 'the browser complained');
  }

  private listen(): void {
    this.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !this.offline) this.complain(`${message.text()} (${message.location().url})`);
    });
    this.page.on('pageerror', (error) => this.complain(String(error)));
  }

  private complain(text: string): void {
    this.complaints.push(`${new URL(this.page.url()).pathname}: ${text}`);
  }
}
