/** A person or a body that signs, and the signature when it was captured before the record was made. */
export interface Place {
  who: string;
  signed?: Signed;
}

/** A captured signature: whose, on which day (in words), and the picture by its hash. */
export interface Signed {
  name: string;
  on: string;
  sha256: string;
}

/** How wide a column is; the others share what is left. */
export type Width = 'short' | 'middle' | 'hash' | 'rest';

/** One part of a sheet, said once and set in type as PDF and as DOCX. Texts may have several lines. */
export type Block =
  | { is: 'title' | 'salutation' | 'paragraph' | 'heading' | 'note'; text: string }
  | { is: 'facts'; rows: [label: string, value: string][] }
  | { is: 'ledger'; columns: { title: string; width: Width }[]; rows: string[][] }
  | { is: 'signatures'; places: Place[] }
  | { is: 'seal'; lines: string[] }
  | { is: 'slip'; blocks: Block[] };

/** Invisible characters that reorder or hide text: nobody may make a document read otherwise than it is stored. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;
/** Halves of a sign, which no file can hold. */
const HALVES = /\p{Surrogate}/gu;

/** The same value with every text in it free of what cannot be seen or cannot be written. */
export function legible<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll(/\r\n?/g, '\n').replaceAll(INVISIBLE, '').replaceAll(HALVES, '') as T;
  if (Array.isArray(value)) return value.map(legible) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, legible(entry)])) as T;
}

/** Every picture that the blocks show, by its hash. */
export const picturesIn = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => {
    if (block.is === 'slip') return picturesIn(block.blocks);
    return block.is === 'signatures' ? block.places.flatMap(({ signed }) => signed?.sha256 ?? []) : [];
  });
