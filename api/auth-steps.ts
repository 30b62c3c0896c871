import { fromNodeHeaders } from 'better-auth/node';
import type { Request as Asked } from 'express';
import { InvalidInput } from '../casebook/errors.ts';
import type { Person } from '../casebook/people.ts';
import type { Role } from '../domain/roles.ts';
import type { AccountEventKind } from './account-events.ts';
import type { Deps } from './deps.ts';
import { weaknessOf } from './passwords.ts';
import { NotAllowed, NotSignedIn, TooSoon } from './problems.ts';

interface Step {
  /** With its body read. */
  req: Asked;
  /** Lets the library do it. */
  go: () => Promise<Response>;
}

/** What is done around the library's own work, by path. */
export type SignInSteps = Partial<Record<string, (step: Step) => Promise<Response>>>;

/** Who may add a second factor to their password. */
export const SECOND_FACTOR_ROLES = ['leader', 'discipline', 'admin'] as const satisfies readonly Role[];

/** Back-off, first passwords, second factors, and the record of all that. */
export function signInSteps(deps: Deps): SignInSteps {
  const { prisma, sessions, accountEvents: events, attempts } = deps;
  const mine = async (req: Asked): Promise<Person> => {
    const person = await sessions.personOf(req);
    if (!person) throw new NotSignedIn();
    return person;
  };
  const noted =
    (success: AccountEventKind, refusal?: AccountEventKind) =>
    async ({ req, go }: Step): Promise<Response> => {
      const person = await mine(req);
      const response = await go();
      const kind = response.ok ? success : refusal;
      if (kind) await events.record({ kind, userId: person.id, address: req.ip });
      return response;
    };
  return {
    'sign-in/username': async ({ req, go }) => {
      const name = textIn(req, 'username');
      const user = await prisma.user.findUnique({ where: { username: name.toLowerCase() }, select: { id: true } });
      const record = (kind: AccountEventKind) => events.record({ kind, userId: user?.id, address: req.ip });
      const response = await attempts.guard(name, go).catch(async (error: unknown) => {
        if (error instanceof TooSoon) await record('signInLocked');
        throw error;
      });
      if (!response.ok) await record('signInRefused');
      else if (!(await asksForMore(response))) await record('signedIn');
      return response;
    },
    'change-password': async ({ req, go }) => {
      const { id } = await mine(req);
      if (textIn(req, 'newPassword') === textIn(req, 'currentPassword'))
        throw new InvalidInput('newPassword', 'the new password is the old one');
      await checkStrength(deps, id, textIn(req, 'newPassword'));
      const response = await go();
      if (response.ok) {
        await prisma.user.update({ where: { id }, data: { mustChangePassword: false } });
        if (typeof (await jsonOf(response)).token !== 'string') await endOthers(deps, req, id); // with a new cookie the library has ended them all
        await events.record({ kind: 'passwordChanged', userId: id, address: req.ip });
      }
      return response;
    },
    'sign-in/social': async ({ req, go }) => {
      for (const field of ['callbackURL', 'errorCallbackURL', 'newUserCallbackURL']) checkOwnPage(field, textIn(req, field));
      return go();
    },
    'sign-out': async ({ req, go }) => {
      const person = await sessions.personOf(req);
      const response = await go();
      if (person && response.ok) await events.record({ kind: 'signedOut', userId: person.id, address: req.ip });
      return response;
    },
    'revoke-session': noted('sessionsEnded'),
    'revoke-sessions': noted('sessionsEnded'),
    'revoke-other-sessions': noted('sessionsEnded'),
    'two-factor/enable': async ({ req, go }) => {
      const { role } = await mine(req);
      if (!SECOND_FACTOR_ROLES.some((r) => r === role)) throw new NotAllowed(SECOND_FACTOR_ROLES);
      return go();
    },
    'two-factor/disable': noted('secondFactorDisabled'),
    'two-factor/verify-totp': async ({ req, go }) => {
      const before = await sessions.personOf(req);
      const response = await go();
      const userId = before?.id ?? (await userIn(response));
      const success = before ? 'secondFactorEnabled' : 'signedIn';
      await events.record({ kind: response.ok ? success : 'secondFactorRefused', userId, address: req.ip });
      return response;
    },
    'two-factor/verify-backup-code': async ({ req, go }) => {
      const response = await go();
      const kind = response.ok ? 'signedIn' : 'secondFactorRefused';
      await events.record({ kind, userId: await userIn(response), address: req.ip, detail: { backupCode: true } });
      return response;
    },
  };
}

/** Nobody is sent on from a sign-in to another site. @throws InvalidInput for what is not a path of ours */
function checkOwnPage(field: string, page: string): void {
  if (page !== '' && !/^\/(?![/\\])/.test(page)) throw new InvalidInput(field, 'a page of this product, as a path');
}

/** @throws InvalidInput for a password that would be tried first */
async function checkStrength({ prisma }: Deps, id: string, password: string): Promise<void> {
  const { username, name, division: code } = await prisma.user.findUniqueOrThrow({ where: { id } });
  const division = code ?? '';
  const place = await prisma.division.findUnique({ where: { code: division }, select: { name: true } });
  const weakness = weaknessOf(password, { username, name, division, divisionName: place?.name ?? '' });
  if (weakness) throw new InvalidInput('newPassword', weakness);
}

/** Whoever knew the old password is out with it: of the account's sessions only the one that changed it stays. */
async function endOthers({ auth, prisma }: Deps, req: Asked, userId: string): Promise<void> {
  const here = await auth.sessionOf(fromNodeHeaders(req.headers));
  await prisma.session.deleteMany({ where: { userId, NOT: { id: here?.id ?? '' } } });
}

/** A text field of a body that the library is still going to check. */
function textIn({ body }: Asked, field: string): string {
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : undefined;
  return typeof said === 'string' ? said : '';
}

const jsonOf = async (response: Response): Promise<Record<string, unknown>> =>
  response
    .clone()
    .json()
    .then((body: unknown) => (typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}))
    .catch(() => ({}));

/** Whether the password was right but a second factor is still to come. */
const asksForMore = async (response: Response): Promise<boolean> => (await jsonOf(response)).twoFactorRedirect === true;

async function userIn(response: Response): Promise<string | undefined> {
  const { user } = (await jsonOf(response)) as { user?: { id?: string } };
  return user?.id;
}
