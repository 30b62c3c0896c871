/** A thread that sets documents in type, so that the process which follows the cases never waits for it. */
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

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
