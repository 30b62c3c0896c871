import { CASE_TYPE } from '../../domain/case-types.ts';
import type { CloseUnfoundedInput, ComplaintFile, GiveFeedbackInput, TransferInput } from '../../domain/complaint.ts';
import type { FilingCheckFile } from '../../domain/filing-check.ts';
import { actionsOf } from '../../domain/kernel/advance.ts';
import type { RectificationFile } from '../../domain/rectification.ts';
import type { ReferralFile } from '../../domain/referral.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { DocumentFacts } from '../documents/index.ts';
import { lastDayOf, letterhead, type Source } from './source.ts';

export const complaintAnswer = (source: Source): DocumentFacts['complaintAnswer'] => {
  const { event, around } = source;
  const { channel, category, investigation, receivedAt, answer } = event.file as ComplaintFile;
  const { answer: text, way } = event.data as unknown as Partial<GiveFeedbackInput & CloseUnfoundedInput>;
  return {
    ...letterhead(source),
    channel,
    category,
    ...(way ? { way } : {}),
    late: answer?.late ?? false,
    receivedOn: dayOf(receivedAt),
    answer: text ?? answer?.text ?? '',
    ...(investigation ? { substantiated: investigation.substantiated } : {}),
    reopenWithinWorkingDays: around.policy.complaint.reopenWithinWorkingDays,
  };
};

export const transferNotice = (source: Source): DocumentFacts['transferNotice'] => {
  const { channel, category, receivedAt } = source.event.file as ComplaintFile;
  const { department, reason } = source.event.data as unknown as TransferInput;
  return { ...letterhead(source), channel, category, department, reason, receivedOn: dayOf(receivedAt) };
};

export const siteCheckRecord = (source: Source): DocumentFacts['siteCheckRecord'] => {
  const { event, name } = source;
  const { kind, checks, receivedAt } = event.file as FilingCheckFile;
  const check = checks.find((c) => c.at === event.at) ?? checks.at(-1);
  const { hazards = [] } = event.data as { hazards?: DocumentFacts['rectificationNotice']['items'] };
  return {
    ...letterhead(source),
    kind,
    clockStartOn: dayOf(receivedAt),
    checkedOn: check?.checkedOn ?? dayOf(event.at),
    departments: check?.departments ?? [],
    verification: check?.verification ?? [],
    ...(check?.conclusion ? { conclusion: check.conclusion } : {}),
    late: check?.late ?? false,
    inspectors: (check?.inspectors ?? []).map(name),
    hazards: hazards.map((hazard, i) => ({ ...hazard, no: i + 1 })),
  };
};

export const filingUrge = (source: Source): DocumentFacts['filingUrge'] => {
  const { event, name } = source;
  const { discoveredOn, urges } = event.file as FilingCheckFile;
  const urge = urges.find((u) => u.at === event.at) ?? urges.at(-1);
  return {
    ...letterhead(source),
    ...(discoveredOn ? { discoveredOn } : {}),
    visitedOn: urge?.visitedOn ?? dayOf(event.at),
    inspectors: (urge?.inspectors ?? []).map(name),
    ...(urge?.residents === undefined ? {} : { residents: urge.residents }),
    fileBefore: urge?.dueOn ?? dayOf(event.at),
  };
};

/** With the list of evidence and its hashes, so that what was handed over can be checked. */
export const referralLetter = (source: Source): DocumentFacts['referralLetter'] => {
  const { target, ground, about, reason, lateOfficials, namedOfficials, missed } = source.event.file as ReferralFile;
  return {
    ...letterhead(source),
    target,
    ground,
    about,
    ...(reason ? { reason } : {}),
    officials: [...lateOfficials.map(source.name), ...namedOfficials.map((o) => o.name)],
    ...(missed ? { missed: { awaited: actionTitle(missed.awaited), dueOn: lastDayOf(missed.dueAt) } } : {}),
    evidence: source.around.manifest,
  };
};

export const closingReport = (source: Source): DocumentFacts['closingReport'] => {
  const { event, around, name } = source;
  const { file } = event;
  const { title } = CASE_TYPE[file.type];
  const items = (file as Partial<RectificationFile>).items?.map(({ no, kind, severity, description }) => ({
    no,
    kind,
    severity,
    description,
  }));
  return {
    ...letterhead(source),
    caseType: title.zh,
    outcome: OUTCOMES[file.outcome ?? ''] ?? file.outcome ?? '',
    receivedOn: dayOf(file.receivedAt),
    closedOn: dayOf(event.at),
    owner: name(file.owner),
    results: [],
    ...(items ? { items } : {}),
    steps: [...around.before, event].map((e) => ({
      at: e.at,
      what: actionTitle(e.name),
      ...(e.actor.role === 'system' ? {} : { who: e.actor.name }),
    })),
    documents: around.documents,
  };
};

const OUTCOMES: Record<string, string> = {
  rectified: '已整改销号',
  answered: '已答复',
  transferred: '已转办',
  merged: '并案答复',
  unfounded: '不属实',
  confirmed: '核查属实',
  jointEnforcement: '转联合执法',
  withdrawn: '已撤销',
  concluded: '已办结',
};
const RUNG_TITLES: Record<string, string> = {
  open: '立案',
  remind: '提醒',
  overdue: '逾期',
  supervise: '督办',
  refer: '移送纪检监察',
  urge: '催办',
  propose: '提请决定',
  circulate: '通报',
};

/** What people call an action or a rung. */
const actionTitle = (action: string): string =>
  RUNG_TITLES[action] ??
  Object.values(CASE_TYPE)
    .map((type) => actionsOf(type)[action]?.title.zh)
    .find(Boolean) ??
  action;
