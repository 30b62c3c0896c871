import type { ActionTable } from '../kernel/case-type.ts';
import { refuse } from '../kernel/refusal.ts';
import { writeLetters } from '../letters.ts';
import { endOfDay, type IsoDate } from '../working-days.ts';
import { awaitRectification } from './dates.ts';
import {
  isOutstanding,
  type JointEnforcementInput,
  type PublishInput,
  type ReasonInput,
  type RectificationFile,
  type Stage,
} from './file.ts';
import { publishable, unknownItem } from './items.ts';

/** What the leader decides, each by itself and none following from another (C-37), and what is made public. */
export const DECISIONS = {
  orderSuspension: {
    title: { zh: '责令停业整顿', en: 'Order suspension of operation' },
    at: ['awaitingRectification', 'awaitingVerification'],
    by: ['leader'],
    offered(file, _actor, { now }) {
      if (file.operation === 'suspended') return refuse('already-suspended');
      return file.items.some((i) => i.round > 1 || (isOutstanding(i) && endOfDay(i.dueOn as IsoDate) < now))
        ? undefined
        : refuse('no-ground-for-suspension');
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
    offered: (file) => (file.operation === 'suspended' ? undefined : refuse('operation-not-suspended')),
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
    offered: (file) => (file.listed ? refuse('already-listed') : undefined),
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
        return refuse('self-found-published-by-leader');
      return publishable(file, 'problem').length + publishable(file, 'result').length > 0 ? undefined : refuse('already-published');
    },
    refuse: (file, { what, itemNos = [] }: PublishInput) =>
      unknownItem(
        file,
        itemNos,
        (i) => publishable(file, what).includes(i),
        what === 'problem' ? 'problem-not-publishable' : 'result-not-publishable',
      ),
    take(draft, { what, itemNos }: PublishInput) {
      for (const item of publishable(draft, what)) if (itemNos?.includes(item.no) ?? true) item.published.push(what);
    },
  },
} satisfies ActionTable<RectificationFile, Stage>;
