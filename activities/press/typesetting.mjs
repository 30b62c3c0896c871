/** A process that sets documents in type, so that the one which follows the cases never waits for it. It ends with the one that started it. */
import { register } from 'tsx/esm/api';

register();
const { toPdf } = await import('./to-pdf.ts');
const { toDocx } = await import('./to-docx.ts');

process.on('disconnect', () => process.exit());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined); // for the one that started it
process.on('message', async ({ no, paper }) => {
  try {
    const [pdf, docx] = [await toPdf(paper), await toDocx(paper)];
    process.send({ no, set: { pdf, docx } });
  } catch (error) {
    process.send({ no, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
