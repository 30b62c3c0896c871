import { newKey } from '../../../api/client.ts';
import { offlineProblem, problemFrom } from '../../../api/problem.ts';
import type { Answer } from '../../../api/types.ts';
import { language } from '../../../shared/language.ts';

export type Kind = 'institutions' | 'complaints';
export type Report = Answer<'/api/v1/imports/institutions', 'post'>;

interface Import {
  kind: Kind;
  file: File;
  /** How the columns are read, as JSON. */
  map: string;
  /** Hears of the share that is uploaded, 0 to 1: fetch tells nobody. */
  onSent: (part: number) => void;
}

/** Sends a file to be taken over and answers what became of its rows. @throws Problem */
export async function sendImport({ kind, file, map, onSent }: Import): Promise<Report> {
  const form = new FormData();
  form.append('map', map);
  form.append('file', file, file.name);
  const response = await posted(`/api/v1/imports/${kind}`, form, onSent);
  if (!response.ok) throw await problemFrom(response);
  return response.json();
}

function posted(address: string, form: FormData, onSent: (part: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Idempotency-Key', newKey());
    request.setRequestHeader('Accept-Language', language());
    request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total);
    request.upload.onload = () => onSent(1);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = () => reject(offlineProblem('the connection was lost'));
    request.send(form);
  });
}
