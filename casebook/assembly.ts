import type pg from 'pg';
import { Casebook } from './casebook.ts';
import { Effects } from './effects.ts';
import { Law } from './law.ts';
import { composeForCase } from './messages.ts';
import { People } from './people.ts';
import { createPool, type PoolOptions } from './pool.ts';
import { relayHint } from './relay/relay.ts';

export interface Assembly {
  pool: pg.Pool;
  law: Law;
  people: People;
  casebook: Casebook;
  effects: Effects;
}

/** The casebook and what it stands on, put together as every process needs it. `ttlMs`: how long law and people may be out of date. */
export function assemble(databaseUrl: string, options: PoolOptions & { email: boolean; ttlMs?: number; now?: () => number }): Assembly {
  const pool = createPool(databaseUrl, options);
  const law = new Law(pool, options.ttlMs);
  const people = new People(pool, options.ttlMs);
  const { email, now } = options;
  const casebook = new Casebook({ pool, law, people, compose: composeForCase, email, committed: relayHint(pool), ...(now ? { now } : {}) });
  return { pool, law, people, casebook, effects: new Effects(pool) };
}
