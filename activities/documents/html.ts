/** Markup that may go into a page as it is. Made by `html` only. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = Html | Html[] | string | number | undefined;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Invisible characters that reorder or hide text: nobody may make a document read otherwise than it is stored. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const escaped = (text: string): string => text.replaceAll(INVISIBLE, '').replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

function markupOf(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.markup;
  return Array.isArray(value) ? value.map(markupOf).join('') : escaped(String(value));
}

/** A template whose values are escaped, so that no name or description can become markup. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html =>
  new Html(strings.map((text, index) => text + markupOf(values[index])).join(''));

/** A text as it was written, line by line. */
export const lines = (text: string): Html =>
  new Html(
    text
      .trim()
      .split(/\r?\n/)
      .map((line) => escaped(line))
      .join('<br>'),
  );
