import type { Acknowledged, Caller, Operation } from './caller.ts';

/** What is done with a case, in order; the first opens it. */
export interface Life {
  name: string;
  /** Whether every rung has fallen due when it begins. */
  isLate?: true;
  steps: ((id: string) => Pick<Operation, 'by' | 'path' | 'body'>)[];
}

/** The cases that came of each life. */
export type Lived = Map<Life, string[]>;

type Step = Life['steps'][number];
/** Who complains in every complaint; nothing that is stored or written may show it. */
export const INFORMANT = { name: '张三丰', phone: '13812345678' };
const INSTITUTION = { id: 'ankang' };
const DAY_MS = 86_400_000;
/** So long ago that every rung of an unanswered complaint has fallen due. */
const LONG_AGO = new Date(Date.now() - 60 * DAY_MS).toISOString();

const complaint =
  (more: object = {}): Step =>
  () => ({
    by: 'hotline',
    path: '/complaints',
    body: {
      ...{ channel: 'hotline', institution: INSTITUTION, category: 'food', content: '饭菜变质', anonymous: false },
      informant: INFORMANT,
      ...more,
    },
  });
const rectification: Step = () => ({
  by: 'caseworker',
  path: '/rectifications',
  body: { institution: INSTITUTION, source: 'inspection', items: [{ description: '通道堵塞', kind: 'fire', severity: 'general' }] },
});
const act =
  (by: string, name: string, body: object = {}): Step =>
  () => ({ by, path: `/actions/${name}`, body });
const note = act('caseworker', 'addNote', { text: '电话联系了院方' });
const evidence: Step = (id) => ({ by: 'caseworker', path: '/evidence', body: Buffer.from(`现场记录 ${id}`) });

/** Lives whose outcome does not hang on how fast they are lived: what was in time stays in time, and what is late is late at once. */
export const LIVES: readonly [Life, ...Life[]] = [
  {
    name: 'complaint answered',
    steps: [
      complaint(),
      act('caseworker', 'accept'),
      act('caseworker', 'recordInvestigation', { findings: '属实', substantiated: true }),
      act('caseworker', 'giveFeedback', { answer: '已责令整改', way: 'phone' }),
      act('hotline', 'recordCallback', { reached: true, satisfied: true }),
    ],
  },
  { name: 'complaint nobody answers', isLate: true, steps: [complaint({ channel: 'letter', receivedAt: LONG_AGO })] },
  { name: 'complaint in hand', steps: [complaint(), act('caseworker', 'accept'), evidence, note, note, note] },
  {
    name: 'hazard put right',
    steps: [
      rectification,
      act('caseworker', 'issueNotice'),
      note,
      act('institution', 'submitRectification', { items: [{ itemNo: 1, note: '已清理' }] }),
      act('caseworker2', 'verify', { verdicts: [{ itemNo: 1, passed: true }] }),
      act('leader', 'signOff'),
      act('caseworker', 'recordLookBack', { recurred: [], note: '无反弹' }),
    ],
  },
  { name: 'hazard in hand', steps: [rectification, evidence, act('caseworker', 'issueNotice'), note, note] },
];

export const PEOPLE = ['hotline', 'caseworker', 'caseworker2', 'institution', 'leader'];

/** Lives a life to its end; answers the case. Nothing when a step was refused. */
export async function live(caller: Caller, { steps }: Life, id: string): Promise<string | undefined> {
  let opened: Acknowledged | undefined;
  for (const [n, step] of steps.entries()) {
    const { by, path, body } = step(id);
    const within = opened ? `/cases/${opened.caseNo}${path}` : path;
    const done = await caller.send({ by, path: within, body, key: `${id}-${n}` }, opened?.caseNo);
    if (!done) return undefined;
    opened ??= done;
  }
  return opened?.caseNo;
}
