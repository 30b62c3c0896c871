import type {
  IssueNoticeInput,
  JointEnforcementInput,
  ReasonInput,
  RectificationFile,
  RequestExtensionInput,
  VerifyInput,
} from '../../domain/rectification.ts';
import { dayOf, type IsoDate } from '../../domain/working-days.ts';
import type { DocumentFacts } from '../documents/index.ts';
import { letterhead, type Source } from './source.ts';

const fileOf = ({ event }: Source): RectificationFile => event.file as RectificationFile;
const dataOf = <T>({ event }: Source): T => event.data as T;

/** Items as a document lists them, with the dates they had at that event where it says so. */
function hazardsOf(source: Source, dates: { itemNo: number; dueOn: IsoDate }[] = []) {
  return fileOf(source).items.map(({ no, kind, severity, description, dueOn }) => {
    const day = dates.find((d) => d.itemNo === no)?.dueOn ?? dueOn;
    return { no, kind, severity, description, ...(day ? { dueOn: day } : {}) };
  });
}

export const rectificationNotice = (source: Source): DocumentFacts['rectificationNotice'] => {
  const { dueDates, departments = [], plan } = dataOf<IssueNoticeInput & { dueDates: { itemNo: number; dueOn: IsoDate }[] }>(source);
  return { ...letterhead(source), items: hazardsOf(source, dueDates), departments, ...(plan ? { plan } : {}) };
};

/** One row for every item that this acceptance decided on. */
export const acceptanceRecord = (source: Source): DocumentFacts['acceptanceRecord'] => {
  const { event, around, name } = source;
  const { verdicts } = dataOf<VerifyInput>(source);
  const items = verdicts.flatMap((verdict) => {
    const item = fileOf(source).items.find((i) => i.no === verdict.itemNo);
    if (!item) return [];
    const { no, kind, severity, description, round, submitted } = item;
    const note = verdict.passed ? verdict.note : verdict.reason;
    return {
      no,
      kind,
      severity,
      description,
      round,
      ...(submitted ? { submittedBy: name(submitted.by), submittedOn: dayOf(submitted.at), measures: submitted.note } : {}),
      evidence: around.evidence.filter((e) => submitted?.evidence.includes(e.id)),
      passed: verdict.passed,
      ...(note ? { note } : {}),
      verifiedBy: event.actor.name,
      verifiedOn: dayOf(event.at),
      ...(verdict.passed ? {} : { newDueOn: verdict.newDueOn }),
    };
  });
  return { ...letterhead(source), items };
};

export const signOffRecord = (source: Source): DocumentFacts['signOffRecord'] => {
  const { event, name } = source;
  const items = fileOf(source).items.map(({ no, kind, severity, description, verdict }) => ({
    no,
    kind,
    severity,
    description,
    verifiedBy: name(verdict?.by),
    verifiedOn: dayOf(verdict?.at ?? event.at),
    signedBy: event.actor.name,
    signedAt: event.at,
  }));
  return { ...letterhead(source), items };
};

export const extensionDecision = (source: Source): DocumentFacts['extensionDecision'] => {
  const { event, around } = source;
  const { itemNo, granted, reason, from } = dataOf<{ itemNo: number; granted: boolean; reason: string; from?: IsoDate }>(source);
  const [asked] = around.before
    .filter((e) => e.name === 'requestExtension' && (e.data as unknown as RequestExtensionInput).itemNo === itemNo)
    .slice(-1);
  const request = asked?.data as unknown as RequestExtensionInput | undefined;
  const [item] = hazardsOf(source, from ? [{ itemNo, dueOn: from }] : []).filter((i) => i.no === itemNo);
  return {
    ...letterhead(source),
    item: item ?? { no: itemNo, kind: 'other', severity: 'general', description: '' },
    requestedOn: dayOf(asked?.at ?? event.at),
    requestedUntil: request?.dueOn ?? dayOf(event.at),
    requestReason: request?.reason ?? '',
    granted,
    reason,
    decidedBy: event.actor.name,
  };
};

export const suspensionOrder = (source: Source): DocumentFacts['suspensionOrder'] => ({
  ...letterhead(source),
  items: hazardsOf(source),
  reason: dataOf<ReasonInput>(source).reason,
  decidedBy: source.event.actor.name,
});

export const jointEnforcementLetter = (source: Source): DocumentFacts['jointEnforcementLetter'] => {
  const { departments, reason } = dataOf<JointEnforcementInput>(source);
  const items = source.event.file.type === 'rectification' ? { items: hazardsOf(source) } : {};
  return { ...letterhead(source), departments, reason, ...items, decidedBy: source.event.actor.name };
};
