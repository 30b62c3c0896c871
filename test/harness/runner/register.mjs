/** Loaded into the processes that run test files, by NODE_OPTIONS: TypeScript, and jest's functions with time limits. */
import { register } from 'node:module';
import { register as understandTypeScript } from 'tsx/esm/api';

understandTypeScript();
register('./resolve.mjs', import.meta.url);
