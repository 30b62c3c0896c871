import type { IsoDate } from '../../domain/days.ts';
import type { HazardItem } from '../../domain/rectification.ts';
import type { Block } from './blocks.ts';
import { type Column, ledger } from './parts.ts';
import { HAZARD_KIND, onDay, SEVERITY } from './words.ts';

/** A hidden danger as documents list it (F-11). */
export interface Hazard extends Pick<HazardItem, 'no' | 'kind' | 'severity' | 'description'> {
  dueOn?: IsoDate;
}

/** The list of hidden dangers, with further columns where a document needs them. */
export const hazards = <T extends Hazard>(items: readonly T[], ...further: Column<T>[]): Block =>
  ledger(items, [
    { title: '序号', of: ({ no }) => no, width: 'short' },
    { title: '类别', of: ({ kind }) => HAZARD_KIND[kind], width: 'short' },
    { title: '等级', of: ({ severity }) => SEVERITY[severity], width: 'short' },
    { title: '问题描述', of: ({ description }) => description },
    ...further,
  ]);

/** The column with the date of each item. */
export const dueDate: Column<Hazard> = { title: '整改期限', of: ({ dueOn }) => dueOn && onDay(dueOn), width: 'middle' };
