import type { Pool } from 'pg';
import type { CaseFile } from '../domain/kernel/case-file.ts';
import type { Language } from '../notification/templates.ts';
import { cached } from './cached.ts';
import { type Person, within } from './people.ts';

export const ENDPOINT_CHANNELS = ['webhook', 'dingtalk', 'wecom', 'events'] as const;
export type EndpointChannel = (typeof ENDPOINT_CHANNELS)[number];

/** Where messages are posted to, as an administrator set it up; its address and its secret stay sealed in the database. */
export interface Endpoint {
  id: string;
  channel: EndpointChannel;
  division: string;
  role: string | null;
  department: string | null;
  events: string[];
  language: Language;
}

/** The endpoints that are switched on. Knows a change within `ttlMs`. */
export class Endpoints {
  private readonly all: ReturnType<typeof cached<Endpoint[]>>;

  constructor(pool: Pool, ttlMs = 5_000) {
    this.all = cached(
      async () =>
        (
          await pool.query<Endpoint>(
            `SELECT id, channel, division, role, department, events, language FROM webhook WHERE enabled AND channel <> 'events' ORDER BY created_at, id`,
          )
        ).rows,
      ttlMs,
    );
  }

  drop(): void {
    this.all.drop();
  }

  /**
   * Where people are told of an event beside inbox and mail, and who of them by which: a group's robot once for all, a gateway once for
   * each person. A referral is told only to endpoints of discipline inspection; no group hears of a case that concerns an official.
   */
  async reaching(file: CaseFile, event: string, people: readonly Person[]): Promise<{ endpoint: Endpoint; to: Person[] }[]> {
    const fit = (await this.all.get()).filter((e) => e.department === null && covers(e, file, event));
    return fit.flatMap((endpoint) => {
      if (file.type === 'referral' && endpoint.role !== 'discipline') return [];
      if (endpoint.channel !== 'webhook' && file.excluded.length > 0) return [];
      const to = people.filter((p) => endpoint.role === null || p.role === endpoint.role);
      return to.length === 0 ? [] : [{ endpoint, to }];
    });
  }

  /** The systems of a department, for letters to it. */
  async ofDepartment(file: CaseFile, event: string, department: string): Promise<Endpoint[]> {
    return (await this.all.get()).filter((e) => e.department === department && covers(e, file, event));
  }
}

const covers = ({ division, events }: Endpoint, file: CaseFile, event: string): boolean =>
  within(file.division, division) && (events.length === 0 || events.includes(event));
