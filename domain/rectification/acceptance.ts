import type { ActionTable } from '../kernel/case-type.ts';
import { refuse, unfitDate } from '../kernel/refusal.ts';
import { awaitRectification, usualDate } from './dates.ts';
import {
  type HazardItem,
  isVerified,
  itemOf,
  type LookBackInput,
  type RectificationFile,
  type SignOffInput,
  type Stage,
  type VerifyInput,
} from './file.ts';
import { unknownItem } from './items.ts';

/** One acceptance and one signature for every item, and the look-back afterwards. */
export const ACCEPTANCE = {
  verify: {
    title: { zh: '验收', en: 'Verify' },
    at: ['awaitingVerification'],
    by: ['caseworker', 'department'],
    told: true,
    offered: (file, actor) =>
      file.items.some((i) => i.state === 'submitted' && i.submitted?.by === actor.id) ? refuse('verifier-submitted') : undefined,
    refuse(file, { verdicts }: VerifyInput, _actor, { now }) {
      const itemNos = verdicts.map((v) => v.itemNo);
      const wrong = unknownItem(file, itemNos, (i) => i.state === 'submitted', 'item-not-to-verify');
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
      if (file.items.some((i) => i.verdict?.by === actor.id)) return refuse('signer-verified');
      return file.operation === 'suspended' ? refuse('suspension-to-be-lifted') : undefined;
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
    refuse: (file, { recurred }: LookBackInput) => unknownItem(file, recurred, () => true, 'item-not-of-this-case'),
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
} satisfies ActionTable<RectificationFile, Stage>;
