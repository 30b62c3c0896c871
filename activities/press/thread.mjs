/** A thread that sets documents in type, so that the process which follows the cases never waits for it. */
import os from 'node:os';
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// Linux gives every thread a priority of its own: casework goes first, paper takes what is left over. Elsewhere this would slow the whole process.
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_LOW - 4);

register();
const { toPdf } = await import('./to-pdf.ts');
const { toDocx } = await import('./to-docx.ts');

parentPort.on('message', async ({ no, paper }) => {
  try {
    const [pdf, docx] = [await toPdf(paper), await toDocx(paper)];
    parentPort.postMessage({ no, set: { pdf, docx } });
  } catch (error) {
    parentPort.postMessage({ no, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
