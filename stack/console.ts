import { buildWeb } from '../tools/web.mjs';
import { StartFailure } from './failure.ts';

/** Builds the pages of the console and the portal once, and again only when their sources have changed. @throws StartFailure */
export async function buildConsole(detail: (text: string) => void): Promise<void> {
  const built = await buildWeb().catch((error: Error) => {
    throw new StartFailure(
      `The console could not be built: ${error.message}`,
      'Undo the last change in web/, or install the packages again.',
    );
  });
  if (built) detail('built');
}
