import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import type { Pool } from 'pg';
import { isAllowedPrivate, mayReach, type Networks } from '../notification/networks.ts';
import type { Endpoint, EndpointChannel } from './endpoints.ts';
import { placeOf } from './sealed-fields.ts';
import { type KeyRing, seal, unseal } from './sealing.ts';

/** What an administrator sets up. */
export interface NewWebhook extends Omit<Endpoint, 'id'> {
  name: string;
  url: string;
  secret?: string | undefined;
}

/** An endpoint with its address and secret opened, for whoever posts to it. */
export interface OpenedWebhook {
  id: string;
  channel: EndpointChannel;
  url: string;
  secret?: string;
}

export { type Networks, networksOf } from '../notification/networks.ts';

/** Why nothing may be posted to this address; a name is looked at again whenever it is connected to. */
export function unfitUrl(url: string, networks: Networks): string | undefined {
  const { protocol, hostname, username } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isPrivate = isIP(host) !== 0 && isAllowedPrivate(host, networks);
  if (username !== '') return 'an address carries no user name';
  if (protocol !== 'https:' && !(protocol === 'http:' && isPrivate)) return 'it must begin with https://';
  if (isIP(host) !== 0 ? !mayReach(host, networks) : /^(localhost|.*\.(localhost|local|internal))$/i.test(host))
    return 'it lies in a private network that is not allowed (ANLAO_WEBHOOK_NETWORKS)';
  return undefined;
}

const sealedUrl = (id: string): string => placeOf('webhook', 'url_sealed', id);
const sealedSecret = (id: string): string => placeOf('webhook', 'secret_sealed', id);

/** Keeps an endpoint, its address and secret under seal: a robot's address alone lets anybody write to its group. Answers the id. */
export async function keepWebhook(pool: Pool, ring: KeyRing, webhook: NewWebhook, by: string): Promise<string> {
  const id = randomUUID();
  const { name, channel, url, secret, division, role, department, events, language } = webhook;
  await pool.query(
    `INSERT INTO webhook (id, name, channel, host, url_sealed, secret_sealed, division, role, department, events, language, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      name,
      channel,
      new URL(url).host,
      seal(ring, url, sealedUrl(id)),
      secret === undefined ? null : seal(ring, secret, sealedSecret(id)),
      division,
      role,
      department,
      events,
      language,
      by,
    ],
  );
  return id;
}

/** The endpoints that are switched on, opened. */
export async function openWebhooks(pool: Pool, ring: KeyRing): Promise<OpenedWebhook[]> {
  const { rows } = await pool.query<{ id: string; channel: EndpointChannel; url: string; secret: string | null }>(
    'SELECT id, channel, url_sealed AS url, secret_sealed AS secret FROM webhook WHERE enabled ORDER BY created_at, id',
  );
  return rows.map(({ id, channel, url, secret }) => ({
    id,
    channel,
    url: unseal(ring, url, sealedUrl(id)),
    ...(secret === null ? {} : { secret: unseal(ring, secret, sealedSecret(id)) }),
  }));
}
