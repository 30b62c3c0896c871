import { createHmac } from 'node:crypto';
import type { PrismaClient } from '../prisma/client/client.ts';
import { TooSoon } from './problems.ts';
import { turns } from './turns.ts';

/** So many attempts may fail one after the other before the first wait. */
const FREE = 5;
/** The first wait in seconds; each further failure doubles it, up to the longest. */
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 900;

const FAILED = `INSERT INTO sign_in_attempt AS a (name_hash, failed) VALUES ($1, 1)
  ON CONFLICT (name_hash) DO UPDATE SET last_at = now(), failed = a.failed + 1,
    locked_until = CASE WHEN a.failed + 1 >= ${FREE}
      THEN now() + LEAST(${LONGEST_WAIT_S}, ${FIRST_WAIT_S} * 2 ^ LEAST(a.failed + 1 - ${FREE}, 20)) * interval '1 second' END`;
const WAIT = `SELECT ceil(extract(epoch FROM locked_until - now()))::int AS seconds FROM sign_in_attempt WHERE name_hash = $1`;
const FORGET = `DELETE FROM sign_in_attempt WHERE last_at < now() - interval '1 day'`;

/** Back-off for every user name, whether anybody has it or not. Names are kept as hashes: people type passwords where names belong. */
export class Attempts {
  private readonly prisma: PrismaClient;
  private readonly secret: string;
  private readonly inTurn = turns();

  constructor(prisma: PrismaClient, secret: string) {
    this.prisma = prisma;
    this.secret = secret;
  }

  /** Makes an attempt on a name, one at a time, so that many at the same moment gain nothing. @throws TooSoon while the name has to wait */
  guard(name: string, attempt: () => Promise<Response>): Promise<Response> {
    const hash = this.hash(name);
    return this.inTurn(hash, async () => {
      const [wait] = await this.prisma.$queryRawUnsafe<{ seconds: number | null }[]>(WAIT, hash);
      if (wait?.seconds && wait.seconds > 0) throw new TooSoon(wait.seconds);
      const response = await attempt();
      if (response.ok) await this.forget(name);
      else if (response.status === 401) await this.failed(hash);
      return response;
    });
  }

  /** Forgets the attempts on a name: somebody signed in with it, or an administrator reset its password. */
  async forget(name: string): Promise<void> {
    await this.prisma.signInAttempt.deleteMany({ where: { nameHash: this.hash(name) } });
  }

  private async failed(hash: string): Promise<void> {
    await this.prisma.$executeRawUnsafe(FORGET);
    await this.prisma.$executeRawUnsafe(FAILED, hash);
  }

  private hash(name: string): string {
    return createHmac('sha256', this.secret).update(name.toLowerCase()).digest('hex');
  }
}
