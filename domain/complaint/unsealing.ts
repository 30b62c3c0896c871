import type { ActionTable } from '../kernel/case-type.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { Role } from '../roles.ts';
import type { ComplaintFile, Stage, Unsealing } from './file.ts';

/** For how long who complained may be read once that was granted, in hours. */
export const UNSEAL_HOURS = { usual: 24, most: 72 };
const HOUR_MS = 3_600_000;

export interface RequestUnsealingInput {
  reason: string;
}
export interface DecideUnsealingInput {
  /** Number of the request; the one that waits when left out. */
  request?: number;
  granted: boolean;
  reason: string;
  hours?: number;
}
export interface ReadInformantInput {
  /** Who reads, and as what: the step itself is the product's, so that none is read without being written down. */
  by: string;
  role: Role;
}

const waiting = ({ unsealing = [] }: ComplaintFile, no?: number): Unsealing | undefined =>
  unsealing.find((request) => !request.decision && (no === undefined || request.no === no));

/** The request by which this person may read now who complained. */
export const openTo = ({ unsealing = [] }: ComplaintFile, id: string, now: number): Unsealing | undefined =>
  unsealing.find(({ by, decision }) => by === id && decision?.granted && decision.until !== undefined && now <= decision.until);

/** Who complained is read on a request that another person granted, for a limited time; every step of it is on the trail. */
export const UNSEALING = {
  requestUnsealing: {
    title: { zh: '申请查看举报人信息', en: 'Ask to see who complained' },
    at: 'any',
    by: ['caseworker'],
    offered: (file, actor, { now }) => {
      if (waiting(file)) return refuse('unsealing-being-decided');
      return openTo(file, actor.id, now) ? refuse('unsealing-already-granted') : undefined;
    },
    take(draft, { reason }: RequestUnsealingInput, step) {
      const requests = draft.unsealing ?? [];
      draft.unsealing = [...requests, { no: requests.length + 1, at: step.now, by: step.actor.id, reason, readings: [] }];
      step.tell('unsealingRequested', ['supervisor']);
    },
  },
  decideUnsealing: {
    title: { zh: '审批查看举报人信息', en: 'Decide who may see who complained' },
    at: 'any',
    by: ['supervisor'],
    offered(file, actor): Refusal | undefined {
      const request = waiting(file);
      if (!request) return refuse('no-unsealing-requested');
      return request.by === actor.id ? refuse('decider-asked') : undefined;
    },
    refuse: (file, { request }: DecideUnsealingInput) =>
      waiting(file, request) ? undefined : refuse('no-such-unsealing', { field: 'request' }),
    take(draft, { request: no, granted, reason, hours = UNSEAL_HOURS.usual }: DecideUnsealingInput, step) {
      const request = waiting(draft, no);
      if (!request) return;
      const until = granted ? { until: step.now + hours * HOUR_MS } : {};
      request.decision = { at: step.now, by: step.actor.id, granted, reason, ...until };
      step.say({ request: request.no, ...until });
      step.tell('unsealingDecided', [{ user: request.by }]);
    },
  },
  /** The product's own, in one transaction with the right to it: what is read afterwards is already written down. */
  readInformant: {
    title: { zh: '查看举报人信息', en: 'See who complained' },
    at: 'any',
    by: ['system'],
    refuse(file, { by, role }: ReadInformantInput, _actor, { now }): Refusal | undefined {
      if (role === 'discipline' || openTo(file, by, now)) return undefined;
      return refuse('unsealing-not-granted');
    },
    take(draft, { by, role }: ReadInformantInput, step) {
      const request = openTo(draft, by, step.now);
      if (request) request.readings.push(step.now);
      else draft.passedOn = [...(draft.passedOn ?? []), { at: step.now, by, role }];
    },
  },
} satisfies ActionTable<ComplaintFile, Stage>;
