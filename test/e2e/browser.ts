import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );

/** Where a Chromium is: the one asked for by `CHROMIUM_PATH`, or the system's; nothing where there is none. */
export function chromiumPath(): string | undefined {
  const asked = process.env.CHROMIUM_PATH;
  return asked === undefined ? PLACES.find((place) => existsSync(place)) : asked;
}

export const openBrowser = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args: QUIET });
