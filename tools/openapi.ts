/** Prints the OpenAPI document of the API, without a database or a server: routes are declared, never called. */
import { doorOf } from '../api/app.ts';
import type { Deps } from '../api/deps.ts';

const target = () => undefined;
/** Whatever is asked of it, itself: what routes take hold of while they are declared. */
const nothing: unknown = new Proxy(target, {
  get: (_target, key) => (key === Symbol.toPrimitive ? () => 1 : nothing),
  apply: () => nothing,
  construct: () => ({}),
});

process.stdout.write(JSON.stringify(doorOf(nothing as Deps).document()));
