import { toNodeHandler } from 'better-auth/node';
import { Router } from 'express';
import { CLIENT_ADDRESS } from './auth.ts';
import type { Deps } from './deps.ts';

/** What people do about their own sign-in. All else of the library stays shut: user names, names and roles are an administrator's. */
const OPEN = [
  'sign-in/username',
  'sign-out',
  'get-session',
  'change-password',
  'list-sessions',
  'revoke-session',
  'revoke-sessions',
  'revoke-other-sessions',
];

/** Signing in and out. Whose address is counted, and which pages are our own, is what Express trusts, never what a caller says of itself. */
export function authDoor({ auth, sessions }: Deps): Router {
  const router = Router();
  for (const path of OPEN)
    router.all(`/api/auth/${path}`, async (req, res) => {
      Object.assign(req.headers, { [CLIENT_ADDRESS]: req.ip, host: req.host, 'x-forwarded-proto': req.protocol });
      const answer = async (request: Request): Promise<Response> => {
        const response = await auth.handler(request);
        if (path !== 'get-session') sessions.forget();
        return req.secure ? overTls(response) : response;
      };
      await toNodeHandler(answer)(req, res);
    });
  return router;
}

/** Cookies that were set over TLS, perhaps ended by a proxy on this machine, never travel without it. */
function overTls(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete('set-cookie');
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', `${cookie}; Secure`);
  return new Response(response.body, { status: response.status, headers });
}
