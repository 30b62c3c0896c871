/** A line of a chart: its value at each place of the axis, null where it has none; stacked lines are areas one on the other. */
export interface ChartLine {
  name: string;
  data: readonly (number | null)[];
  stack?: string;
}

/** The lines of a chart that is drawn of nothing else; none of any other chart. */
export function linesOf({ series }: Record<string, unknown>): readonly ChartLine[] {
  const all: readonly unknown[] = Array.isArray(series) ? series : [];
  return all.every(isLine) ? all : [];
}

const isLine = (one: unknown): one is ChartLine =>
  typeof one === 'object' && one !== null && 'type' in one && one.type === 'line' && 'name' in one && 'data' in one;

/**
 * The line that is meant at a place of the axis and a height: the nearest one, of several at the same height the one on top, or of areas the one
 * that lies there. A point is a few pixels wide, and points of the same height hide each other: nobody can be asked to hit them.
 */
export function lineAt(lines: readonly ChartLine[], at: number, height: number): ChartLine | undefined {
  const there = lines.filter(({ data }) => typeof data[at] === 'number');
  const top = (line: ChartLine): number =>
    line.stack === undefined
      ? (line.data[at] ?? 0)
      : there.slice(0, there.indexOf(line) + 1).reduce((sum, { data }) => sum + (data[at] ?? 0), 0);
  if (there.some(({ stack }) => stack !== undefined)) return there.find((line) => height <= top(line)) ?? there.at(-1);
  return there.reduce<ChartLine | undefined>(
    (best, line) => (best === undefined || Math.abs(top(line) - height) <= Math.abs(top(best) - height) ? line : best),
    undefined,
  );
}
