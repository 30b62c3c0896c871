import { exampleOf, schemaOf } from '../../api/schemas/actions.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { type CaseFile, type CaseTypeName, type Circumstances, isOpen, nextEvent, refusal } from '../../domain/kernel/index.ts';
import type { Actor, Role } from '../../domain/roles.ts';

/** Who acts in a rehearsal: one person for each duty, and a second caseworker, because whoever submits may not verify. */
export const CAST: Actor[] = (
  [
    ['institution', 'institution', '机构'],
    ['caseworker', 'caseworker', '经办人'],
    ['caseworker2', 'caseworker', '另一经办人'],
    ['supervisor', 'supervisor', '督办'],
    ['leader', 'leader', '分管领导'],
    ['discipline', 'discipline', '纪检监察'],
    ['hotline', 'hotline', '热线'],
  ] as [string, Role, string][]
).map(([id, role, name]) => ({ id, role, name }));

/** What opens a case of each type. */
export const openingOf = (type: CaseTypeName, today: string): unknown =>
  ({
    complaint: { channel: 'hotline', category: 'food', content: '预演：饭菜变质', anonymous: true },
    filingCheck: { kind: 'filed', filedOn: today },
    rectification: {
      source: 'inspection',
      items: [
        { description: '预演：消防通道堵塞', kind: 'fire', severity: 'general' },
        { description: '预演：电气线路老化', kind: 'building', severity: 'major' },
      ],
    },
    referral: { target: 'discipline', ground: 'byHand', about: '预演', reason: '预演' },
  })[type];

/** What is sent where the usual example would not lead to the end. */
const INPUTS: Record<string, unknown> = {
  recordCallback: { reached: true, satisfied: true },
  recordLookBack: { recurred: [], note: '预演：无反弹' },
};

/** The next thing that a case waits for, and somebody who may do it; nothing when the case is closed or nobody may. */
export function nextMove(file: CaseFile, now: Circumstances): { name: string; actor: Actor; input: unknown; dueAt: number } | undefined {
  const type = CASE_TYPE[file.type];
  const expected = isOpen(file) ? nextEvent(type, file) : undefined;
  // a statutory date may await something that has to be prepared first: then the first stage action that leads on
  const wanted = [
    ...new Set([expected?.awaits ?? '', ...Object.values(file.deadlines).map((d) => d.awaits), ...Object.keys(type.actions)]),
  ];
  for (const name of wanted.filter((n) => !SIDE_WAYS.has(n) && schemaOf(file.type, n)))
    for (const actor of CAST) {
      const input = INPUTS[name] ?? exampleOf(file.type, name, file, { ...now, people: { caseworkers: ['caseworker', 'caseworker2'] } });
      if (!refusal(type, file, { name, actor, input }, now)) return { name, actor, input, dueAt: expected?.dueAt ?? now.now };
    }
  return undefined;
}

/** Lawful, but not on the regular way. */
const SIDE_WAYS = new Set([
  'transfer',
  'merge',
  'closeUnfounded',
  'openRectification',
  'refer',
  'supplement',
  'requestReopening',
  'requestCorrection',
  'recordBreach',
  'requestExtension',
  'decideExtension',
  'orderSuspension',
  'listForSupervision',
  'openJointEnforcement',
  'reportToGovernment',
  'proposeSanctions',
  'publish',
  'returnReferral',
  'reassign',
  'addNote',
  'attachEvidence',
]);
