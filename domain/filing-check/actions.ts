import { isLate } from '../kernel/case-file.ts';
import type { ActionTable, Circumstances } from '../kernel/case-type.ts';
import { type Refusal, refuse, unfitDate } from '../kernel/refusal.ts';
import { writeLetters } from '../letters.ts';
import { dayBefore, dayOf, type IsoDate } from '../working-days.ts';
import { awaitSiteCheck } from './clock.ts';
import type {
  ConfirmInput,
  FilingCheckFile,
  OpenEnforcementInput,
  RecordBreachInput,
  RecordFilingInput,
  RecordSiteCheckInput,
  RequestCorrectionInput,
  SiteCheck,
  Stage,
  SubmitCorrectionInput,
  UrgeFilingInput,
} from './file.ts';

/** Working days from a recorded check to its conclusion. */
const CONCLUSION_WORKING_DAYS = 3;

/** The last check made in this visit of the stage. */
const checkNow = (file: FilingCheckFile): SiteCheck | undefined => file.checks.filter((c) => c.seq > file.since).at(-1);

const isGenuine = ({ verification }: Pick<SiteCheck, 'verification'>): boolean => verification.every((v) => v.match);

/** A visit lies between the day its clock began and today, and is made by enough people. */
function unfitVisit(
  { day, field, inspectors }: { day: IsoDate; field: string; inspectors: string[] },
  begun: IsoDate,
  { now, policy }: Circumstances,
): Refusal | undefined {
  if (day > dayOf(now)) return refuse('visit-in-the-future', { field });
  if (day < begun) return refuse('visit-before-period', { field, about: [begun] });
  return new Set(inspectors).size < policy.filing.inspectors
    ? refuse('too-few-inspectors', { field: 'inspectors', about: [policy.filing.inspectors] })
    : undefined;
}

/** What can be done with a filing check beside the common actions. */
export const FILING_CHECK_ACTIONS = {
  urgeFiling: {
    title: { zh: '督促备案', en: 'Urge to file' },
    at: ['awaitingFiling'],
    by: ['caseworker', 'supervisor'],
    told: true,
    refuse(file, { visitedOn, inspectors, fileBefore }: UrgeFilingInput, _actor, circumstances) {
      const visit = { day: visitedOn, field: 'visitedOn', inspectors };
      const unfit = unfitVisit(visit, file.discoveredOn ?? dayOf(file.receivedAt), circumstances);
      return unfit ?? (fileBefore ? unfitDate(fileBefore, circumstances.now, 'fileBefore') : undefined);
    },
    take(draft, { visitedOn, inspectors, fileBefore, residents }: UrgeFilingInput, step) {
      const late = isLate(draft, 'siteCheck', step.now);
      step.end('siteCheck');
      step.end('filing');
      const until = fileBefore ? { day: fileBefore } : { workingDays: step.policy.filing.filingWorkingDays };
      const { dueAt } = step.start({ name: 'filing', awaits: 'recordFiling', ladder: 'institutionLate', ...until });
      const dueOn = dayBefore(dayOf(dueAt));
      const urge = { at: step.now, by: step.actor.id, visitedOn, inspectors, dueOn, late };
      draft.urges.push(residents === undefined ? urge : { ...urge, residents });
      step.say({ dueOn, late });
    },
  },
  recordFiling: {
    title: { zh: '登记备案', en: 'Record the filing' },
    at: ['awaitingFiling'],
    by: ['caseworker', 'supervisor'],
    refuse: (_file, { filedOn }: RecordFilingInput, _actor, { now }) =>
      filedOn > dayOf(now) ? refuse('filing-in-the-future', { field: 'filedOn' }) : undefined,
    take(draft, { filedOn, commitment }: RecordFilingInput, step) {
      draft.kind = 'filed';
      draft.filedOn = filedOn;
      if (commitment) draft.commitment = commitment;
      step.end('siteCheck');
      awaitSiteCheck(filedOn, step);
    },
  },
  recordSiteCheck: {
    title: { zh: '登记现场检查', en: 'Record the site check' },
    at: ['awaitingSiteCheck', 'awaitingRecheck'],
    by: ['caseworker', 'supervisor'],
    told: true,
    refuse: (file, { checkedOn, inspectors }: RecordSiteCheckInput, _actor, circumstances) =>
      unfitVisit({ day: checkedOn, field: 'checkedOn', inspectors }, file.filedOn ?? dayOf(file.receivedAt), circumstances),
    take(draft, { departments = [], hazards = [], ...check }: RecordSiteCheckInput, step) {
      const late = isLate(draft, draft.stage === 'awaitingRecheck' ? 'recheck' : 'siteCheck', step.now);
      const statutory = Object.values(draft.deadlines).find((d) => d.name === 'siteCheck');
      draft.checks.push({ seq: draft.seq, at: step.now, by: step.actor.id, departments, ...check, late });
      for (const name of ['siteCheck', 'recheck', 'conclusion']) step.end(name);
      const awaits = isGenuine(check) ? 'confirm' : 'requestCorrection'; // a difference cannot be confirmed
      step.start({ name: 'conclusion', awaits, ladder: 'internalLate', workingDays: CONCLUSION_WORKING_DAYS });
      step.say({ late, ...(statutory ? { dueOn: dayBefore(dayOf(statutory.dueAt)) } : {}) });
      if (hazards.length > 0) step.open({ type: 'rectification', as: 'rectification', input: { source: 'siteCheck', items: hazards } });
    },
  },
  confirm: {
    title: { zh: '确认属实', en: 'Confirm the filing' },
    at: ['awaitingSiteCheck', 'awaitingRecheck'],
    by: ['supervisor', 'leader'],
    offered(file, actor) {
      const check = checkNow(file);
      if (!check) return refuse('site-check-missing');
      if (!isGenuine(check)) return refuse('site-check-differs');
      return check.by === actor.id || check.inspectors.includes(actor.id) ? refuse('confirmer-checked') : undefined;
    },
    take(_draft, _input: ConfirmInput, step) {
      step.close('confirmed');
    },
  },
  requestCorrection: {
    title: { zh: '责令更正', en: 'Request a correction' },
    at: ['awaitingSiteCheck', 'awaitingRecheck'],
    by: ['caseworker', 'supervisor'],
    offered: (file) => (checkNow(file) ? undefined : refuse('correction-without-check')),
    refuse: (_file, { dueOn }: RequestCorrectionInput, _actor, { now }) => (dueOn ? unfitDate(dueOn, now, 'dueOn') : undefined),
    take(draft, { fields, dueOn, note }: RequestCorrectionInput, step) {
      draft.corrections.push({ fields, note });
      step.enter('awaitingCorrection');
      const until = dueOn ? { day: dueOn } : { workingDays: step.policy.filing.correctionWorkingDays };
      step.start({ name: 'correction', awaits: 'submitCorrection', ladder: 'institutionLate', ...until });
      step.tell('correctionRequested', ['institution', 'owner']);
    },
  },
  submitCorrection: {
    title: { zh: '提交更正', en: 'Submit the correction' },
    at: ['awaitingCorrection'],
    by: ['institution', 'caseworker'],
    take(draft, { note, evidence = [] }: SubmitCorrectionInput, step) {
      const last = draft.corrections.at(-1);
      if (last) last.submitted = { at: step.now, by: step.actor.id, note, evidence };
      step.enter('awaitingRecheck');
      const { recheckWorkingDays: workingDays } = step.policy.filing;
      step.start({ name: 'recheck', awaits: 'recordSiteCheck', ladder: 'officialLate', workingDays });
      step.tell('submitted', ['owner']);
    },
  },
  recordBreach: {
    title: { zh: '登记违诺', en: 'Record a breach of the commitment' },
    at: 'open',
    by: ['caseworker', 'supervisor', 'leader'],
    take(draft, { subjects, description }: RecordBreachInput, step) {
      draft.breaches.push({ at: step.now, by: step.actor.id, subjects, description });
      step.say({ weighsOnCredit: true });
    },
  },
  openJointEnforcement: {
    title: { zh: '启动联合执法', en: 'Open joint enforcement' },
    at: ['awaitingFiling'],
    by: ['leader'],
    offered: (file, _actor, { now }) => (isLate(file, 'filing', now) ? undefined : refuse('still-time-to-file')),
    take(draft, { departments }: OpenEnforcementInput, step) {
      draft.departments = [...new Set(departments)];
      step.close('jointEnforcement');
      writeLetters(draft, step, departments, 'jointEnforcement');
      step.tell('jointEnforcement', ['department', 'owner']);
    },
  },
} satisfies ActionTable<FilingCheckFile, Stage>;
