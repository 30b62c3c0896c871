import { PASSWORD } from './rig.ts';

/** One thing that a client wants done; it is sent until it is answered, always under the same key. */
export interface Operation {
  by: string;
  path: string;
  body: object | Uint8Array;
  key: string;
}

/** What was said to whom, so that it can be held against what is there. */
export interface Acknowledged extends Operation {
  status: number;
  caseNo: string;
}

/** What the clients met with on the way. */
export interface Weather {
  /** Answers that tell to try again, by their status; and calls that were not answered at all. */
  again: Record<string, number>;
  /** Answers that must not be. */
  wrong: string[];
}

const TIMEOUT_MS = 20_000;
const AGAIN = [503, 507];

/** Sends operations over HTTP as people would who do not give up. */
export class Caller {
  private readonly url: string;
  private readonly cookies = new Map<string, string>();
  readonly weather: Weather = { again: {}, wrong: [] };
  readonly acknowledged: Acknowledged[] = [];

  constructor(url: string) {
    this.url = url;
  }

  async signIn(...usernames: string[]): Promise<void> {
    for (const username of usernames) {
      const answer = await fetch(`${this.url}/api/auth/sign-in/username`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: PASSWORD }),
      });
      if (!answer.ok) throw new Error(`${username} cannot sign in: ${answer.status}`);
      const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
      this.cookies.set(username, cookies.join('; '));
    }
  }

  /** Sends until it is acknowledged. Nothing when it was refused, which counts as wrong: every operation is lawful where it is sent. */
  async send(operation: Operation, caseNo?: string): Promise<Acknowledged | undefined> {
    for (;;) {
      const answer = await this.attempt(operation);
      if (answer === undefined || AGAIN.includes(answer.status)) {
        this.note(String(answer?.status ?? 'unanswered'));
        await new Promise((resolve) => setTimeout(resolve, 300));
      } else if (answer.status >= 500) {
        this.weather.wrong.push(`${operation.path} (${operation.key}): ${answer.status} ${answer.text.slice(0, 200)}`);
        await new Promise((resolve) => setTimeout(resolve, 300));
      } else return this.settled(operation, answer, caseNo);
    }
  }

  private settled(operation: Operation, { status, text }: { status: number; text: string }, caseNo?: string): Acknowledged | undefined {
    if (status >= 400) {
      this.weather.wrong.push(`${operation.path} (${operation.key}): ${status} ${text.slice(0, 200)}`);
      return undefined;
    }
    const acknowledged = { ...operation, status, caseNo: caseNo ?? (JSON.parse(text) as { caseNo: string }).caseNo };
    this.acknowledged.push(acknowledged);
    return acknowledged;
  }

  /** One try; nothing when no whole answer came. */
  private async attempt({ by, path, body, key }: Operation): Promise<{ status: number; text: string } | undefined> {
    const headers = { cookie: this.cookies.get(by) ?? '', 'idempotency-key': key };
    const sent =
      body instanceof Uint8Array ? { headers, body: formOf(body) } : { headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify(body) };
    try {
      const answer = await fetch(`${this.url}/api/v1${path}`, { method: 'POST', ...sent, signal: AbortSignal.timeout(TIMEOUT_MS) });
      return { status: answer.status, text: await answer.text() };
    } catch {
      return undefined; // cut off, refused or timed out: whether it was done is not known, and need not be
    }
  }

  private note(what: string): void {
    this.weather.again[what] = (this.weather.again[what] ?? 0) + 1;
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };

function formOf(bytes: Uint8Array): FormData {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), '现场.txt');
  return form;
}
