import { newKey } from '../../../api/client.ts';
import { offlineProblem, Problem, problemFrom } from '../../../api/problem.ts';
import type { Answer } from '../../../api/types.ts';
import { language } from '../../../shared/language.ts';

export type Kind = 'institutions' | 'complaints';
export type Report = Answer<'/api/v1/imports/institutions', 'post'>;

/** How far the taking of the rows is: what became of those dealt with, and the share of the file, 0 to 1. */
export interface Taking extends Omit<Report, 'notTaken'> {
  notTaken: number;
  part: number;
}

/** A line of what the server tells while it takes the rows. */
interface Line {
  progress?: Taking;
  report?: Report;
  problem?: ConstructorParameters<typeof Problem>[0];
}

interface Import {
  kind: Kind;
  file: File;
  /** How the columns are read, as JSON. */
  map: string;
  /** Hears of the share that is uploaded, 0 to 1: fetch tells nobody. */
  onSent: (part: number) => void;
  onTaking: (taking: Taking) => void;
}

const LINES = 'application/x-ndjson';

/** Sends a file to be taken over and answers what became of its rows. @throws Problem */
export async function sendImport({ kind, file, map, onSent, onTaking }: Import): Promise<Report> {
  const form = new FormData();
  form.append('map', map);
  form.append('file', file, file.name);
  const hear = (text: string) => {
    const { progress } = lastOf(text);
    if (progress) onTaking(progress);
  };
  const { status, text } = await posted(`/api/v1/imports/${kind}`, form, { onSent, hear });
  if (status !== 200) throw await problemFrom(new Response(text, { status }));
  const { report, problem } = lastOf(text);
  if (report) return report;
  throw problem ? new Problem(problem) : offlineProblem('the connection was lost');
}

/** The last line that has come whole. */
function lastOf(text: string): Line {
  const end = text.lastIndexOf('\n');
  return end < 0 ? {} : (JSON.parse(text.slice(text.lastIndexOf('\n', end - 1) + 1, end)) as Line);
}

interface Heard {
  onSent: (part: number) => void;
  /** Hears what has been answered so far. */
  hear: (text: string) => void;
}

function posted(address: string, form: FormData, { onSent, hear }: Heard): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Accept', LINES);
    request.setRequestHeader('Idempotency-Key', newKey());
    request.setRequestHeader('Accept-Language', language());
    request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total);
    request.upload.onload = () => onSent(1);
    request.onprogress = () => request.status === 200 && hear(request.responseText);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(offlineProblem('the connection was lost'));
    request.send(form);
  });
}
