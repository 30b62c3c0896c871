import { fromNodeHeaders } from 'better-auth/node';
import type { Request, RequestHandler } from 'express';
import type { People, Person } from '../casebook/people.ts';
import { isForEverybody, may, PERMISSIONS, type Permission } from '../domain/permissions.ts';
import type { Actor, Role } from '../domain/roles.ts';
import type { Auth } from './auth.ts';
import { type Keys, SCOPE_OF, type Scope } from './keys.ts';
import { MustChangePassword, NotAllowed, NotSignedIn, OutOfScope, SecondFactorRequired, SessionsUnavailable } from './problems.ts';

/** How long a session may be believed without asking the database, in ms: a revoked one ends within this time. */
const BELIEVED_MS = 5_000;
const KEPT = 5_000;

/** Who is behind a request's cookie. */
export class Sessions {
  private readonly known = new Map<string, { person: Promise<Person | undefined>; until: number }>();
  private readonly auth: Auth;
  private readonly people: People;

  constructor(auth: Auth, people: People) {
    this.auth = auth;
    this.people = people;
  }

  /** Who sends this cookie. What comes in at the same moment asks once, for all. @throws SessionsUnavailable */
  async personOf(req: Request): Promise<Person | undefined> {
    const cookie = req.headers.cookie;
    if (!cookie) return undefined;
    const believed = this.known.get(cookie);
    if (believed && believed.until > Date.now()) return believed.person;
    if (this.known.size >= KEPT) this.known.clear();
    const asked = { person: this.ask(req), until: Date.now() + BELIEVED_MS };
    this.known.set(cookie, asked);
    asked.person.catch(() => this.known.get(cookie) === asked && this.known.delete(cookie));
    return asked.person;
  }

  private async ask(req: Request): Promise<Person | undefined> {
    const session = await this.auth.sessionOf(fromNodeHeaders(req.headers)).catch((error: unknown) => {
      throw new SessionsUnavailable('sessions cannot be read', { cause: error });
    });
    return session && this.people.find(session.userId);
  }

  /** Believes nobody until asked again, not what is being asked at this moment either; after a sign-out or a change of users. */
  forget(): void {
    this.known.clear();
    this.people.drop();
  }
}

const persons = new WeakMap<Request, Person>();

/** Who comes in, and by what. */
export interface Gate {
  sessions: Sessions;
  keys: Keys;
  /** Roles for which a password alone is not enough. */
  secondFactorFor: readonly Role[];
}
export interface Entry {
  /** The line of the table of permissions. */
  may: Permission;
  /** Open also to who has still to choose a password or a second factor. */
  unsettled?: boolean | undefined;
}

/** Lets in who is signed in, or sends a key, and whose role the table of permissions allows. */
export const signedIn =
  (gate: Gate, entry: Entry): RequestHandler =>
  async (req, _res, next) => {
    remember(req, await letIn(gate, req, entry));
    next();
  };

/** Notes who sends this request, for those who ask `personOf`. */
export const remember = (req: Request, person: Person): void => void persons.set(req, person);

/** The person behind a session or a key. @throws NotSignedIn, NotAllowed, OutOfScope, and what is still to be settled */
export async function letIn(
  gate: Gate,
  req: Request,
  { may: permission, unsettled = false }: Entry,
  token = bearerOf(req),
): Promise<Person> {
  const person = token === undefined ? await gate.sessions.personOf(req) : await behindKey(gate.keys, token, SCOPE_OF[permission]);
  if (!person) throw new NotSignedIn();
  if (!unsettled) checkSettled(person, gate.secondFactorFor);
  const belongs = person.division !== '' || isForEverybody(permission);
  if (!belongs || !may(person.role, permission)) throw new NotAllowed(PERMISSIONS[permission]);
  return person;
}

/** The key that a request carries in its `Authorization` header. */
export const bearerOf = (req: Request): string | undefined => /^Bearer +(.*)$/i.exec(req.get('Authorization') ?? '')?.[1]?.trim();

async function behindKey(keys: Keys, token: string, scope: Scope | undefined): Promise<Person | undefined> {
  const found = await keys.find(token);
  if (found && (scope === undefined || !found.scopes.includes(scope))) throw new OutOfScope();
  return found?.person;
}

function checkSettled(person: Person, secondFactorFor: readonly Role[]): void {
  if (person.mustChangePassword) throw new MustChangePassword();
  if (person.local && !person.secondFactor && secondFactorFor.includes(person.role)) throw new SecondFactorRequired();
}

/** The person behind a request that `signedIn` let in. */
export function personOf(req: Request): Person {
  const person = persons.get(req);
  if (!person) throw new NotSignedIn();
  return person;
}

export const actorOf = (req: Request): Actor => {
  const { id, name, role } = personOf(req);
  return { id, name, role };
};
