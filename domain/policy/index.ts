/** The policies that ship, one for each jurisdiction whose document is at hand, and the way from a division to its policy. */
import { defaultPolicy } from './base.ts';
import { mingxi } from './packs/350421.ts';
import { juye } from './packs/371724.ts';
import { hunan } from './packs/430000.ts';
import { qiubei } from './packs/532626.ts';
import { baoji } from './packs/610300.ts';
import type { Policy } from './policy.ts';

export { defaultPolicy } from './base.ts';
export type { LadderName, Policy, Rung, RungName, Severity } from './policy.ts';
export { validatePolicy } from './validate.ts';

/** The five packs, by division code. */
export const PACKS: readonly Policy[] = [mingxi, juye, hunan, qiubei, baoji];

/**
 * The policy of the nearest division that has one: the division itself, then those above it, else the default. `chain` lists the
 * divisions above, nearest first; without it they are read from the code (town 9 digits, county 6, city `dddd00`, province `dd0000`).
 */
export function packFor(division: string, chain: readonly string[] = divisionsAbove(division)): Policy {
  for (const code of [division, ...chain]) {
    const pack = PACKS.find(({ jurisdiction }) => jurisdiction === code);
    if (pack) return pack;
  }
  return defaultPolicy;
}

const divisionsAbove = (code: string): string[] => [code.slice(0, 6), `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
