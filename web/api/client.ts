import createFetchClient, { type Middleware } from 'openapi-fetch';
import createClient from 'openapi-react-query';
import { language } from '../shared/language.ts';
import { offlineProblem, problemFrom } from './problem.ts';
import type { paths } from './schema.d.ts';

/** Asks in the language of the pages, and turns every answer that is not a success into a thrown `Problem`. */
const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', language());
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemFrom(response);
  },
  onError: ({ error }) => offlineProblem(error),
};

/** The API as functions, typed by its own OpenAPI document. Throws `Problem` where the server refuses or cannot be reached. */
export const api = createFetchClient<paths>({ baseUrl: globalThis.location?.origin ?? '', credentials: 'same-origin' });
api.use(manners);

/** The API as queries and mutations of React. */
export const $api = createClient(api);

/** A key under which a request can be repeated without doing anything twice. */
export const newKey = (): string =>
  globalThis.crypto.randomUUID?.() ?? [...globalThis.crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16)).join('');
