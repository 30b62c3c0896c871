import type { ActionTable, Circumstances } from '../kernel/case-type.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { Step } from '../kernel/step.ts';
import { deadlineAfter } from '../working-days.ts';
import { awaitInvestigation, runAnswerClock } from './clock.ts';
import type { ComplaintFile, DecideReopeningInput, RecordCallbackInput, RequestReopeningInput, Stage } from './file.ts';

const isPending = ({ reopening }: ComplaintFile): boolean => reopening !== undefined && reopening.granted === undefined;

/** Calls made in vain since the complainant was last answered. */
const unanswered = ({ callbacks, answer }: ComplaintFile): number =>
  callbacks.filter((c) => !c.reached && c.at >= (answer?.at ?? 0)).length;

function askReopening(draft: ComplaintFile, reason: string, step: Step): void {
  draft.reopening = { requestedAt: step.now, reason };
  step.end('callback');
  const { reopeningDecisionWorkingDays: workingDays } = step.policy.complaint;
  step.start({ name: 'reopening', awaits: 'decideReopening', ladder: 'internalLate', workingDays });
  step.tell('reopeningRequested', ['supervisor', 'owner']);
}

/** The instant until which an answered complaint may be asked to be taken up again. */
export const reopenUntil = (answeredAt: number, { policy, calendar }: Circumstances): number =>
  deadlineAfter({ from: answeredAt, workingDays: policy.complaint.reopenWithinWorkingDays }, calendar).dueAt;

/** After the answer: the callback and the one reopening. */
export const CALLBACK = {
  recordCallback: {
    title: { zh: '回访', en: 'Record the callback' },
    at: ['awaitingCallback'],
    by: ['hotline', 'caseworker', 'supervisor', 'public'],
    offered: (file) => (isPending(file) ? refuse('reopening-being-decided') : undefined),
    refuse(_file, { reached, satisfied, score }: RecordCallbackInput, { role }): Refusal | undefined {
      if (role === 'public' && !reached) return refuse('own-answer-is-reached', { field: 'reached' });
      if (!reached && score !== undefined) return refuse('score-without-reach', { field: 'score' });
      if (reached === (satisfied !== undefined)) return undefined;
      return refuse('satisfaction-without-reach', { field: 'satisfied' });
    },
    take(draft, input: RecordCallbackInput, step) {
      draft.callbacks.push({ at: step.now, by: step.actor.id, ...input });
      if (input.satisfied || unanswered(draft) >= step.policy.complaint.callbackAttempts) return step.close('answered');
      if (!input.reached) return;
      if (draft.reopening) return step.close('answered');
      askReopening(draft, input.note ?? '', step);
    },
  },
  requestReopening: {
    title: { zh: '申请重新办理', en: 'Ask to reopen' },
    at: ['closed'],
    by: ['public', 'hotline'],
    offered({ outcome, answer, reopening }, _actor, circumstances) {
      if (outcome !== 'answered' || !answer) return refuse('not-answered-to-reopen');
      if (reopening) return refuse('reopened-once-already');
      const { reopenWithinWorkingDays: workingDays } = circumstances.policy.complaint;
      const inTime = circumstances.now <= reopenUntil(answer.at, circumstances);
      return inTime ? undefined : refuse('reopening-requested-too-late', { about: [workingDays] });
    },
    take(draft, { reason }: RequestReopeningInput, step) {
      step.enter('awaitingCallback');
      askReopening(draft, reason, step);
    },
  },
  decideReopening: {
    title: { zh: '重新办理审批', en: 'Decide on reopening' },
    at: ['awaitingCallback'],
    by: ['supervisor', 'leader'],
    offered(file, actor) {
      if (!isPending(file)) return refuse('reopening-not-requested');
      return file.answer?.by === actor.id ? refuse('decider-answered') : undefined;
    },
    take(draft, { granted }: DecideReopeningInput, step) {
      const { requestedAt, reason } = draft.reopening as NonNullable<ComplaintFile['reopening']>;
      draft.reopening = { requestedAt, reason, granted };
      if (!granted) return step.close('answered');
      draft.reopened = true;
      awaitInvestigation(step);
      runAnswerClock(requestedAt, step);
      step.tell('reopened', ['owner']);
    },
  },
} satisfies ActionTable<ComplaintFile, Stage>;
