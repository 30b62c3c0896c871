import type { Logger } from 'pino';
import type { Prisma, PrismaClient } from '../prisma/client/client.ts';

/** What can happen to an account; the names are what operators search for. */
export type AccountEventKind =
  | 'signedIn'
  | 'signInRefused'
  | 'signInLocked'
  | 'secondFactorRefused'
  | 'secondFactorEnabled'
  | 'secondFactorDisabled'
  | 'passwordChanged'
  | 'passwordReset'
  | 'sessionsEnded'
  | 'signedOut'
  | 'userCreated'
  | 'userChanged'
  | 'userDisabled'
  | 'userEnabled'
  | 'keyIssued'
  | 'keyRevoked'
  | 'absenceSet'
  | 'absenceEnded';

export interface AccountEvent {
  kind: AccountEventKind;
  /** Whose account; unknown for a name that nobody has. */
  userId?: string | undefined;
  /** Who did it, where it was somebody else. */
  byId?: string | undefined;
  address?: string | undefined;
  detail?: Prisma.InputJsonObject;
}

/** The record of what happened to accounts: append-only, without any password, code, key or token, and without names that were only typed. */
export class AccountEvents {
  private readonly prisma: PrismaClient;
  private readonly log: Logger;

  constructor(prisma: PrismaClient, log: Logger) {
    this.prisma = prisma;
    this.log = log;
  }

  /** Writes it down, in the transaction of the change itself where one is handed over, and logs it. */
  async record(event: AccountEvent, db: Pick<PrismaClient, 'accountEvent'> = this.prisma): Promise<void> {
    const { kind, userId = null, byId = null, address = null, detail = {} } = event;
    await db.accountEvent.create({ data: { kind, userId, byId, address, detail } });
    this.log.info({ account: kind, userId, byId, address }, 'account');
  }
}
