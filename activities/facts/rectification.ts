import type {
  DecideExtensionInput,
  HazardItem,
  IssueNoticeInput,
  JointEnforcementInput,
  LookBackInput,
  ReasonInput,
  RectificationFile,
  RequestExtensionInput,
  SubmitRectificationInput,
  VerifyInput,
} from '../../domain/rectification.ts';
import { dayOf, type IsoDate } from '../../domain/working-days.ts';
import type { DocumentFacts } from '../documents/index.ts';
import { dataOf, earlier, letterhead, type Source } from './source.ts';

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
  const { dueDates = [], departments = [], plan } = dataOf<IssueNoticeInput & Dated>(source.event);
  const items = itemsOf(source).map((item) => listed(item, dueDates.find((d) => d.itemNo === item.no)?.dueOn ?? item.dueOn));
  return { ...letterhead(source), items, departments, ...(plan ? { plan } : {}) };
};

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
  return { ...letterhead(source), items };
};

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
    const evidence = source.around.evidence.filter(({ id }) => said.evidence?.includes(id)).map(({ name, sha256 }) => ({ name, sha256 }));
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

/** For an institution that has not filed there are no items. */
export const jointEnforcementLetter = (source: Source): DocumentFacts['jointEnforcementLetter'] => {
  const { event, name } = source;
  const { departments = [], reason = '' } = dataOf<JointEnforcementInput>(event);
  const items = itemsOf(source)
    .filter(isOpen)
    .map((item) => listed(item, dateBefore(source, item)));
  return { ...letterhead(source), departments, reason, ...(items.length > 0 ? { items } : {}), decidedBy: name(event.actor.id) };
};
