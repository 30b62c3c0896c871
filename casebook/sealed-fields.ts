import { type KeyRing, seal, unseal } from './sealing.ts';

/** Who complained, as far as they said; it never stands in the log. */
export interface Informant {
  name?: string | undefined;
  phone?: string | undefined;
  address?: string | undefined;
}

/** An informant as the database has them. */
export type SealedInformant = { [Field in keyof Informant]-?: string | null };

/** Everything that is sealed, by table: the one list that sealing, opening and rotation go by. */
export const SEALED = {
  informant: ['name', 'phone', 'address'],
  receipt: ['code_sealed'],
  webhook: ['url_sealed', 'secret_sealed'],
} as const;
export type SealedTable = keyof typeof SEALED;

/** The column that names a row of each table. */
export const ROW_KEY: Record<SealedTable, string> = { informant: 'case_no', receipt: 'case_no', webhook: 'id' };

/** What a sealed value is bound to: its table, its column and its row, which for most is a case. Anywhere else it does not open. */
export const placeOf = (table: SealedTable, column: string, row: string): string => `${table}.${column}:${row}`;

/** Seals what is known of an informant for the row of this case. */
export function sealInformant(ring: KeyRing, caseNo: string, informant: Informant): SealedInformant {
  const sealed = (field: keyof Informant) => {
    const value = informant[field];
    return value === undefined ? null : seal(ring, value, placeOf('informant', field, caseNo));
  };
  return { name: sealed('name'), phone: sealed('phone'), address: sealed('address') };
}

/** Opens an informant read from the row of this case. Throws when anything was changed or moved. */
export function unsealInformant(ring: KeyRing, caseNo: string, sealed: SealedInformant): Informant {
  const said = SEALED.informant.flatMap((field) => {
    const value = sealed[field];
    return value === null ? [] : [[field, unseal(ring, value, placeOf('informant', field, caseNo))]];
  });
  return Object.fromEntries(said);
}

/** Seals the receipt code of a case, so that a repeated request can be answered with it. */
export const sealReceiptCode = (ring: KeyRing, caseNo: string, code: string): string =>
  seal(ring, code, placeOf('receipt', 'code_sealed', caseNo));

export const unsealReceiptCode = (ring: KeyRing, caseNo: string, sealed: string): string =>
  unseal(ring, sealed, placeOf('receipt', 'code_sealed', caseNo));
