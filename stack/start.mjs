/** `npm start`: makes the checkout runnable with Node's own modules only, then hands over to the stack. */
import { prepare } from '../tools/prepare.mjs';

process.env.TZ = 'UTC';
prepare();
const { register } = await import('tsx/esm/api');
register();
await import('./main.ts');
