import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { Pool } from 'pg';
import type { Letter } from '../domain/letters.ts';
import { addDays, dayOf, endOfDay } from '../domain/working-days.ts';
import type { KeyRing } from './sealing.ts';

/** A link as it is kept: the token is not among it. */
export interface LetterLink {
  id: string;
  caseNo: string;
  letterNo: number;
  expiresAt: Date;
  createdAt: Date;
  createdBy: string;
  openedAt: Date | null;
  usedAt: Date | null;
  revokedAt: Date | null;
}

const COLUMNS = `id, case_no AS "caseNo", letter_no AS "letterNo", expires_at AS "expiresAt", created_at AS "createdAt", created_by AS "createdBy",
  opened_at AS "openedAt", used_at AS "usedAt", revoked_at AS "revokedAt"`;

/** Days that a link outlives the day the reply is asked for, and days that it holds at least. */
const GRACE_DAYS = 10;
const LEAST_DAYS = 30;

/** The end of a link to a letter, in ms. */
export function expiryOf({ replyBefore }: Pick<Letter, 'replyBefore'>, now: number): number {
  const least = endOfDay(addDays(dayOf(now), LEAST_DAYS));
  return replyBefore === undefined ? least : Math.max(least, endOfDay(addDays(replyBefore, GRACE_DAYS)));
}

/** The token of a link, made from its id and a key of the ring: it need not be kept to be sent again, and nobody without the key can make it. */
const tokenUnder = (key: Buffer, id: string): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', 'anlao letter link', 32)))
    .update(id)
    .digest('base64url');

const hashOf = (token: string): string => createHash('sha256').update(`letter:${token}`).digest('hex');

export interface LinkTerms {
  id: string;
  caseNo: string;
  letterNo: number;
  expiresAt: number;
  by: string;
}

/** The token of this link, made on first asking. Nothing when the link was revoked, or the key that made it is gone. */
export async function tokenOf(pool: Pool, ring: KeyRing, { id, caseNo, letterNo, expiresAt, by }: LinkTerms): Promise<string | undefined> {
  const [first] = ring.values();
  if (!first) throw new RangeError('the key ring is empty');
  await pool.query(
    `INSERT INTO letter_link (id, case_no, letter_no, token_hash, expires_at, created_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
    [id, caseNo, letterNo, hashOf(tokenUnder(first, id)), new Date(expiresAt), by],
  );
  const { rows } = await pool.query<{ hash: string }>('SELECT token_hash AS hash FROM letter_link WHERE id = $1 AND revoked_at IS NULL', [
    id,
  ]);
  return [...ring.values()].map((key) => tokenUnder(key, id)).find((token) => hashOf(token) === rows[0]?.hash);
}

/** The link behind a token, while it holds: not expired, not revoked. */
export async function linkBehind(pool: Pool, token: string): Promise<LetterLink | undefined> {
  const { rows } = await pool.query<LetterLink>(
    `UPDATE letter_link SET opened_at = COALESCE(opened_at, now()) WHERE token_hash = $1 AND expires_at > now() AND revoked_at IS NULL RETURNING ${COLUMNS}`,
    [hashOf(token)],
  );
  return rows[0];
}

/** Every link of a case, oldest first. */
export async function linksOf(pool: Pool, caseNo: string): Promise<LetterLink[]> {
  return (await pool.query<LetterLink>(`SELECT ${COLUMNS} FROM letter_link WHERE case_no = $1 ORDER BY created_at, id`, [caseNo])).rows;
}

/** Ends every link to a letter: it was answered, sent anew, or withdrawn. */
export async function endLinks(pool: Pool, caseNo: string, letterNo: number, how: 'used' | 'revoked'): Promise<void> {
  const column = how === 'used' ? 'used_at' : 'revoked_at';
  await pool.query(
    `UPDATE letter_link SET ${column} = COALESCE(${column}, now()) WHERE case_no = $1 AND letter_no = $2 AND revoked_at IS NULL`,
    [caseNo, letterNo],
  );
}

const MARK = /anlao-letter:([0-9a-f-]{36})/;

/** What stands for a link in a message that waits: the table of messages holds no token. */
export const markOf = (id: string): string => `anlao-letter:${id}`;

/** The id of the link that a message waits for, when there is one. */
export const linkIn = (text: string): string | undefined => MARK.exec(text)?.[1];

/** A text with its link as it is sent. */
export const withLink = (text: string, url: string): string => text.replace(MARK, url);

/** Where a letter is read and answered. */
export const letterUrl = (publicUrl: string, token: string): string => `${publicUrl.replace(/\/$/, '')}/letters/${token}`;
