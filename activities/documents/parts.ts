import type { Block, Place, Width } from './blocks.ts';

/** A value in a cell: text as written, or the dash of an empty one. */
type Cell = string | number | undefined;

const cell = (value: Cell): string => (value === undefined || value === '' ? '——' : `${value}`);

/** The title of a sheet. */
export const heading = (text: string): Block => ({ is: 'title', text });

/** To whom a letter speaks. */
export const salutation = (to: string): Block => ({ is: 'salutation', text: `${to}：` });

/** Paragraphs; those that are not given are left out. */
export const text = (...paragraphs: (string | undefined)[]): Block[] =>
  paragraphs.filter((paragraph) => paragraph !== undefined).map((paragraph) => ({ is: 'paragraph', text: paragraph.trim() }));

/** A heading inside a sheet with what stands under it. */
export const section = (title: string, ...body: (Block | Block[])[]): Block[] => [{ is: 'heading', text: title }, ...body.flat()];

/** Labels and values, one row each; a value that is `undefined` shows as a dash. */
export const factTable = (rows: [label: string, value: Cell][]): Block => ({
  is: 'facts',
  rows: rows.map(([label, value]) => [label, cell(value)]),
});

/** A column: its heading, what stands in it, and its width when the content does not decide. */
export interface Column<T> {
  title: string;
  of: (row: T) => Cell;
  width?: Width;
}

/** A ledger with one row per thing. */
export const ledger = <T>(rows: readonly T[], columns: Column<T>[]): Block => ({
  is: 'ledger',
  columns: columns.map(({ title, width = 'rest' }) => ({ title, width })),
  rows: rows.map((row) => columns.map(({ of }) => cell(of(row)))),
});

/** Places to sign, each with its date; what was signed on the spot is shown there. */
export const signatures = (...whose: (string | Place)[]): Block => ({
  is: 'signatures',
  places: whose.map((place) => (typeof place === 'string' ? { who: place } : place)),
});

/** Small print under a document. */
export const note = (remark: string): Block => ({ is: 'note', text: remark });

/** A slip that the receiver fills in and sends back. */
export const receipt = (title: string, ...body: Block[]): Block => ({ is: 'slip', blocks: section(title, ...body) });

/** A file that proves something, by the hash under which it is stored; the hash of a document is known when that is printed. */
export interface Evidence {
  name: string;
  sha256: string;
}

/** The list of files with their hashes, so that a later look shows whether they are still the same. */
export const manifest = (files: readonly Evidence[]): Block =>
  ledger(
    [...files.entries()],
    [
      { title: '序号', of: ([index]) => index + 1, width: 'short' },
      { title: '名称', of: ([, file]) => file.name },
      { title: 'SHA-256', of: ([, file]) => file.sha256, width: 'hash' },
    ],
  );
