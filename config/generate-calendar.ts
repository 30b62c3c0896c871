/**
 * Writes the calendar data in domain/calendar: years whose holiday notice is published, taken from the package `chinese-days`, and for
 * the years after them the holidays fixed by law. `npx tsx config/generate-calendar.ts` writes, `--check` exits 1 when out of step.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FIRST_YEAR = 2015;
const LAST_YEAR = 2045;
/** Since the amendment in force from 2025 the eve of the Spring Festival and 2 May are holidays too. */
const AMENDED_IN = 2025;

type Days = Record<string, string>;
interface Notices {
  source: string;
  years: Record<string, { holidays: Days; makeUpWorkdays: Days }>;
}

process.env.TZ = 'UTC'; // the package reads a date in the zone of the process
const require = createRequire(import.meta.url);
const published: { holidays: Days; workdays: Days } = require('chinese-days/dist/chinese-days.json');
/** Lunar dates come from a table: Intl's chinese calendar misses the new moons of February 2027 and 2030, which fall near midnight. */
const { getSolarDateFromLunar }: typeof import('chinese-days') = require('chinese-days');
const { version }: { version: string } = require('chinese-days/package.json');

const NAMES: Days = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

/** A value is "English name,Chinese name,days by law"; we keep the Chinese name as the notices write it. */
const nameIn = (value: string): string => {
  const name = value.split(',')[1] ?? value;
  return NAMES[name] ?? name;
};

const ofYear = (year: number, days: Days): Days =>
  Object.fromEntries(
    Object.entries(days)
      .filter(([date]) => date.startsWith(`${year}-`))
      .map(([date, value]): [string, string] => [date, nameIn(value)])
      .sort(([a], [b]) => a.localeCompare(b)),
  );

function announcedYears(): Notices {
  const years: Notices['years'] = {};
  for (let year = FIRST_YEAR; `${year}-01-01` in published.holidays; year += 1) {
    years[year] = { holidays: ofYear(year, published.holidays), makeUpWorkdays: ofYear(year, published.workdays) };
  }
  return { source: `chinese-days ${version} (MIT)`, years };
}

const LUNAR_HOLIDAYS: [number, number, string][] = [
  [1, 1, '春节'],
  [1, 2, '春节'],
  [1, 3, '春节'],
  [5, 5, '端午节'],
  [8, 15, '中秋节'],
];

/** The first such day of the lunar year; in a leap month no festival is kept. */
const solarOf = (year: number, month: number, day: number): string => getSolarDateFromLunar(`${year}-${month}-${day}`).date;

const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

/** Qingming is the day on which the sun reaches 15°: 4 or 5 April. The formula holds for 2000 … 2099. */
function qingming(year: number): string {
  const inCentury = year % 100;
  const day = Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4);
  return `${year}-04-0${day}`;
}

/** Regulation on Public Holidays for National Annual Festivals and Memorial Days (全国年节及纪念日放假办法), article 2. */
function statutoryDays(year: number): Days {
  const days: Days = {};
  const add = (date: string, name: string) => {
    days[date] = days[date] ? `${name}、${days[date]}` : name;
  };
  for (const date of ['10-01', '10-02', '10-03']) add(`${year}-${date}`, '国庆节');
  add(`${year}-01-01`, '元旦');
  add(`${year}-05-01`, '劳动节');
  if (year >= AMENDED_IN) add(`${year}-05-02`, '劳动节');
  add(qingming(year), '清明节');
  for (const [month, day, name] of LUNAR_HOLIDAYS) add(solarOf(year, month, day), name);
  if (year >= AMENDED_IN) add(dayBefore(solarOf(year, 1, 1)), '春节');
  return Object.fromEntries(Object.entries(days).sort(([a], [b]) => a.localeCompare(b)));
}

/** The computation is trusted for years to come only when it agrees with every notice published so far. */
function assertAgrees({ years }: Notices): void {
  for (const [year, { holidays }] of Object.entries(years)) {
    const missing = Object.keys(statutoryDays(Number(year))).filter((date) => !(date in holidays));
    if (missing.length > 0) throw new Error(`by law a holiday, by the notice of ${year} a working day: ${missing.join(', ')}`);
  }
}

function generate(): Record<string, unknown> {
  const announced = announcedYears();
  assertAgrees(announced);
  const years: Record<string, Days> = {};
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) if (!(year in announced.years)) years[year] = statutoryDays(year);
  return { 'announced.json': announced, 'statutory.json': { source: '全国年节及纪念日放假办法 (2024年修订) 第二条', years } };
}

for (const [name, content] of Object.entries(generate())) {
  const file = new URL(`../domain/calendar/${name}`, import.meta.url);
  const text = `${JSON.stringify(content, null, 1)}\n`;
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`domain/calendar/${name} is out of step: run npx tsx config/generate-calendar.ts`);
    process.exitCode = 1;
  }
}
