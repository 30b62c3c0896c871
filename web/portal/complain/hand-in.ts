import { Problem, problemFrom } from '../../api/problem.ts';
import { language } from '../../shared/language.ts';

/** What was handed in, by id, and which files were not taken and why. */
export interface HandedIn {
  ids: string[];
  failed: { name: string; problem: unknown }[];
}

const keys = new WeakMap<File, string>();

/** Hands files in to the case behind a receipt code, one after the other; one that fails does not stop the others. */
export async function handIn(receiptCode: string, files: readonly File[]): Promise<HandedIn> {
  const handed: HandedIn = { ids: [], failed: [] };
  for (const file of files) {
    try {
      handed.ids.push(await handInOne(receiptCode, file));
    } catch (problem) {
      handed.failed.push({ name: file.name, problem });
    }
  }
  return handed;
}

/** A file that is sent again is the same file: its key stays. */
async function handInOne(receiptCode: string, file: File): Promise<string> {
  const key = keys.get(file) ?? crypto.randomUUID();
  keys.set(file, key);
  const form = new FormData();
  form.set('file', file);
  const sent = fetch(`/api/v1/public/complaints/${encodeURIComponent(receiptCode)}/evidence`, {
    method: 'POST',
    body: form,
    headers: { 'Idempotency-Key': key, 'Accept-Language': language() },
  });
  const response = await sent.catch((error: unknown) => {
    throw new Problem({ status: 0, code: 'offline', detail: String(error) });
  });
  if (!response.ok) throw await problemFrom(response);
  const { id } = (await response.json()) as { id: string };
  return id;
}
