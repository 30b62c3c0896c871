import { toNodeHandler } from 'better-auth/node';
import express, { type Request as Asked, Router } from 'express';
import { CLIENT_ADDRESS } from './auth.ts';
import { type SignInSteps, signInSteps } from './auth-steps.ts';
import type { Deps } from './deps.ts';
import { PROVIDER } from './sso.ts';

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
  'two-factor/enable',
  'two-factor/disable',
  'two-factor/verify-totp',
  'two-factor/verify-backup-code',
];

/** With the bureau's own sign-in also these. */
const WITH_SSO = ['sign-in/social', `callback/${PROVIDER}`];
/** Nothing that is sent here is long. */
const BODY_LIMIT = '16kb';

/** Signing in and out. Whose address is counted, and which pages are our own, is what Express trusts, never what a caller says of itself. */
export function authDoor(deps: Deps): Router {
  const { auth, sessions } = deps;
  const router = Router();
  const body = express.json({ limit: BODY_LIMIT });
  const steps: SignInSteps = signInSteps(deps);
  for (const path of deps.sso ? [...OPEN, ...WITH_SSO] : OPEN)
    router.all(`/api/auth/${path}`, body, async (req, res) => {
      Object.assign(req.headers, { [CLIENT_ADDRESS]: req.ip, host: req.host, 'x-forwarded-proto': req.protocol });
      const answer = async (request: Request): Promise<Response> => {
        const step = request.method === 'POST' ? steps[path] : undefined;
        const response = step ? await step({ req, go: () => auth.handler(request) }) : await auth.handler(request);
        if (path !== 'get-session') sessions.forget();
        return isSecure(deps, req) ? overTls(response) : response;
      };
      await toNodeHandler(answer)(req, res);
    });
  return router;
}

const isSecure = ({ publicUrl }: Deps, req: Asked): boolean => req.secure || publicUrl?.startsWith('https://') === true;

/** Cookies that were set over TLS, perhaps ended by a proxy before us, never travel without it. */
function overTls(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete('set-cookie');
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', `${cookie}; Secure`);
  return new Response(response.body, { status: response.status, headers });
}
