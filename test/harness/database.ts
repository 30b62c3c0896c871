import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testServers } from './servers.ts';

/** A database of a test's own: migrated, seeded, and nobody else's. */
export interface FreshDatabase {
  url: string;
  /** Removes it; connections that are still open are cut, so close pools first. */
  drop(): Promise<void>;
}

const workerPrefix = `t${process.env.JEST_WORKER_ID ?? '0'}_`;
const filePrefix = `${workerPrefix}${randomBytes(4).toString('hex')}_`;

/** Copies the template, with the people of an office or without, or makes an empty database. What an earlier test file did not drop is removed on the way. */
export async function freshDatabase({ empty = false, peopled = false } = {}): Promise<FreshDatabase> {
  const { templateUrl, officeUrl } = testServers();
  const name = `${filePrefix}${randomBytes(4).toString('hex')}`;
  const url = new URL(peopled ? officeUrl : templateUrl);
  const template = empty ? 'template0' : url.pathname.slice(1);
  url.pathname = name;
  await asAdmin(async (admin) => {
    const { rows } = await admin.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1) AND NOT starts_with(datname, $2)', [
      workerPrefix,
      filePrefix,
    ]);
    for (const { datname } of rows) await admin.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" OWNER "${url.username}" STRATEGY FILE_COPY`);
  });
  const drop = () => asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`).then(() => undefined));
  return { url: url.href, drop };
}

async function asAdmin(work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: testServers().adminUrl });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
