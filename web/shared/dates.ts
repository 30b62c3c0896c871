import { type Language, language } from './language.ts';

/** Where the law counts its days. */
const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const LOCALES: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

const iso = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' });

/** The day in Shanghai on which an instant falls, as `2026-11-25`. */
export const dayOf = (at: string | number | Date): string => iso.format(new Date(at));

const said = (at: string | number | Date, options: Intl.DateTimeFormatOptions, inLanguage = language()): string =>
  new Intl.DateTimeFormat(LOCALES[inLanguage], { timeZone: ZONE, ...options }).format(new Date(at));

/** A day in words, with its weekday: 2026年11月25日 星期三. */
export const longDay = (at: string | number | Date): string =>
  said(at, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });

/** A day and the time of it, in Shanghai: 2026-11-25 14:03. */
export const dayAndTime = (at: string | number | Date): string =>
  `${dayOf(at)} ${said(at, { hour: '2-digit', minute: '2-digit', hour12: false }, 'zh')}`;

/** The last day of a period whose end is an instant: a period that ends at 24:00 ends on the day before midnight. */
export const lastDay = (dueAt: string): string => dayOf(Date.parse(dueAt) - 1);

/** Whole calendar days from one Shanghai day to another; negative when the second comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
