import { createHash } from 'node:crypto';
import pg from 'pg';
import type { PostgresServer } from './server.ts';

const NAME = 'anlao';

/**
 * The product's database on the embedded server, made when it is missing, and its address. Its owner is not a superuser,
 * as on a hosted server, but may create roles and databases.
 */
export async function openEmbeddedDatabase(server: PostgresServer): Promise<string> {
  const admin = new pg.Client({ connectionString: server.adminUrl('postgres') });
  await admin.connect();
  try {
    const password = await ownerPassword(admin, new URL(server.adminUrl(NAME)).password);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${NAME} OWNER ${NAME}`);
    const url = new URL(server.adminUrl(NAME));
    url.username = NAME;
    url.password = password;
    return url.href;
  } finally {
    await admin.end();
  }
}

/** Makes the owner when it is missing. Its password follows from the superuser's, but does not give that away. */
async function ownerPassword(admin: pg.Client, superuserPassword: string): Promise<string> {
  const password = createHash('sha256').update(`${NAME}:${superuserPassword}`).digest('hex');
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [NAME]);
  if (rowCount === 0) await admin.query(`CREATE ROLE ${NAME} LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`);
  return password;
}
