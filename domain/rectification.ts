import type { CaseFile } from './kernel/case-file.ts';
import type { ActionTable, CaseType, Circumstances, Title } from './kernel/case-type.ts';
import { type Refusal, refuse, unfitDate } from './kernel/refusal.ts';
import type { Step } from './kernel/step.ts';
import { writeLetters } from './letters.ts';
import type { Severity } from './policy/policy.ts';
import { dayBefore, dayOf, deadlineAfter, endOfDay, type IsoDate, shiftWorkingDays } from './working-days.ts';

export const HAZARD_KINDS = ['building', 'fire', 'food', 'medical', 'environment', 'specialEquipment', 'management', 'other'] as const;
export const SEVERITIES = ['onTheSpot', 'general', 'major', 'intractable'] as const satisfies readonly Severity[];
export const SOURCES = ['inspection', 'complaint', 'selfCheck', 'siteCheck', 'tip'] as const;

/** A hidden danger. Each has its own rectification, acceptance and signature. */
export interface HazardItem {
  no: number;
  description: string;
  kind: (typeof HAZARD_KINDS)[number];
  severity: Severity;
  state: 'found' | 'notified' | 'submitted' | 'verified' | 'signedOff';
  dueOn?: IsoDate;
  round: number;
  submitted?: { at: number; by: string; note: string; evidence: string[] };
  verdict?: { at: number; by: string; passed: boolean; note: string };
  signature?: { at: number; by: string; name: string };
  extension?: { requestedAt: number; dueOn: IsoDate; reason: string };
  extensions: number;
  relapses: number;
  published: ('problem' | 'result')[];
}

export interface RectificationFile extends CaseFile {
  source: (typeof SOURCES)[number];
  items: HazardItem[];
  noticeIssuedAt?: number;
  departments: string[];
  plan?: { plan: string; measures: string; responsiblePerson: string };
  operation: 'running' | 'suspended';
  listed: boolean;
}

export interface OpenRectificationInput {
  source: RectificationFile['source'];
  items: Pick<HazardItem, 'description' | 'kind' | 'severity'>[];
}
export interface IssueNoticeInput {
  /** A date for every item; what is left out follows its severity. */
  dates?: { itemNo: number; dueOn: IsoDate }[];
  departments?: string[];
  plan?: RectificationFile['plan'];
}
export interface SubmitRectificationInput {
  items: { itemNo: number; note: string; evidence?: string[] }[];
}
export interface RequestExtensionInput {
  itemNo: number;
  dueOn: IsoDate;
  reason: string;
}
export interface DecideExtensionInput {
  itemNo: number;
  granted: boolean;
  reason: string;
}
export interface VerifyInput {
  verdicts: ({ itemNo: number; passed: true; note?: string } | { itemNo: number; passed: false; reason: string; newDueOn: IsoDate })[];
}
export interface SignOffInput {
  note?: string;
}
export interface ReasonInput {
  reason: string;
}
export interface JointEnforcementInput {
  reason: string;
  departments: string[];
}
export interface LookBackInput {
  recurred: number[];
  note: string;
}
export interface PublishInput {
  what: 'problem' | 'result';
  itemNos?: number[];
}

type Stage =
  | 'awaitingNotice'
  | 'awaitingRectification'
  | 'suspended'
  | 'awaitingVerification'
  | 'awaitingSignOff'
  | 'awaitingLookBack'
  | 'closed';

const isVerified = (item: HazardItem): boolean => item.state === 'verified' || item.state === 'signedOff';
const isOutstanding = (item: HazardItem): boolean => item.state === 'notified';
const itemOf = (file: RectificationFile, itemNo: number) => file.items.find((i) => i.no === itemNo);

/** The date an item gets when nobody names one, by its severity. */
export const usualDate = (severity: Severity, { now, policy, calendar }: Circumstances): IsoDate =>
  deadlineAfter({ from: now, workingDays: policy.rectification.itemWorkingDays[severity] }, calendar).lastDay;

/** One running date per day on which items fall due; items of one day are chased together. */
function runItemDates(draft: RectificationFile, step: Step): void {
  const outstanding = draft.items.filter(isOutstanding);
  const wanted = new Set(outstanding.map((i) => `${i.dueOn}`));
  for (const d of Object.values(draft.deadlines)) {
    if (d.name === 'rectification' && !wanted.delete(lastDayOf(d.dueAt))) delete draft.deadlines[d.id];
  }
  const from = draft.noticeIssuedAt ?? step.now;
  for (const day of [...wanted].sort())
    step.start({ name: 'rectification', awaits: 'submitRectification', ladder: 'institutionLate', day, from, mark: day });
}

const lastDayOf = (dueAt: number): IsoDate => dayBefore(dayOf(dueAt));

/** The items' dates and the decisions asked for run on when operation is suspended or goes on again. */
function awaitRectification(draft: RectificationFile, step: Step): void {
  step.enter(draft.operation === 'suspended' ? 'suspended' : 'awaitingRectification', ['rectification', 'extension']);
  runItemDates(draft, step);
}

function unknownItem(file: RectificationFile, itemNos: number[], fits: (item: HazardItem) => boolean, what: string): Refusal | undefined {
  const wrong = itemNos.find((no) => !file.items.some((i) => i.no === no && fits(i)));
  if (wrong !== undefined) return refuse('not-lawful', `item ${wrong} ${what}`, 'items');
  const twice = itemNos.find((no, at) => itemNos.indexOf(no) !== at);
  return twice === undefined ? undefined : refuse('not-lawful', `item ${twice} is named twice (R-069)`, 'items');
}

/** The instant until which an extension of the item may still be asked for. */
const lastRequest = (item: HazardItem, { policy, calendar }: Circumstances): number =>
  shiftWorkingDays(endOfDay(item.dueOn as IsoDate), -policy.rectification.extensionRequestWorkingDays, calendar);

/** Why more time may not be asked for this item now. */
function noExtension(item: HazardItem | undefined, circumstances: Circumstances): Refusal | undefined {
  if (!item || !isOutstanding(item)) return refuse('not-lawful', 'the item does not await rectification', 'itemNo');
  if (item.extension) return refuse('action-not-available', `item ${item.no} awaits a decision already`, 'itemNo');
  if (item.extensions >= circumstances.policy.rectification.maxExtensions)
    return refuse('cap-reached', `item ${item.no} was extended ${item.extensions} times`, 'itemNo');
  return circumstances.now > lastRequest(item, circumstances)
    ? refuse('not-in-time', `more time for item ${item.no} had to be asked for earlier`, 'itemNo')
    : undefined;
}

/** The items for which more time may be asked now. */
export const extendable = (file: RectificationFile, circumstances: Circumstances): HazardItem[] =>
  file.items.filter((i) => !noExtension(i, circumstances));

/** The items of which the problem, or the result, is not published yet. */
export const publishable = (file: RectificationFile, what: PublishInput['what']): HazardItem[] =>
  file.items.filter((i) => !i.published.includes(what) && (what === 'problem' || i.state === 'signedOff'));

/** What can be done with a rectification beside the common actions. */
export const RECTIFICATION_ACTIONS = {
  issueNotice: {
    title: { zh: '下发整改通知', en: 'Issue the notice' },
    at: ['awaitingNotice'],
    by: ['caseworker', 'supervisor'],
    refuse(file, { dates = [], plan }: IssueNoticeInput, _actor, { now }) {
      if (file.items.some((i) => i.severity === 'intractable') && !plan)
        return refuse('not-lawful', 'a hazard that is hard to mend needs a plan, measures and a responsible person (R-070, R-072)', 'plan');
      const past = dates.map(({ dueOn }) => unfitDate(dueOn, now, 'dates')).find(Boolean);
      const itemNos = dates.map((d) => d.itemNo);
      return past ?? unknownItem(file, itemNos, () => true, 'is not of this case');
    },
    take(draft, { dates = [], departments = [], plan }: IssueNoticeInput, step) {
      for (const item of draft.items) {
        item.state = 'notified';
        item.dueOn = dates.find((d) => d.itemNo === item.no)?.dueOn ?? usualDate(item.severity, step.circumstances);
      }
      draft.noticeIssuedAt = step.now;
      draft.departments = departments;
      writeLetters(draft, step, departments, 'notice');
      if (plan) draft.plan = plan;
      step.say({ dueDates: draft.items.map(({ no, dueOn }) => ({ itemNo: no, dueOn })) });
      awaitRectification(draft, step);
    },
  },
  submitRectification: {
    title: { zh: '提交整改', en: 'Submit rectification' },
    at: ['awaitingRectification', 'suspended'],
    by: ['institution', 'caseworker'],
    refuse: (file, { items }: SubmitRectificationInput) =>
      unknownItem(
        file,
        items.map((i) => i.itemNo),
        isOutstanding,
        'does not await rectification',
      ),
    take(draft, { items }: SubmitRectificationInput, step) {
      for (const { itemNo, note, evidence = [] } of items) {
        const item = itemOf(draft, itemNo) as HazardItem;
        item.state = 'submitted';
        item.submitted = { at: step.now, by: step.actor.id, note, evidence };
        delete item.extension;
        step.end('extension', `${itemNo}`);
      }
      if (draft.items.some(isOutstanding)) return runItemDates(draft, step);
      step.enter('awaitingVerification');
      const { verificationWorkingDays: workingDays } = step.policy.rectification;
      step.start({ name: 'verification', awaits: 'verify', ladder: 'officialLate', workingDays });
      step.tell('submitted', ['owner']);
    },
  },
  requestExtension: {
    title: { zh: '申请延期', en: 'Ask for more time' },
    at: ['awaitingRectification', 'suspended'],
    by: ['institution'],
    offered(file, _actor, circumstances) {
      const refusals = file.items.filter(isOutstanding).map((i) => noExtension(i, circumstances));
      return refusals.every(Boolean) ? (refusals[0] ?? refuse('action-not-available', 'no item awaits rectification')) : undefined;
    },
    refuse(file, { itemNo, dueOn }: RequestExtensionInput, _actor, circumstances) {
      const item = itemOf(file, itemNo);
      const refused = noExtension(item, circumstances);
      if (refused) return refused;
      if (dueOn <= `${item?.dueOn}`) return refuse('not-lawful', 'the new date must be later than the present one', 'dueOn');
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
    offered: (file) =>
      file.items.some((i) => i.extension) ? undefined : refuse('action-not-available', 'no extension has been asked for'),
    refuse(file, { itemNo, granted }: DecideExtensionInput, _actor, { now }) {
      const extension = itemOf(file, itemNo)?.extension;
      if (!extension) return refuse('not-lawful', `no extension was asked for item ${itemNo}`, 'itemNo');
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
  verify: {
    title: { zh: '验收', en: 'Verify' },
    at: ['awaitingVerification'],
    by: ['caseworker', 'department'],
    told: true,
    offered: (file, actor) =>
      file.items.some((i) => i.state === 'submitted' && i.submitted?.by === actor.id)
        ? refuse('same-person', 'whoever submitted may not verify (R-069)')
        : undefined,
    refuse(file, { verdicts }: VerifyInput, _actor, { now }) {
      const itemNos = verdicts.map((v) => v.itemNo);
      const wrong = unknownItem(file, itemNos, (i) => i.state === 'submitted', 'does not await verification');
      return wrong ?? verdicts.map((v) => (v.passed ? undefined : unfitDate(v.newDueOn, now, 'newDueOn'))).find(Boolean);
    },
    take(draft, { verdicts }: VerifyInput, step) {
      for (const verdict of verdicts) {
        const item = itemOf(draft, verdict.itemNo) as HazardItem;
        const note = verdict.passed ? (verdict.note ?? '') : verdict.reason;
        item.verdict = { at: step.now, by: step.actor.id, passed: verdict.passed, note };
        item.state = verdict.passed ? 'verified' : 'notified';
        if (!verdict.passed) {
          item.round += 1;
          item.dueOn = verdict.newDueOn;
        }
      }
      if (draft.items.some((i) => i.state === 'submitted')) return;
      if (!draft.items.every(isVerified)) return awaitRectification(draft, step);
      step.enter('awaitingSignOff');
      const { signOffWorkingDays: workingDays } = step.policy.rectification;
      step.start({ name: 'signOff', awaits: 'signOff', ladder: 'officialLate', workingDays });
    },
  },
  signOff: {
    title: { zh: '签字销号', en: 'Sign off' },
    at: ['awaitingSignOff'],
    by: ['leader'],
    offered(file, actor) {
      if (file.items.some((i) => i.verdict?.by === actor.id)) return refuse('same-person', 'whoever verified may not sign off (R-069)');
      return file.operation === 'suspended' ? refuse('action-not-available', 'lift the suspension of operation first') : undefined;
    },
    take(draft, _input: SignOffInput, step) {
      // what was signed before a relapse of other items keeps its signature
      for (const item of draft.items.filter((i) => i.state === 'verified')) {
        item.state = 'signedOff';
        item.signature = { at: step.now, by: step.actor.id, name: step.actor.name };
      }
      if (draft.listed) {
        draft.listed = false; // what was listed is delisted when the last item is struck off
        step.say({ delisted: true });
      }
      step.enter('awaitingLookBack');
      const { lookBackWorkingDays: workingDays } = step.policy.rectification;
      step.start({ name: 'lookBack', awaits: 'recordLookBack', ladder: 'internalLate', workingDays });
    },
  },
  recordLookBack: {
    title: { zh: '回头看', en: 'Record the look-back' },
    at: ['awaitingLookBack'],
    by: ['caseworker', 'supervisor'],
    refuse: (file, { recurred }: LookBackInput) => unknownItem(file, recurred, () => true, 'is not of this case'),
    take(draft, { recurred }: LookBackInput, step) {
      if (recurred.length === 0) return step.close('rectified');
      for (const item of draft.items.filter((i) => recurred.includes(i.no))) {
        item.state = 'notified';
        item.relapses += 1;
        item.round += 1;
        item.dueOn = usualDate('onTheSpot', step.circumstances); // at once
        delete item.signature;
      }
      step.say({ weighsOnCredit: true });
      awaitRectification(draft, step);
    },
  },
  orderSuspension: {
    title: { zh: '责令停业整顿', en: 'Order suspension of operation' },
    at: ['awaitingRectification', 'awaitingVerification'],
    by: ['leader'],
    offered(file, _actor, { now }) {
      if (file.operation === 'suspended') return refuse('action-not-available', 'operation is suspended already');
      return file.items.some((i) => i.round > 1 || (isOutstanding(i) && endOfDay(i.dueOn as IsoDate) < now))
        ? undefined
        : refuse('not-lawful', 'suspension follows a date that was missed or an acceptance that failed (R-091)');
    },
    take(draft, _input: ReasonInput, step) {
      draft.operation = 'suspended';
      step.tell('suspensionOrdered', ['institution', 'owner']);
      if (draft.stage === 'awaitingRectification') awaitRectification(draft, step);
    },
    told: true,
  },
  liftSuspension: {
    title: { zh: '恢复运营', en: 'Lift the suspension' },
    at: ['suspended', 'awaitingVerification', 'awaitingSignOff'],
    by: ['leader'],
    offered: (file) => (file.operation === 'suspended' ? undefined : refuse('action-not-available', 'operation is not suspended')),
    take(draft, _input: ReasonInput, step) {
      draft.operation = 'running';
      step.tell('suspensionLifted', ['institution', 'owner']);
      if (draft.stage === 'suspended') awaitRectification(draft, step);
    },
  },
  listForSupervision: {
    title: { zh: '挂牌督办', en: 'List for supervision' },
    at: ['awaitingRectification', 'awaitingVerification', 'suspended'],
    by: ['leader'],
    offered: (file) => (file.listed ? refuse('action-not-available', 'the case is listed already') : undefined),
    take(draft, _input: ReasonInput, step) {
      draft.listed = true;
      step.tell('listed', ['owner', 'supervisor', 'institution']);
    },
  },
  openJointEnforcement: {
    title: { zh: '启动联合执法', en: 'Open joint enforcement' },
    at: ['awaitingRectification', 'awaitingVerification', 'suspended'],
    by: ['leader'],
    told: true,
    take(draft, { departments }: JointEnforcementInput, step) {
      draft.departments = [...new Set([...draft.departments, ...departments])];
      writeLetters(draft, step, departments, 'jointEnforcement');
      step.tell('jointEnforcement', ['department', 'owner']);
    },
  },
  reportToGovernment: {
    title: { zh: '报告政府', en: 'Report to the government' },
    at: ['awaitingRectification', 'awaitingVerification', 'suspended'],
    by: ['leader'],
    take(_draft, _input: ReasonInput, step) {
      step.tell('reportedToGovernment', ['owner', 'supervisor']);
    },
  },
  publish: {
    title: { zh: '公开', en: 'Publish' },
    at: ['awaitingRectification', 'awaitingVerification', 'awaitingSignOff', 'awaitingLookBack', 'suspended'],
    by: ['caseworker', 'supervisor', 'leader'],
    offered(file, actor, { policy }) {
      if (file.source === 'selfCheck' && !policy.rectification.publishSelfFound && actor.role !== 'leader')
        return refuse('role-not-allowed', 'what was found by self-check is published only by decision of the leader (C-28)');
      return publishable(file, 'problem').length + publishable(file, 'result').length > 0
        ? undefined
        : refuse('action-not-available', 'all of it is published already');
    },
    refuse: (file, { what, itemNos = [] }: PublishInput) =>
      unknownItem(file, itemNos, (i) => publishable(file, what).includes(i), `cannot be published as ${what}`),
    take(draft, { what, itemNos }: PublishInput) {
      for (const item of publishable(draft, what)) if (itemNos?.includes(item.no) ?? true) item.published.push(what);
    },
  },
} satisfies ActionTable<RectificationFile, Stage>;

const STAGE_TITLES: Record<Stage, Title> = {
  awaitingNotice: { zh: '待下发通知', en: 'Notice to be issued' },
  awaitingRectification: { zh: '待整改', en: 'To be rectified' },
  suspended: { zh: '停业整顿', en: 'Operation suspended' },
  awaitingVerification: { zh: '待验收', en: 'To be verified' },
  awaitingSignOff: { zh: '待签字', en: 'To be signed off' },
  awaitingLookBack: { zh: '待回头看', en: 'Look-back to come' },
  closed: { zh: '已销号', en: 'Closed' },
};

/** Rectification of hidden dangers (隐患整改): notice, date, verification, signature, look-back (R-067 … ). */
export const rectification: CaseType<RectificationFile> = {
  name: 'rectification',
  title: { zh: '隐患整改', en: 'Rectification' },
  prefix: 'ZG',
  stages: Object.keys(STAGE_TITLES),
  stageTitles: STAGE_TITLES,
  actions: RECTIFICATION_ACTIONS,
  open(draft, { source, items }: OpenRectificationInput, step) {
    draft.source = source;
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
