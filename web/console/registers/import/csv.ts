const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** An address under which the browser saves these rows as CSV, with the mark by which spreadsheets know UTF-8. */
export const csvAddress = (rows: readonly string[][]): string =>
  `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`)}`;
