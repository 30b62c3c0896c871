import type pg from 'pg';
import { Casebook } from './casebook.ts';
import { Contents } from './contents.ts';
import { Departments } from './departments.ts';
import { Documents } from './documents.ts';
import { Effects } from './effects.ts';
import { Endpoints } from './endpoints.ts';
import { Law } from './law.ts';
import { Mailroom } from './mailroom.ts';
import { People } from './people.ts';
import { createPool, type PoolOptions } from './pool.ts';
import { relayHint } from './relay/relay.ts';
import { Templates } from './templates.ts';

export interface Assembly {
  pool: pg.Pool;
  law: Law;
  people: People;
  casebook: Casebook;
  effects: Effects;
  mailroom: Mailroom;
  endpoints: Endpoints;
  templates: Templates;
  documents: Documents;
  contents: Contents;
  departments: Departments;
}

/** The casebook and what it stands on, put together as every process needs it. `ttlMs`: how long law and people may be out of date. */
export function assemble(databaseUrl: string, options: PoolOptions & { email: boolean; ttlMs?: number; now?: () => number }): Assembly {
  const pool = createPool(databaseUrl, options);
  const law = new Law(pool, options.ttlMs);
  const people = new People(pool, options.ttlMs);
  const { email, now, ttlMs } = options;
  const [endpoints, templates, departments] = [new Endpoints(pool, ttlMs), new Templates(pool, ttlMs), new Departments(pool, ttlMs)];
  const mailroom = new Mailroom({ people, law, endpoints, templates, departments, email, ...(now ? { now } : {}) });
  const casebook = new Casebook({ pool, law, people, mailroom, committed: relayHint(pool), ...(now ? { now } : {}) });
  return {
    pool,
    law,
    people,
    casebook,
    effects: new Effects(pool),
    mailroom,
    endpoints,
    templates,
    departments,
    documents: new Documents(pool),
    contents: new Contents(pool),
  };
}
