import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Pool } from 'pg';
import { INFORMANT } from './lives.ts';

const WORDS = Object.values(INFORMANT);

/** Where the name or the telephone of an informant can be read: in a row of any table, in Temporal's file, in what the processes wrote, in a mail. */
export async function readable(pool: Pool, folder: string, mails: string[]): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await pool.query(`SELECT 1 FROM ${name} t, unnest($1::text[]) w WHERE strpos(to_jsonb(t)::text, w) > 0 LIMIT 1`, [
      WORDS,
    ]);
    if (rowCount) found.push(`table ${name}`);
  }
  for (const file of filesIn(folder)) if (holds(readFileSync(path.join(folder, file)))) found.push(file);
  if (mails.some((mail) => holds(Buffer.from(mail)))) found.push('a mail');
  return found;
}

const holds = (bytes: Buffer): boolean =>
  WORDS.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word).toString('base64')));

/** Temporal's file with its journals, and the logs of every process. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /^temporal\.db|\.log(\.1)?$/.test(file) && !file.startsWith('postgres/'),
  );
