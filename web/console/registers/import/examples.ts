import complaints from '../../../../docs/examples/oregon-complaints.map.json';
import institutions from '../../../../docs/examples/oregon-institutions.map.json';
import type { Kind } from './send.ts';

const EXAMPLES = { institutions, complaints } satisfies Record<Kind, object>;

/** A mapping that works for public records of Oregon, to be written anew for one's own columns. */
export const exampleOf = (kind: Kind): string => JSON.stringify(EXAMPLES[kind], null, 2);
