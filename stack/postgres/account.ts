import { spawnSync } from 'node:child_process';
import { StartFailure } from '../failure.ts';

/** A user of the operating system, by number. */
export interface Account {
  uid: number;
  gid: number;
}

/** The user that PostgreSQL runs as when the stack is started by root: `postgres`, made as a system user when missing, or `nobody`. */
export function accountForPostgres(): Account {
  const found = accountOf('postgres') ?? created('postgres') ?? accountOf('nobody');
  if (found !== undefined) return found;
  throw new StartFailure(
    'PostgreSQL does not run as root, and no other user could be found',
    'Start as an ordinary user, or set DATABASE_URL.',
  );
}

function created(name: string): Account | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]);
  return accountOf(name);
}

function accountOf(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
