import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { short: { type: 'boolean', default: false } }, allowPositionals: true });

/** For CI: no pictures are kept, and a page of the portal is read in its plainest and in its most demanding manner, not in those between. */
export const { short } = values;

/** For whoever writes journeys: the address of a product that runs already, and a part of the titles of what to try. */
export const [running, title] = positionals;
