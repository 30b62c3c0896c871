import { language } from '../shared/language.ts';
import { newKey } from './client.ts';
import { offlineProblem, problemFrom } from './problem.ts';
import type { Answer } from './types.ts';

/** What may be said of a file beside its bytes. */
export interface AboutFile {
  note?: string;
  itemNo?: number;
  phase?: 'before' | 'after';
}

/** Uploads one file into a case. The same key again uploads nothing twice. @throws Problem */
export async function uploadEvidence(
  caseNo: string,
  file: File,
  about: AboutFile = {},
  key = newKey(),
): Promise<Answer<'/api/v1/cases/{caseNo}/evidence', 'post'>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(about)) if (value !== undefined) form.append(name, String(value));
  form.append('file', file, file.name);
  const headers = { 'Idempotency-Key': key, 'Accept-Language': language() };
  const response = await fetch(`/api/v1/cases/${encodeURIComponent(caseNo)}/evidence`, { method: 'POST', body: form, headers }).catch(
    (error: unknown) => {
      throw offlineProblem(error);
    },
  );
  if (!response.ok) throw await problemFrom(response);
  return response.json();
}
