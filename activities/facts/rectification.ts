import { checklistOf } from '../../domain/checklist.ts';
import { lettersOf } from '../../domain/letters.ts';
import { packFor } from '../../domain/policy/index.ts';
import {
  type DecideExtensionInput,
  type HazardItem,
  type IssueNoticeInput,
  isGreat,
  type JointEnforcementInput,
  type LookBackInput,
  type ReasonInput,
  type RectificationFile,
  type RequestExtensionInput,
  type SubmitRectificationInput,
  type VerifyInput,
} from '../../domain/rectification.ts';
import { dayOf, type IsoDate } from '../../domain/working-days.ts';
import type { DocumentFacts } from '../documents/index.ts';
import { dataOf, earlier, evidenceOf, letterhead, type Source, signedBoth } from './source.ts';

const itemsOf = ({ event }: Source): HazardItem[] => (event.file as Partial<RectificationFile>).items ?? [];
const isOpen = ({ state }: HazardItem): boolean => state !== 'verified' && state !== 'signedOff';

/** An item as a document lists it, with this date. */
const listed = ({ no, kind, severity, description }: HazardItem, dueOn: IsoDate | undefined) => ({
  no,
  kind,
  severity,
  description,
  ...(dueOn ? { dueOn } : {}),
});

interface Dated {
  dueDates: { itemNo: number; dueOn?: IsoDate }[];
  to: IsoDate;
  moved: unknown[];
}

/** The date that an event gives to an item: a day, `unsaid` when it gives one without saying which, nothing when it gives none. */
function dateGiven({ name, data }: Source['around']['before'][number], itemNo: number): IsoDate | 'unsaid' | undefined {
  const {
    dueDates = [],
    moved = [],
    to,
    itemNo: of,
    verdicts = [],
    recurred = [],
  } = dataOf<Dated & DecideExtensionInput & VerifyInput & LookBackInput>({ data });
  if (name === 'issueNotice') return dueDates.find((d) => d.itemNo === itemNo)?.dueOn;
  if (name === 'decideExtension') return of === itemNo ? to : undefined;
  if (name === 'verify') return verdicts.flatMap((v) => (v.itemNo === itemNo && !v.passed ? v.newDueOn : [])).at(-1);
  return moved.length > 0 || recurred.includes(itemNo) ? 'unsaid' : undefined;
}

/** The date of an item just before the event: as the log gave it last, else as the file has it now where the event left it as it was. */
function dateBefore({ around }: Source, { no, dueOn }: HazardItem, leftAsItWas = true): IsoDate | undefined {
  const given = around.before
    .map((e) => dateGiven(e, no))
    .filter(Boolean)
    .at(-1);
  if (given && given !== 'unsaid') return given;
  return leftAsItWas ? dueOn : undefined;
}

export const rectificationNotice = (source: Source): DocumentFacts['rectificationNotice'] => {
  const { departments = [], plan } = dataOf<IssueNoticeInput>(source.event);
  return { ...letterhead(source), items: noticed(source), departments, ...(plan ? { plan } : {}) };
};

/** The items of a notice with the dates that it gave. */
function noticed(source: Source) {
  const { dueDates = [] } = dataOf<Dated>(source.event);
  return itemsOf(source).map((item) => listed(item, dueDates.find((d) => d.itemNo === item.no)?.dueOn ?? item.dueOn));
}

/** Items that are ordered to be rectified beside being noticed: major ones, and those that are hard to mend. */
export const ordered = (source: Source) => noticed(source).filter(isGreat);

export const rectificationOrder = (source: Source): DocumentFacts['rectificationOrder'] => ({
  ...letterhead(source),
  items: ordered(source),
});

/** Departments that a notice tells in writing. */
export const notified = ({ event }: Source): string[] => dataOf<IssueNoticeInput>(event).departments ?? [];

export const departmentNotice = (source: Source, no: number): DocumentFacts['departmentNotice'] => ({
  ...letterhead(source),
  department: notified(source)[no] ?? '',
  items: noticed(source),
});

/** Of the visit that found the hidden dangers. */
export const supervisionRecord = (source: Source): DocumentFacts['supervisionRecord'] => {
  const { event, around, name } = source;
  const problems = noticed(source);
  return {
    ...letterhead(source),
    inspectedOn: dayOf(event.file.receivedAt),
    ...(around.address ? { address: around.address } : {}),
    answers: answersOf(problems.map(({ kind }) => kind)),
    problems,
    inspectors: [name(event.actor.id)],
    ...checklistFor(event.file.policy.jurisdiction),
    ...signedBoth(source),
  };
};

/** What the document of the jurisdiction has inspectors look at; nothing where there is none. */
function checklistFor(jurisdiction: string): Pick<DocumentFacts['supervisionRecord'], 'checklist'> {
  const points = checklistOf(jurisdiction).map(({ point }) => point);
  return points.length > 0 ? { checklist: { source: packFor(jurisdiction).source, points } } : {};
}

/** One sheet for every item that this acceptance decided on. */
export const acceptanceRecord = (source: Source): DocumentFacts['acceptanceRecord'] => {
  const { event, name } = source;
  const { verdicts = [] } = dataOf<VerifyInput>(event);
  const items = verdicts.flatMap((verdict) => {
    const item = itemsOf(source).find((i) => i.no === verdict.itemNo);
    if (!item) return [];
    const note = verdict.passed ? verdict.note : verdict.reason;
    return {
      ...listed(item, dateBefore(source, item, verdict.passed)),
      round: roundOf(source, item.no),
      ...submission(source, item.no),
      passed: verdict.passed,
      ...(note ? { note } : {}),
      verifiedBy: name(event.actor.id),
      verifiedOn: dayOf(event.at),
      ...(verdict.passed ? {} : { newDueOn: verdict.newDueOn }),
    };
  });
  return { ...letterhead(source), items, ...signedBoth(source) };
};

/** What the kinds of the problems answer of the questions of the form; the others are answered by hand. */
function answersOf(kinds: HazardItem['kind'][]): DocumentFacts['supervisionRecord']['answers'] {
  return {
    ...(kinds.some((kind) => kind !== 'management' && kind !== 'other') ? { hasSafetyHazard: true } : {}),
    ...(kinds.includes('management') ? { hasManagementQualityProblem: true } : {}),
  };
}

/** Which round of rectification the event found the item in: every failed acceptance and every relapse began one. */
function roundOf(source: Source, itemNo: number): number {
  const failed = earlier(source, 'verify').filter((e) =>
    dataOf<VerifyInput>(e).verdicts?.some((v) => v.itemNo === itemNo && !v.passed),
  ).length;
  const relapsed = earlier(source, 'recordLookBack').filter((e) => dataOf<LookBackInput>(e).recurred?.includes(itemNo)).length;
  return 1 + failed + relapsed;
}

/** What was submitted last for the item before the event, and the evidence for it. */
function submission(source: Source, itemNo: number) {
  for (const e of earlier(source, 'submitRectification').reverse()) {
    const said = dataOf<SubmitRectificationInput>(e).items?.find((i) => i.itemNo === itemNo);
    if (!said) continue;
    const evidence = source.around.evidence.filter(({ id }) => id !== undefined && said.evidence?.includes(id)).map(evidenceOf);
    return { submittedBy: source.name(e.actor.id), submittedOn: dayOf(e.at), measures: said.note, evidence };
  }
  return { evidence: [] };
}

/** Every item with who accepted it and who signed for it; what was signed before a relapse of other items keeps that signature. */
export const signOffRecord = (source: Source): DocumentFacts['signOffRecord'] => {
  const { event, name } = source;
  const items = itemsOf(source).map((item) => {
    const { signature } = item;
    const signed =
      signature && signature.at < event.at ? { by: signature.name, at: signature.at } : { by: name(event.actor.id), at: event.at };
    const accepted = earlier(source, 'verify').findLast((e) =>
      dataOf<VerifyInput>(e).verdicts?.some((v) => v.itemNo === item.no && v.passed),
    );
    return {
      ...listed(item, dateBefore(source, item)),
      verifiedBy: accepted ? name(accepted.actor.id) : '',
      verifiedOn: dayOf(accepted?.at ?? event.at),
      signedBy: signed.by,
      signedAt: signed.at,
    };
  });
  return { ...letterhead(source), items };
};

export const extensionDecision = (source: Source): DocumentFacts['extensionDecision'] => {
  const { event, name } = source;
  const { itemNo = 0, granted = false, reason = '', from } = dataOf<DecideExtensionInput & { from: IsoDate }>(event);
  const asked = earlier(source, 'requestExtension').findLast((e) => dataOf<RequestExtensionInput>(e).itemNo === itemNo);
  const request = asked && dataOf<RequestExtensionInput>(asked);
  const item = itemsOf(source).find((i) => i.no === itemNo);
  return {
    ...letterhead(source),
    item: item ? listed(item, from ?? dateBefore(source, item)) : { no: itemNo, kind: 'other', severity: 'general', description: '' },
    requestedOn: dayOf(asked?.at ?? event.at),
    requestedUntil: request?.dueOn ?? dayOf(event.at),
    requestReason: request?.reason ?? '',
    granted,
    reason,
    decidedBy: name(event.actor.id),
  };
};

/** With the items that bear it: not mended in time, or found wanting. */
export const suspensionOrder = (source: Source): DocumentFacts['suspensionOrder'] => {
  const { event, name } = source;
  const open = itemsOf(source)
    .filter(isOpen)
    .map((item) => ({ round: roundOf(source, item.no), ...listed(item, dateBefore(source, item)) }));
  const bearing = open.filter((i) => i.round > 1 || (i.dueOn !== undefined && i.dueOn < dayOf(event.at)));
  const items = (bearing.length > 0 ? bearing : open).map(({ round: _round, ...item }) => item);
  return { ...letterhead(source), items, reason: dataOf<ReasonInput>(event).reason ?? '', decidedBy: name(event.actor.id) };
};

/** Departments that are asked to join in enforcement. */
export const asked = ({ event }: Source): string[] => {
  const { departments = [] } = dataOf<JointEnforcementInput>(event);
  return departments.length > 0 ? departments : ['有关部门'];
};

/** A letter for each department. For an institution that has not filed there are no items. */
export const jointEnforcementLetter = (source: Source, no: number): DocumentFacts['jointEnforcementLetter'] => {
  const { event, name } = source;
  const departments = asked(source);
  const items = itemsOf(source)
    .filter(isOpen)
    .map((item) => listed(item, dateBefore(source, item)));
  const { replyBefore } = lettersOf(event.file).find((l) => l.at === event.at && l.replyBefore) ?? {};
  return {
    ...letterhead(source),
    department: departments[no] ?? '',
    departments,
    reason: dataOf<JointEnforcementInput>(event).reason ?? '',
    ...(items.length > 0 ? { items } : {}),
    ...(replyBefore ? { replyBefore } : {}),
    decidedBy: name(event.actor.id),
  };
};
