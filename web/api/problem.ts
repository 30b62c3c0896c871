/** One field of a request and what is wrong with it. */
export interface FieldError {
  field: string;
  message: string;
}

/** What a problem may say beside its code. */
interface Said {
  detail?: string;
  reason?: string;
  about?: readonly string[];
  errors?: readonly FieldError[];
  available?: readonly string[];
}

/** Why the server did not do what it was asked (RFC 9457), or that it could not be asked: then `status` is 0 and `code` is `offline`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** Where the rules did not allow it: the code of the reason, and what it is about. */
  readonly reason: string | undefined;
  readonly about: readonly string[];
  readonly fields: readonly FieldError[];
  /** Actions that can be taken instead, where one could not. */
  readonly available: readonly string[];

  constructor(said: Said & { status: number; code: string }) {
    super(said.detail ?? said.code);
    this.name = 'Problem';
    this.status = said.status;
    this.code = said.code;
    this.reason = said.reason;
    this.about = said.about ?? [];
    this.fields = said.errors ?? [];
    this.available = said.available ?? [];
  }
}

/** Reads a problem from an answer; an answer without one, as of a proxy, is named by its status. */
export async function problemFrom(response: Response): Promise<Problem> {
  const { status } = response;
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) return new Problem({ status, code: `http-${status}` });
  // better-auth says `code` and `message`, everything else speaks RFC 9457
  const { message, ...said } = body as Said & { code?: string; message?: string };
  const detail = said.detail ?? message;
  return new Problem({ ...said, status, code: said.code ?? `http-${status}`, ...(detail === undefined ? {} : { detail }) });
}

/** What a request that never arrived becomes; a problem that was read stays as it is. */
export const offlineProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem({ status: 0, code: 'offline', detail: String(error) });
