import path from 'node:path';

/** The folder that holds the product. */
export const root = path.resolve(import.meta.dirname, '..');
