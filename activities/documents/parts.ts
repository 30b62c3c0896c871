import { type Html, html, lines } from './html.ts';

/** A value in a cell: text as written, markup, or the dash of an empty one. */
type Cell = Html | string | number | undefined;

const cell = (value: Cell): Html => {
  if (value === undefined || value === '') return html`——`;
  return typeof value === 'string' ? lines(value) : html`${value}`;
};

/** The title of a sheet. */
export const heading = (title: string): Html => html`<h1>${title}</h1>
`;

/** To whom a letter speaks. */
export const salutation = (to: string): Html => html`<p>${to}：</p>
`;

/** Paragraphs; those that are not given are left out. */
export const text = (...paragraphs: (string | undefined)[]): Html[] =>
  paragraphs
    .filter((paragraph) => paragraph !== undefined)
    .map(
      (paragraph) => html`<p class="text">${lines(paragraph)}</p>
`,
    );

/** A heading inside a sheet with what stands under it. */
export const section = (title: string, ...body: (Html | Html[])[]): Html => html`<h2>${title}</h2>
${body.flat()}`;

/** Labels and values, one row each; a value that is `undefined` shows as a dash. */
export const factTable = (rows: [label: string, value: Cell][]): Html => html`<table class="facts"><tbody>
${rows.map(
  ([label, value]) => html`<tr><th scope="row">${label}</th><td>${cell(value)}</td></tr>
`,
)}</tbody></table>
`;

/** A column: its heading, what stands in it, and its width when the content does not decide. */
export interface Column<T> {
  title: string;
  of: (row: T) => Cell;
  width?: 'short' | 'middle' | 'hash';
}

/** A ledger with one row per thing. */
export const ledger = <T>(rows: readonly T[], columns: Column<T>[]): Html => html`<table><thead><tr>
${columns.map(({ title, width }) => html`<th scope="col" class="${width === 'hash' ? '' : width}">${title}</th>`)}
</tr></thead><tbody>
${rows.map(
  (row) => html`<tr>${columns.map(({ of, width }) => html`<td class="${width}">${cell(of(row))}</td>`)}</tr>
`,
)}</tbody></table>
`;

/** Lines to sign on, each with its date. */
export const signatures = (...whose: string[]): Html => html`<div class="signatures">
${whose.map(
  (who) => html`<div><span>${who}：</span><span>年　　月　　日</span></div>
`,
)}</div>
`;

/** Small print under a document. */
export const note = (remark: string): Html => html`<p class="note">${remark}</p>
`;

/** A slip that the receiver fills in and sends back. */
export const receipt = (title: string, ...body: Html[]): Html => html`<div class="receipt"><h2>${title}</h2>
${body}</div>
`;

/** A file that proves something, by the hash under which it is stored. */
export interface Evidence {
  name: string;
  sha256: string;
}

/** The list of files with their hashes, so that a later look shows whether they are still the same. */
export const manifest = (files: readonly Evidence[]): Html =>
  ledger(
    [...files.entries()],
    [
      { title: '序号', of: ([index]) => index + 1, width: 'short' },
      { title: '名称', of: ([, file]) => file.name, width: 'middle' },
      { title: 'SHA-256', of: ([, file]) => file.sha256, width: 'hash' },
    ],
  );
