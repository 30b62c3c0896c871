import { offlineProblem, problemFrom } from '../../api/problem.ts';
import { language } from '../../shared/language.ts';

interface Reply {
  text: string;
  respondent: string;
  files: readonly File[];
}

/** Answers a letter by its link. The same key again answers nothing twice. @throws Problem */
export async function sendReply(token: string, { text, respondent, files }: Reply, key: string): Promise<void> {
  const form = new FormData();
  form.set('text', text);
  form.set('respondent', respondent);
  for (const file of files) form.append('file', file, file.name);
  const headers = { 'Idempotency-Key': key, 'Accept-Language': language() };
  const sent = fetch(`/api/v1/public/letters/${encodeURIComponent(token)}/reply`, { method: 'POST', body: form, headers });
  const response = await sent.catch((error: unknown) => {
    throw offlineProblem(error);
  });
  if (!response.ok) throw await problemFrom(response);
}
