import { api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import type { Opening } from './fields.ts';

export type OpenedCase = paths['/api/v1/rectifications']['post']['responses'][201]['content']['application/json'];

/** A case that is asked for: what it is about, and what was filled in. */
export interface AskedCase {
  what: Opening;
  input: { institution: { id?: string; name?: string } };
}

/** Opens a case: once under one key, however often it is sent. @throws Problem */
export async function sendOpening({ what, input }: AskedCase, key: string): Promise<OpenedCase> {
  const params = { header: { 'Idempotency-Key': key } };
  const { data } = await (what === 'hazards'
    ? api.POST('/api/v1/rectifications', { params, body: input as never })
    : api.POST('/api/v1/filings', { params, body: { kind: what, ...input } as never }));
  return data as OpenedCase;
}
