import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { APIResponse, Browser, BrowserContext, Page } from 'playwright-core';
import { root } from '../../config/root.ts';
import { short } from './options.ts';
import { PASSWORD } from './stack.ts';

export const SCREENSHOTS = path.join(root, '.cache', 'screenshots');
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** How long a page may take to show what is waited for; the machine may be busy with much else. */
const PATIENCE_MS = 60_000;

/** What stands in a page for something that is still being read. */
const BUSY = '[aria-busy="true"], .ant-skeleton-active, .ant-spin-spinning, .ant-btn-loading';
/** In the page: counts what is asked for and not answered yet. */
const COUNTING = `{ const ask = fetch; globalThis.unanswered = 0;
  globalThis.fetch = (...given) => { unanswered++; return ask(...given).finally(() => unanswered--); }; }`;
/** In the page: whether there is something to see and nothing is being read, after what it meant to do soon. */
const AT_REST = `new Promise((resolve) => setTimeout(resolve, 60)).then(() =>
  unanswered === 0 && document.querySelector('h1, main') !== null && document.querySelector('${BUSY.replaceAll("'", '"')}') === null)`;
/** A page is at rest when it was so this often in a row. */
const LOOKS = 2;
/** Pages longer than this are cut off in their picture, in pixels. */
const LONGEST = 4_000;

export type Language = 'zh' | 'en';

interface Circumstances {
  url: string;
  size?: { width: number; height: number };
  language?: Language;
}

/** Somebody at a browser of their own. Whatever the browser complains of is kept, and fails the journey at its end. */
export class Visitor {
  readonly complaints: string[] = [];
  readonly page: Page;
  readonly context: BrowserContext;
  private readonly url: string;
  /** What was asked for, put off by a busy server, and not answered since. */
  private readonly putOff = new Set<string>();
  /** Complaints that are expected while this stands: the browser names every request that fails without a network. */
  offline = false;
  /** Complaints that belong to the journey: the browser names every answer that is not a success. */
  expects: RegExp | undefined;

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.context = context;
    this.page = page;
    this.url = url;
  }

  static async arrives(browser: Browser, { url, size = DESKTOP, language = 'zh' }: Circumstances): Promise<Visitor> {
    const phone = size.width < 600;
    const context = await browser.newContext({
      baseURL: url,
      viewport: size,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      hasTouch: phone,
      isMobile: phone,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript({ content: COUNTING });
    await context.addInitScript({
      content: `localStorage.setItem('anlao.language', localStorage.getItem('anlao.language') ?? '${language}')`,
    });
    const visitor = new Visitor(context, await context.newPage(), url);
    visitor.listen();
    return visitor;
  }

  /** Opens an address of the product and waits until nothing is being loaded any more. */
  async open(address: string): Promise<void> {
    await this.page.goto(new URL(address, this.url).href);
    await this.settled();
  }

  /** Goes to another page by its link in the navigation, as people do: nothing is loaded again. */
  async follows(address: string): Promise<void> {
    await this.page.locator(`nav a[href="${address}"]`).first().click();
    await this.settled();
  }

  /** Waits until everything that is asked for has been answered and shown. @throws when that does not come */
  async settled(): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    for (let quiet = 0; quiet < LOOKS; ) {
      quiet = (await this.page.evaluate(AT_REST)) ? quiet + 1 : 0;
      assert.ok(performance.now() < until, `${this.page.url()} does not come to rest`);
    }
  }

  /** Signs in without the form, which has a journey of its own. */
  async signIn(username: string): Promise<void> {
    await this.post('/api/auth/sign-in/username', { username, password: PASSWORD });
  }

  /** Asks the server for something that the journey is not about, as whoever is signed in here. @throws when it refuses */
  async post<T>(address: string, data: object): Promise<T> {
    const { origin } = new URL(this.url);
    return answered<T>(address, () => this.context.request.post(address, { data, headers: { origin } }));
  }

  get<T>(address: string): Promise<T> {
    return answered<T>(address, () => this.context.request.get(address));
  }

  /** Turns to the other language, or comes nearer or goes farther: the page stays, and shows itself anew. */
  async seenAt(size: typeof DESKTOP, language: Language): Promise<void> {
    await this.page.setViewportSize(size);
    const other = this.page.locator(language === 'zh' ? 'button[lang^="zh"]' : 'button[lang="en"]');
    if ((await other.count()) > 0) await other.click();
    await this.settled();
  }

  /** Keeps a picture of the whole page, as on a screen that is high enough for it; none in short. */
  async picture(name: string): Promise<void> {
    if (short) return;
    await mkdir(SCREENSHOTS, { recursive: true });
    const size = this.page.viewportSize() ?? DESKTOP;
    const height = Math.min(LONGEST, (await this.page.evaluate('document.documentElement.scrollHeight')) as number);
    if (height > size.height) await this.page.setViewportSize({ ...size, height });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${size.width}.png`), animations: 'disabled' });
    if (height > size.height) await this.page.setViewportSize(size);
  }

  /** Goes away, and tells when the browser complained of anything. */
  async leaves(): Promise<void> {
    await this.context.close();
    assert.deepEqual(this.complaints, [], 'the browser complained');
    assert.deepEqual([...this.putOff], [], 'what a busy server put off was not asked for again');
  }

  private listen(): void {
    this.page.on('console', (message) => {
      const { url } = message.location();
      if (['error', 'warning'].includes(message.type()) && !this.offline && !this.wasPutOff(message.text(), url))
        this.complain(`${message.text()} (${url})`);
    });
    this.page.on('response', (response) => {
      if (response.ok()) this.putOff.delete(response.url());
    });
    this.page.on('pageerror', (error) => this.complain(String(error)));
  }

  /** A server that has too much to do asks to come again; whoever does, and is answered, has nothing to complain of. */
  private wasPutOff(text: string, url: string): boolean {
    const isSo = text.includes('503 (Service Unavailable)');
    if (isSo) this.putOff.add(url);
    return isSo;
  }

  private complain(text: string): void {
    if (this.expects?.test(text)) return;
    this.complaints.push(`${new URL(this.page.url()).pathname}: ${text}`);
  }
}

/** Asks again, as the answer demands, while a machine that does much else keeps the database from answering in time. */
async function answered<T>(address: string, ask: () => Promise<APIResponse>): Promise<T> {
  let answer = await ask();
  for (const until = performance.now() + PATIENCE_MS; answer.status() === 503 && performance.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    answer = await ask();
  }
  assert.ok(answer.ok(), `${address}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}
