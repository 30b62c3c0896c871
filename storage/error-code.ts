/** The code by which Node names an error, such as `ENOENT`. */
export const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Nothing for a file that is not there; any other error goes on. */
export function whenMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}
