/** Rows of a report put together by some of their columns, their figures added up. `key` names the row. */
export function summed<T extends object, By extends keyof T & string, N extends keyof T & string>(
  rows: readonly T[],
  by: readonly By[],
  figures: readonly N[],
): (Pick<T, By> & Record<N, number> & { key: string })[] {
  const found = new Map<string, Pick<T, By> & Record<N, number> & { key: string }>();
  for (const row of rows) {
    const key = by.map((column) => String(row[column])).join('/');
    const before = found.get(key);
    const sums = Object.fromEntries(figures.map((figure) => [figure, Number(row[figure]) + (before?.[figure] ?? 0)])) as Record<N, number>;
    const columns = Object.fromEntries(by.map((column) => [column, row[column]])) as Pick<T, By>;
    found.set(key, { ...columns, ...sums, key });
  }
  return [...found.values()];
}
