/** A process that sets documents in type, so that the one which follows the cases never waits for it. It ends with the one that started it. */
import { register } from 'tsx/esm/api';

register();
const { setInType } = await import('./set.ts');

process.on('disconnect', () => process.exit());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined); // for the one that started it
process.on('message', async ({ no, paper }) => {
  try {
    process.send({ no, set: await setInType(paper) });
  } catch (error) {
    process.send({ no, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
