import type { Item } from '../../api/types.ts';

/** The registers, in the order in which they are shown. */
export const REGISTERS = ['institutions', 'unfiled', 'exits', 'rectifications', 'blacklist'] as const;
export type RegisterName = (typeof REGISTERS)[number];

export const isRegister = (name: string): name is RegisterName => REGISTERS.some((known) => known === name);

/** A row of any register, and which one it is of. */
export type RegisterEntry =
  | ({ of: 'institutions' } & Item<'/api/v1/public/institutions'>)
  | ({ of: 'unfiled' } & Item<'/api/v1/public/unfiled'>)
  | ({ of: 'exits' } & Item<'/api/v1/public/exits'>)
  | ({ of: 'rectifications' } & Item<'/api/v1/public/rectifications'>)
  | ({ of: 'blacklist' } & Item<'/api/v1/public/blacklist'>);
