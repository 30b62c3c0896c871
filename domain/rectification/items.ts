import type { Reason } from '../kernel/reasons.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { HazardItem, PublishInput, RectificationFile } from './file.ts';

/** Why items may not be named: one that does not fit (`otherwise` says how), or one twice. */
export function unknownItem(
  file: RectificationFile,
  itemNos: number[],
  fits: (item: HazardItem) => boolean,
  otherwise: Reason,
): Refusal | undefined {
  const wrong = itemNos.find((no) => !file.items.some((i) => i.no === no && fits(i)));
  if (wrong !== undefined) return refuse(otherwise, { field: 'items', about: [wrong] });
  const twice = itemNos.find((no, at) => itemNos.indexOf(no) !== at);
  return twice === undefined ? undefined : refuse('item-named-twice', { field: 'items', about: [twice] });
}

/** The items of which the problem, or the result, is not published yet. */
export const publishable = (file: RectificationFile, what: PublishInput['what']): HazardItem[] =>
  file.items.filter((i) => !i.published.includes(what) && (what === 'problem' || i.state === 'signedOff'));
