import type { CaseType } from './kernel/case-type.ts';
import { ACCEPTANCE } from './rectification/acceptance.ts';
import { accidentOf } from './rectification/accident.ts';
import { lastDayOf } from './rectification/dates.ts';
import { DECISIONS } from './rectification/decisions.ts';
import { EXTENSION } from './rectification/extension.ts';
import { isOutstanding, type OpenRectificationInput, type RectificationFile, STAGE_TITLES } from './rectification/file.ts';
import { MENDING } from './rectification/mending.ts';
import { LINKED_SANCTIONS } from './rectification/sanctions.ts';

export { extendable } from './rectification/extension.ts';
export * from './rectification/file.ts';
export { publishable } from './rectification/items.ts';

/** What can be done with a rectification beside the common actions. */
export const RECTIFICATION_ACTIONS = { ...MENDING, ...EXTENSION, ...ACCEPTANCE, ...DECISIONS, ...LINKED_SANCTIONS };

/** Rectification of hidden dangers (隐患整改): notice, date, verification, signature, look-back (R-067 … ). */
export const rectification: CaseType<RectificationFile> = {
  name: 'rectification',
  title: { zh: '隐患整改', en: 'Rectification' },
  prefix: 'ZG',
  stages: Object.keys(STAGE_TITLES),
  stageTitles: STAGE_TITLES,
  actions: RECTIFICATION_ACTIONS,
  open(draft, { source, accident, items }: OpenRectificationInput, step) {
    draft.source = source;
    if (accident) draft.accident = accidentOf(accident);
    draft.items = items.map((item, i) => ({ ...item, no: i + 1, state: 'found', round: 1, extensions: 0, relapses: 0, published: [] }));
    draft.departments = [];
    draft.operation = 'running';
    draft.listed = false;
    step.enter('awaitingNotice');
    step.start({ name: 'notice', awaits: 'issueNotice', ladder: 'officialLate', workingDays: step.policy.rectification.noticeWorkingDays });
  },
  /** The notice tells the institution. Before it, that there is a danger would tell that somebody spoke of one. */
  disclosedAt: (file) => file.noticeIssuedAt,
  addressees: ({ departments }) => departments,
  /** After a suspension of the clock the items' dates follow the dates that run. */
  recounted(draft, counted) {
    const items = counted.filter((c) => c.before > 0 && c.deadline.name === 'rectification');
    const moved = new Map(items.map((c) => [lastDayOf(c.before), lastDayOf(c.deadline.dueAt)]));
    for (const item of draft.items) if (isOutstanding(item)) item.dueOn = moved.get(`${item.dueOn}`) ?? item.dueOn;
  },
};
