import { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';

/**
 * The kinds of request and answer that a server for this application makes: Express's own from the start. Left alone, Express gives each of them
 * another prototype when it arrives, and with it a shape of its own, so that the engine remembers no place of any property of it: two hundred
 * look-ups of each request the slow way (docs/decisions/0027).
 */
export function messageKinds(app: Express) {
  class Request extends IncomingMessage {}
  class Answer extends ServerResponse {}
  Object.setPrototypeOf(Request.prototype, app.request);
  Object.setPrototypeOf(Answer.prototype, app.response);
  Object.assign(app, { request: Request.prototype, response: Answer.prototype });
  return { IncomingMessage: Request, ServerResponse: Answer };
}
