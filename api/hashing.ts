import { hashPassword as hash, verifyPassword as verify } from 'better-auth/crypto';
import { turns } from './turns.ts';

type Verification = Parameters<typeof verify>[0];

/**
 * One after the other: each takes a processor for a tenth of a second, and when everybody signs in at eight, those who
 * already work must still be answered.
 */
const inTurn = turns();

/** What is kept of a password (scrypt with a salt of its own). */
export const hashPassword = (password: string): Promise<string> => inTurn('hashing', () => hash(password));

/** Whether somebody said the password of which `hash` was kept. @throws Error when `hash` is not one */
export const verifyPassword = (given: Verification): Promise<boolean> => inTurn('hashing', () => verify(given));
