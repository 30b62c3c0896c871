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
