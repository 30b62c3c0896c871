import { addDays } from '../../domain/days.ts';
import { COMMITMENT_SUBJECTS } from '../../domain/filing-check.ts';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { Desk } from '../harness/desk.ts';

/** One action: who takes it, which one, with what. */
export type Move = readonly [by: string, name: string, input?: object];

/** How a case is opened, and what is then done with it. */
export interface Life {
  name: string;
  open: object;
  by?: string;
  moves: Move[];
}

const complaint = { channel: 'hotline', category: 'food', content: '饭菜变质', anonymous: true };
const oneItem = { source: 'inspection', items: [{ description: '消防通道堵塞', kind: 'fire', severity: 'general' }] };
const done = { items: [{ itemNo: 1, note: '已整改' }] };
const passed = { verdicts: [{ itemNo: 1, passed: true }] };
const because = { reason: '按规定办理' };
const referral = { target: 'discipline', ground: 'byHand', about: 'complaint-1', reason: '收受礼金线索' };
const siteCheck = (checkedOn: string, found: string) => ({
  checkedOn,
  inspectors: ['caseworker', 'caseworker2'],
  verification: [{ field: '床位数', filed: '60', found, match: found === '60' }],
});

/** Lives of cases of every type; together they come to every stage, and to every effect. The first of a type is the regular one. */
export const livesOn = (today: string): Record<CaseTypeName, Life[]> => ({
  rectification: [
    {
      name: 'regular',
      open: oneItem,
      moves: [
        ['caseworker', 'issueNotice', {}],
        ['institution', 'submitRectification', done],
        ['caseworker', 'verify', passed],
        ['leader', 'signOff'],
        ['caseworker', 'recordLookBack', { recurred: [], note: '无反弹' }],
      ],
    },
    {
      name: 'suspended',
      open: oneItem,
      moves: [
        ['caseworker', 'issueNotice', {}],
        ['institution', 'submitRectification', done],
        ['caseworker', 'verify', { verdicts: [{ itemNo: 1, passed: false, reason: '仍有杂物', newDueOn: addDays(today, 30) }] }],
        ['leader', 'orderSuspension', because],
        ['leader', 'liftSuspension', because],
      ],
    },
  ],
  complaint: [
    {
      name: 'regular',
      open: complaint,
      by: 'hotline',
      moves: [
        ['caseworker', 'accept'],
        ['caseworker', 'recordInvestigation', { findings: '属实', substantiated: true }],
        ['caseworker', 'giveFeedback', { answer: '已责令整改', way: 'phone' }],
        ['hotline', 'recordCallback', { reached: true, satisfied: true }],
      ],
    },
    {
      name: 'transferred',
      open: complaint,
      by: 'hotline',
      moves: [['caseworker', 'transfer', { department: '市场监督管理局', reason: '非本单位职责' }]],
    },
    {
      name: 'clockSuspended',
      open: complaint,
      by: 'hotline',
      moves: [
        ['caseworker', 'accept'],
        ['supervisor', 'suspendClock', { ground: 'appraisal', reason: '鉴定', effectiveOn: today }],
      ],
    },
  ],
  filingCheck: [
    {
      name: 'regular',
      open: { kind: 'filed', filedOn: today, commitment: { subjects: [...COMMITMENT_SUBJECTS], committedOn: today } },
      moves: [
        ['caseworker', 'recordSiteCheck', siteCheck(today, '85')],
        ['caseworker', 'requestCorrection', { fields: ['床位数'], note: '按实际更正' }],
        ['institution', 'submitCorrection', { note: '已更正' }],
        ['caseworker', 'recordSiteCheck', siteCheck(today, '60')],
        ['leader', 'confirm'],
      ],
    },
    {
      name: 'unfiled',
      open: { kind: 'unfiled', discoveredOn: today },
      moves: [['caseworker', 'urgeFiling', { visitedOn: today, inspectors: ['caseworker', 'caseworker2'] }]],
    },
  ],
  referral: [
    {
      name: 'regular',
      open: referral,
      by: 'leader',
      moves: [
        ['discipline', 'acceptReferral'],
        ['discipline', 'registerReferral', { registerNo: '立1号' }],
        ['discipline', 'concludeReferral', { result: '属实' }],
      ],
    },
    { name: 'returned', open: referral, by: 'leader', moves: [['discipline', 'returnReferral', { reason: '不全', needed: '笔录' }]] },
  ],
});

/** Every open moment of the lives of all types, in an order that mixes the types: how to get a case there. */
export function momentsOn(today: string): { type: CaseTypeName; life: Life; moves: Move[] }[] {
  const moments = Object.entries(livesOn(today)).flatMap(([type, lives]) =>
    lives.flatMap((life) => life.moves.map((_, n) => ({ type: type as CaseTypeName, life, moves: life.moves.slice(0, n) }))),
  );
  return moments.sort((a, b) => a.moves.length - b.moves.length);
}

/** Opens a case and takes it as far as these moves go. */
export async function lead(desk: Desk, { type, life, moves }: ReturnType<typeof momentsOn>[number]): Promise<string> {
  const caseNo = await desk.open(type, life.open, life.by ? { by: life.by } : {});
  for (const [by, name, input] of moves) await desk.act(caseNo, by, name, input);
  return caseNo;
}
