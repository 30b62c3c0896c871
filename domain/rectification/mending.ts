import type { ActionTable } from '../kernel/case-type.ts';
import { refuse, unfitDate } from '../kernel/refusal.ts';
import { writeLetters } from '../letters.ts';
import { addressed } from './accident.ts';
import { awaitRectification, runItemDates, usualDate } from './dates.ts';
import {
  type HazardItem,
  type IssueNoticeInput,
  isOutstanding,
  itemOf,
  type RectificationFile,
  type Stage,
  type SubmitRectificationInput,
} from './file.ts';
import { unknownItem } from './items.ts';

/** The notice, and what the institution hands in on it. */
export const MENDING = {
  issueNotice: {
    title: { zh: '下发整改通知', en: 'Issue the notice' },
    at: ['awaitingNotice'],
    by: ['caseworker', 'supervisor'],
    refuse(file, { dates = [], plan }: IssueNoticeInput, _actor, { now }) {
      if (file.items.some((i) => i.severity === 'intractable') && !plan) return refuse('plan-missing', { field: 'plan' });
      const past = dates.map(({ dueOn }) => unfitDate(dueOn, now, 'dates')).find(Boolean);
      const itemNos = dates.map((d) => d.itemNo);
      return past ?? unknownItem(file, itemNos, () => true, 'item-not-of-this-case');
    },
    take(draft, { dates = [], departments = [], plan }: IssueNoticeInput, step) {
      for (const item of draft.items) {
        item.state = 'notified';
        item.dueOn = dates.find((d) => d.itemNo === item.no)?.dueOn ?? usualDate(item.severity, step.circumstances);
      }
      draft.noticeIssuedAt = step.now;
      draft.departments = addressed(draft, departments);
      writeLetters(draft, step, draft.departments, 'notice');
      if (draft.departments.length > departments.length) step.say({ departments: draft.departments });
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
        'item-not-to-rectify',
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
} satisfies ActionTable<RectificationFile, Stage>;
