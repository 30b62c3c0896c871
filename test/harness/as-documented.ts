import { isDeepStrictEqual } from 'node:util';
import type { RouteSpec } from '../../api/door.ts';
import { Problem } from '../../api/schemas/problem.ts';

const PREFIX = '/api/v1';

/** Throws when an answer is not what the OpenAPI document says of its route: another status, a missing field, a field too many. */
export function asDocumented(
  routes: readonly RouteSpec[],
  method: string,
  address: string,
  { status, body }: { status: number; body: unknown },
): void {
  const [path = ''] = address.split('?');
  const route = routes.find((r) => r.method === method.toLowerCase() && pattern(r.path).test(path));
  if (!route || Buffer.isBuffer(body)) return;
  const schema = status < 400 ? route.response : Problem;
  if (schema === 'binary') throw new Error(`${method} ${path} answered JSON, not a file`);
  if (status < 400 && status !== (route.status ?? 200)) throw new Error(`${method} ${path} answered ${status}`);
  const { data, error } = schema.safeParse(body);
  if (error) throw new Error(`${method} ${path} is not as documented: ${error.message}`);
  if (!isDeepStrictEqual(data, body)) throw new Error(`${method} ${path} answered more than is documented: ${JSON.stringify(body)}`);
}

const pattern = (path: string): RegExp => new RegExp(`^${PREFIX}${path.replace(/\{\w+\}/g, '[^/]+')}$`);
