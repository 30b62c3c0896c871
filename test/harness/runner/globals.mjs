/** What test files import from `@jest/globals`: the runner's functions, which have no time limits of their own, with one. */
import { bind } from 'jest-each';

/** What is started from here is the product: it runs as it is, not as a test. */
delete process.env.NODE_OPTIONS;

const LIMIT_MS = 300_000; // for a machine that does much else: what hangs is found late, what is slow does not fail

const inTime = (work, ms) =>
  work &&
  (async () => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not over after ${ms / 1_000} s`)), ms);
    });
    try {
      return await Promise.race([work(), late]);
    } finally {
      clearTimeout(timer);
    }
  });

const limitedHook =
  (declare) =>
  (work, ms = LIMIT_MS) =>
    declare(inTime(work, ms));
const limitedTest = (declare) => {
  const limited = (name, work, ms = LIMIT_MS) => declare(name, inTime(work, ms));
  return Object.assign(limited, { each: bind(limited, false) });
};

const { it: bare } = globalThis;
export const it = Object.assign(limitedTest(bare), { skip: bare.skip, only: limitedTest(bare.only), todo: bare.todo });
export const beforeAll = limitedHook(globalThis.beforeAll);
export const beforeEach = limitedHook(globalThis.beforeEach);
export const afterAll = limitedHook(globalThis.afterAll);
export const afterEach = limitedHook(globalThis.afterEach);
export const { describe, expect } = globalThis;
