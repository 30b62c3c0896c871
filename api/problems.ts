/** Nobody is signed in. */
export class NotSignedIn extends Error {}

/** The role does not go with what was asked for. */
export class NotAllowed extends Error {
  readonly roles: readonly string[];
  constructor(roles: readonly string[]) {
    super(`this belongs to ${roles.join(', ')}`);
    this.roles = roles;
  }
}

/** There is no such thing, or none that this person may know of. */
export class NotFound extends Error {}

/** The sessions lie in the database, and it does not answer. */
export class SessionsUnavailable extends Error {}

/** The body calls itself a form and cannot be read as one. */
export class MalformedForm extends Error {}

/** Several fields are wrong at once. */
export class InvalidFields extends Error {
  readonly errors: { field: string; message: string }[];
  constructor(errors: { field: string; message: string }[]) {
    super(errors.map(({ field, message }) => `${field}: ${message}`).join('; '));
    this.errors = errors;
  }
}

/** It was settled, or decided on, before. */
export class NoLongerOpen extends Error {}

/** Too many attempts failed; the next one may be made in so many seconds. */
export class TooSoon extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super(`the next attempt may be made in ${seconds} seconds`);
    this.seconds = seconds;
  }
}

/** The password was given out by somebody else; nothing goes on until its owner has chosen another. */
export class MustChangePassword extends Error {}

/** The role asks for a second factor, and the account has none yet. */
export class SecondFactorRequired extends Error {}

/** The key of a service account does not reach this route. */
export class OutOfScope extends Error {}

/** A page of another site made the browser send this. */
export class CrossSite extends Error {}

/** The body is of a type that no route takes. */
export class NotJson extends Error {}

/** The document is issued and not printed yet. */
export class NotPrinted extends Error {}

/** The content waits for the virus scanner, or was found infected: it is given to nobody. */
export class Quarantined extends Error {}
