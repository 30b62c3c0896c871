import { createHash, randomBytes } from 'node:crypto';
import type { People, Person } from '../casebook/people.ts';
import type { Permission } from '../domain/permissions.ts';
import type { PrismaClient } from '../prisma/client/client.ts';

/** What the key of another system may reach. The hotline system files complaints and follows them; a department's system answers letters. */
export const SCOPES = ['complaints:create', 'cases:read', 'events:read', 'letters:reply'] as const;
export type Scope = (typeof SCOPES)[number];

/** Which scope a key needs for a line of the table of permissions; all other lines are closed to keys. */
export const SCOPE_OF: Partial<Record<Permission, Scope>> = {
  'complaints.open': 'complaints:create',
  'cases.read': 'cases:read',
  'events.read': 'events:read',
  'cases.act': 'letters:reply',
  'evidence.add': 'letters:reply',
};

const PREFIX = 'anl_';
const SHOWN = 12;
/** How old the noted time of the last use may be, in ms. */
const NOTED_MS = 60_000;

export const keyHash = (key: string): string => createHash('sha256').update(`key:${key}`).digest('hex');

/** A new key: 256 random bits. Only its hash is kept, and its first characters, by which people tell keys apart. */
export function newKey(): { key: string; prefix: string; hash: string } {
  const key = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  return { key, prefix: key.slice(0, SHOWN), hash: keyHash(key) };
}

/** The keys of service accounts. */
export class Keys {
  private readonly prisma: PrismaClient;
  private readonly people: People;

  constructor(prisma: PrismaClient, people: People) {
    this.prisma = prisma;
    this.people = people;
  }

  /** The account behind a key that is neither revoked nor expired, and what the key reaches. */
  async find(key: string): Promise<{ person: Person; scopes: string[] } | undefined> {
    if (!key.startsWith(PREFIX)) return undefined;
    const found = await this.prisma.apiKey.findUnique({ where: { hash: keyHash(key) } });
    if (!found || found.revokedAt || found.expiresAt.getTime() <= Date.now()) return undefined;
    const person = await this.people.find(found.userId);
    if (!person?.service) return undefined;
    if (Date.now() - (found.lastUsedAt?.getTime() ?? 0) > NOTED_MS)
      await this.prisma.apiKey.update({ where: { id: found.id }, data: { lastUsedAt: new Date() } });
    return { person, scopes: found.scopes };
  }
}
