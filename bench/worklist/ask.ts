const ROUNDS = 40;
const DEEP = 50;
/** What officers ask their worklists for. */
const LISTS = {
  'first page, by due date': 'status=open&sort=dueAt',
  'first page, newest first': 'sort=-openedAt',
  overdue: 'status=open&overdue=true&sort=dueAt',
  unassigned: 'status=open&unassigned=true&sort=dueAt',
  'search by institution': `status=open&q=${encodeURIComponent('安康')}`,
  'search by number': 'q=000001-77',
};

/** The cookie of somebody who signed in. */
export async function signedIn(base: string, username: string, password: string): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: base };
  const answer = await fetch(`${base}/api/auth/sign-in/username`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Opens a few cases of each kind, to be copied. */
export async function openSome(base: string, cookie: string): Promise<void> {
  const institution = { id: 'ankang' };
  const items = [{ description: '消防通道堵塞', kind: 'fire', severity: 'general' }];
  const complaint = { channel: 'box', institution, category: 'food', content: '饭菜变质', anonymous: true };
  for (const [to, body] of [
    ['complaints', complaint],
    ['rectifications', { institution, source: 'inspection', items }],
  ] as const) {
    const headers = { 'content-type': 'application/json', cookie };
    const answer = await fetch(`${base}/api/v1/${to}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${to}: ${answer.status} ${await answer.text()}`);
  }
}

/** Times each list, and the fiftieth page of one. */
export async function askPages(base: string, cookie: string): Promise<void> {
  const ask = async (query: string) => {
    const from = performance.now();
    const answer = await fetch(`${base}/api/v1/cases?limit=50&${query}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${query}: ${answer.status}`);
    const body = (await answer.json()) as { items: unknown[]; nextCursor: string | null; total?: number };
    return { ms: performance.now() - from, ...body };
  };
  console.log(`\n${'list'.padEnd(28)} ${'total'.padStart(8)} ${'p50 ms'.padStart(8)} ${'p95 ms'.padStart(8)}`);
  for (const [name, query] of Object.entries(LISTS)) {
    const { total = 0 } = await ask(query);
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n++) times.push((await ask(query)).ms);
    row(name, total, times);
  }
  const times: number[] = [];
  for (let cursor = '', n = 0; n < DEEP; n++) {
    const { ms, nextCursor } = await ask(`status=open&sort=dueAt${cursor}`);
    times.push(ms);
    cursor = `&cursor=${nextCursor}`;
  }
  row(`page ${DEEP} of the first list`, 0, times.slice(-10));
}

function row(name: string, total: number, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0).padStart(8);
  console.log(`${name.padEnd(28)} ${String(total || '').padStart(8)} ${at(0.5)} ${at(0.95)}`);
}
