import { fromNodeHeaders } from 'better-auth/node';
import type { Request, RequestHandler } from 'express';
import type { People, Person } from '../casebook/people.ts';
import { may, PERMISSIONS, type Permission } from '../domain/permissions.ts';
import type { Actor } from '../domain/roles.ts';
import type { Auth } from './auth.ts';
import { NotAllowed, NotSignedIn, SessionsUnavailable } from './problems.ts';

/** How long a session may be believed without asking the database, in ms: a revoked one ends within this time. */
const BELIEVED_MS = 5_000;
const KEPT = 5_000;

/** Who is behind a request's cookie. */
export class Sessions {
  private round = 0;
  private readonly known = new Map<string, { person: Person | undefined; until: number }>();
  private readonly auth: Auth;
  private readonly people: People;

  constructor(auth: Auth, people: People) {
    this.auth = auth;
    this.people = people;
  }

  async personOf(req: Request): Promise<Person | undefined> {
    const cookie = req.headers.cookie;
    if (!cookie) return undefined;
    const believed = this.known.get(cookie);
    if (believed && believed.until > Date.now()) return believed.person;
    const { round } = this;
    const session = await this.auth.api.getSession({ headers: fromNodeHeaders(req.headers) }).catch((error: unknown) => {
      throw new SessionsUnavailable('sessions cannot be read', { cause: error });
    });
    const person = session ? await this.people.find(session.user.id) : undefined;
    if (this.known.size >= KEPT) this.known.clear();
    // who signed out while we asked is not believed afterwards
    if (round === this.round) this.known.set(cookie, { person, until: Date.now() + BELIEVED_MS });
    return person;
  }

  /** Believes nobody until asked again; after a sign-out or a change of users. */
  forget(): void {
    this.round += 1;
    this.known.clear();
    this.people.drop();
  }
}

const persons = new WeakMap<Request, Person>();

/** Lets in who is signed in and whose role the table of permissions allows. */
export const signedIn =
  (sessions: Sessions, permission: Permission): RequestHandler =>
  async (req, _res, next) => {
    const person = await sessions.personOf(req);
    if (!person) throw new NotSignedIn();
    if (!may(person.role, permission)) throw new NotAllowed(PERMISSIONS[permission]);
    persons.set(req, person);
    next();
  };

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
