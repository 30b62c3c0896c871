import type { ActionTable, Circumstances } from '../kernel/case-type.ts';
import { type Refusal, refuse, unfitDate } from '../kernel/refusal.ts';
import { endOfDay, type IsoDate, shiftWorkingDays } from '../working-days.ts';
import { runItemDates } from './dates.ts';
import {
  type DecideExtensionInput,
  type HazardItem,
  isOutstanding,
  itemOf,
  type RectificationFile,
  type RequestExtensionInput,
  type Stage,
} from './file.ts';

/** The instant until which an extension of the item may still be asked for. */
const lastRequest = (item: HazardItem, { policy, calendar }: Circumstances): number =>
  shiftWorkingDays(endOfDay(item.dueOn as IsoDate), -policy.rectification.extensionRequestWorkingDays, calendar);

/** Why more time may not be asked for this item now. */
function noExtension(item: HazardItem | undefined, circumstances: Circumstances): Refusal | undefined {
  if (!item || !isOutstanding(item)) return refuse('item-not-to-extend', { field: 'itemNo' });
  if (item.extension) return refuse('extension-already-requested', { field: 'itemNo', about: [item.no] });
  if (item.extensions >= circumstances.policy.rectification.maxExtensions)
    return refuse('extended-too-often', { field: 'itemNo', about: [item.no, item.extensions] });
  return circumstances.now > lastRequest(item, circumstances)
    ? refuse('extension-requested-too-late', { field: 'itemNo', about: [item.no] })
    : undefined;
}

/** The items for which more time may be asked now. */
export const extendable = (file: RectificationFile, circumstances: Circumstances): HazardItem[] =>
  file.items.filter((i) => !noExtension(i, circumstances));

/** More time for one item: asked for by the institution before its date, decided by the bureau. */
export const EXTENSION = {
  requestExtension: {
    title: { zh: '申请延期', en: 'Ask for more time' },
    at: ['awaitingRectification', 'suspended'],
    by: ['institution'],
    offered(file, _actor, circumstances) {
      const refusals = file.items.filter(isOutstanding).map((i) => noExtension(i, circumstances));
      return refusals.every(Boolean) ? (refusals[0] ?? refuse('no-item-to-rectify')) : undefined;
    },
    refuse(file, { itemNo, dueOn }: RequestExtensionInput, _actor, circumstances) {
      const item = itemOf(file, itemNo);
      const refused = noExtension(item, circumstances);
      if (refused) return refused;
      if (dueOn <= `${item?.dueOn}`) return refuse('date-not-later', { field: 'dueOn' });
      return unfitDate(dueOn, circumstances.now, 'dueOn');
    },
    take(draft, { itemNo, dueOn, reason }: RequestExtensionInput, step) {
      (itemOf(draft, itemNo) as HazardItem).extension = { requestedAt: step.now, dueOn, reason };
      const { extensionDecisionWorkingDays: workingDays } = step.policy.rectification;
      step.start({ name: 'extension', awaits: 'decideExtension', ladder: 'internalLate', workingDays, mark: `${itemNo}` });
      step.tell('extensionRequested', ['leader', 'owner']);
    },
  },
  decideExtension: {
    title: { zh: '延期审批', en: 'Decide on more time' },
    at: ['awaitingRectification', 'suspended'],
    by: ['leader', 'supervisor'],
    told: true,
    offered: (file) => (file.items.some((i) => i.extension) ? undefined : refuse('no-extension-requested')),
    refuse(file, { itemNo, granted }: DecideExtensionInput, _actor, { now }) {
      const extension = itemOf(file, itemNo)?.extension;
      if (!extension) return refuse('no-extension-for-item', { field: 'itemNo', about: [itemNo] });
      return granted ? unfitDate(extension.dueOn, now, 'granted') : undefined;
    },
    take(draft, { itemNo, granted }: DecideExtensionInput, step) {
      const item = itemOf(draft, itemNo) as HazardItem;
      const { dueOn } = item.extension as NonNullable<HazardItem['extension']>;
      delete item.extension;
      step.end('extension', `${itemNo}`);
      step.say({ itemNo, from: item.dueOn, to: granted ? dueOn : item.dueOn });
      step.tell('extensionDecided', ['institution', 'owner']);
      if (!granted) return;
      item.dueOn = dueOn;
      item.extensions += 1;
      runItemDates(draft, step);
    },
  },
} satisfies ActionTable<RectificationFile, Stage>;
