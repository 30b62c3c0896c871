import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { HazardItem, PublishInput, RectificationFile } from './file.ts';

/** Why items may not be named: one that does not fit, or one twice. */
export function unknownItem(
  file: RectificationFile,
  itemNos: number[],
  fits: (item: HazardItem) => boolean,
  what: string,
): Refusal | undefined {
  const wrong = itemNos.find((no) => !file.items.some((i) => i.no === no && fits(i)));
  if (wrong !== undefined) return refuse('not-lawful', `item ${wrong} ${what}`, 'items');
  const twice = itemNos.find((no, at) => itemNos.indexOf(no) !== at);
  return twice === undefined ? undefined : refuse('not-lawful', `item ${twice} is named twice (R-069)`, 'items');
}

/** The items of which the problem, or the result, is not published yet. */
export const publishable = (file: RectificationFile, what: PublishInput['what']): HazardItem[] =>
  file.items.filter((i) => !i.published.includes(what) && (what === 'problem' || i.state === 'signedOff'));
