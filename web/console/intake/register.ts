import { api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import type { Role } from '../../api/types.ts';
import { uploadEvidence } from '../../api/upload.ts';
import { complaintOf, type Draft } from './draft.ts';
import type { Taken } from './receipt.tsx';

/** Registers the complaint under the draft's own key: a second try after a lost answer gets the same one. @throws Problem */
export async function register(draft: Draft): Promise<Taken> {
  const { data } = await api.POST('/api/v1/complaints', { params: { header: { 'Idempotency-Key': draft.key } }, body: complaintOf(draft) });
  if (!data) throw new Problem({ status: 502, code: 'unavailable' });
  return data;
}

/** Adds what the caller says to a complaint that is being worked on: the hotline supplements, an officer makes a note. @throws Problem */
export async function addTo(caseNo: string, { key, content }: Draft, role: Role, worded: (content: string) => string): Promise<void> {
  const action = role === 'hotline' ? 'supplement' : 'addNote';
  const header = { 'Idempotency-Key': `${key}:${caseNo}` };
  const body = { text: worded(content.trim()) };
  await api.POST('/api/v1/cases/{caseNo}/actions/{action}', { params: { path: { caseNo, action }, header }, body: body as never });
}

/** Uploads the attachments one by one; answers the names of those that could not be. */
export async function attach(caseNo: string, { key, files }: Draft): Promise<string[]> {
  const failed: string[] = [];
  for (const [i, file] of files.entries()) await uploadEvidence(caseNo, file, {}, `${key}:file:${i}`).catch(() => failed.push(file.name));
  return failed;
}
