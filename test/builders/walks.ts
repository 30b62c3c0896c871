import type { CaseFile, CaseTypeName } from '../../domain/kernel/index.ts';
import type { CaseInHand, Snapshot } from './case-in-hand.ts';
import { aComplaint, aFiling, anUnfiledHome, aRectification, aReferral, sunsetHome, unknownHome } from './cases.ts';
import {
  directorWu,
  fireBrigade,
  granddaughter,
  headChen,
  headDeng,
  inspectorHe,
  inspectorLi,
  inspectorWang,
  leaderSun,
  zhaoAtTheHotline,
} from './people.ts';

const because = { reason: '按规定办理。' };
const done = (...itemNos: number[]) => ({ items: itemNos.map((itemNo) => ({ itemNo, note: '已整改' })) });
const passed = (...itemNos: number[]) => itemNos.map((itemNo) => ({ itemNo, passed: true }));
const failed = (itemNo: number, newDueOn: string) => ({ itemNo, passed: false, reason: '仍有破损', newDueOn });

export const twoInspectors = ['inspector-a', 'inspector-b'];
export const asFiled = [{ field: '床位数', filed: '60', found: '60', match: true }];
export const notAsFiled = [{ field: '床位数', filed: '60', found: '85', match: false }];
export const siteCheck = (checkedOn: string, verification = asFiled) => ({ checkedOn, inspectors: twoInspectors, verification });

/** Three items, an extension, a failed acceptance, suspension of operation, a relapse, and the end. */
const longRectification = () =>
  aRectification()
    .at('2026-03-03 10:00')
    .act('issueNotice', inspectorLi, { dates: [{ itemNo: 1, dueOn: '2026-03-06' }], departments: ['消防救援大队'] })
    .act('requestExtension', directorWu, { itemNo: 2, dueOn: '2026-04-10', reason: '等材料' })
    .act('decideExtension', headChen, { itemNo: 2, granted: true, reason: '同意' })
    .act('submitRectification', directorWu, done(1))
    .act('submitRectification', directorWu, done(2, 3))
    .act('verify', inspectorLi, { verdicts: [...passed(1, 3), failed(2, '2026-04-20')] })
    .act('orderSuspension', leaderSun, because)
    .act('requestExtension', directorWu, { itemNo: 2, dueOn: '2026-05-10', reason: '等材料' })
    .act('liftSuspension', leaderSun, because)
    .act('submitRectification', directorWu, done(2))
    .act('orderSuspension', leaderSun, because)
    .act('verify', fireBrigade, { verdicts: passed(2) })
    .act('liftSuspension', leaderSun, because)
    .act('publish', leaderSun, { what: 'problem' })
    .act('signOff', leaderSun)
    .act('recordLookBack', inspectorLi, { recurred: [1], note: '出口又被堵塞' })
    .act('submitRectification', directorWu, done(1))
    .act('verify', inspectorWang, { verdicts: passed(1) })
    .act('signOff', leaderSun)
    .act('recordLookBack', inspectorLi, { recurred: [], note: '未见反弹' });

const hardRectification = () =>
  aRectification({ institution: unknownHome }, { items: [{ description: '消防审验未通过', kind: 'fire', severity: 'intractable' }] }).at(
    '2026-03-03 10:00',
  );

const answered = (category: 'service' | 'abuse' = 'service') =>
  aComplaint({}, { category })
    .act('accept', inspectorLi)
    .act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true })
    .act('giveFeedback', inspectorLi, { answer: '已责令整改', way: 'phone' });

const unsatisfied = { reached: true, satisfied: false };

const reopenedComplaint = () =>
  answered()
    .act('recordCallback', zhaoAtTheHotline, { reached: true, satisfied: true })
    .act('requestReopening', granddaughter, because)
    .act('decideReopening', headChen, { granted: true, reason: '有新情况' })
    .act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true })
    .act('giveFeedback', headChen, { answer: '已再次责令整改', way: 'visit' })
    .act('recordCallback', granddaughter, unsatisfied);

const refusedReopening = () =>
  answered().act('recordCallback', zhaoAtTheHotline, unsatisfied).act('decideReopening', headDeng, { granted: false, reason: '无新情况' });

const filed = () =>
  aFiling()
    .at('2026-03-10 15:00')
    .act('recordSiteCheck', inspectorLi, siteCheck('2026-03-10', notAsFiled))
    .act('requestCorrection', inspectorLi, { fields: ['床位数'], note: '按实际更正' })
    .act('submitCorrection', directorWu, { note: '已更正' })
    .act('recordSiteCheck', inspectorLi, siteCheck('2026-03-10'))
    .act('confirm', headChen);

const correctFiling = () => aFiling().at('2026-03-10 15:00').act('recordSiteCheck', headDeng, siteCheck('2026-03-10'));

const urged = () => anUnfiledHome().act('urgeFiling', inspectorLi, { visitedOn: '2026-03-02', inspectors: twoInspectors });

const returnedReferral = () =>
  aReferral()
    .act('returnReferral', inspectorHe, { reason: '不全', needed: '笔录' })
    .act('supplement', leaderSun, { text: '补送笔录' })
    .act('acceptReferral', inspectorHe)
    .act('registerReferral', inspectorHe, { registerNo: '立1号' })
    .act('concludeReferral', inspectorHe, { result: '属实' });

/** Scripted lives of cases of each type; together they come to every stage. */
const WALKS: Record<CaseTypeName, () => { snapshots: Snapshot[]; type: CaseInHand<never>['type'] }[]> = {
  rectification: () => [longRectification(), hardRectification()],
  complaint: () => [
    reopenedComplaint(),
    refusedReopening(),
    aComplaint({ institution: unknownHome }).act('merge', headChen, { into: 'complaint-2' }),
    aComplaint().act('transfer', headChen, { department: '市场监督管理局', reason: '非本单位职责' }),
    aComplaint().act('requestUnsealing', inspectorLi, because).act('decideUnsealing', headChen, { granted: false, reason: '可不查看' }),
    answered('abuse')
      .act('banFromIndustry', leaderSun, { responsiblePerson: '钱某某', until: '2031-03-01', ...because })
      .act('recordCallback', zhaoAtTheHotline, { reached: true, satisfied: true }),
    answered().act('requestUnsealing', inspectorWang, because),
    aComplaint().act('accept', inspectorLi).act('requestUnsealing', inspectorWang, because),
    aComplaint()
      .act('accept', inspectorLi)
      .act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true })
      .act('requestUnsealing', inspectorWang, because)
      .act('closeUnfounded', inspectorLi, { reason: '不实', answer: '未发现' }),
    aComplaint().act('accept', inspectorLi).act('closeUnfounded', inspectorLi, { reason: '不实', answer: '未发现' }),
  ],
  filingCheck: () => [
    filed(),
    correctFiling(),
    urged()
      .at('2026-04-20 09:00')
      .act('openJointEnforcement', leaderSun, { reason: '仍未备案', departments: ['市场监督管理局'] }),
    urged().act('recordFiling', inspectorLi, { filedOn: '2026-03-02' }),
  ],
  referral: () => [returnedReferral()],
};

/** Every moment of the walks of a type, and of side steps from each: assigned, returned, the clock suspended, the institution not known, a sanction proposed and decided. */
export function momentsOf(name: CaseTypeName): { kase: CaseInHand<never>; moments: Snapshot[] } {
  const walks = WALKS[name]();
  const kase = walks[0] as unknown as CaseInHand<never>;
  const moments = walks.flatMap((w) => w.snapshots).flatMap((moment) => [moment, ...sideSteps(kase, moment)]);
  return { kase, moments };
}

function sideSteps(kase: CaseInHand<never>, moment: Snapshot): Snapshot[] {
  const at = (institution: CaseFile['institution']): Snapshot => ({ ...moment, file: { ...moment.file, institution } });
  const known = at(sunsetHome);
  const steps = [known, at(unknownHome)];
  const step = (from: Snapshot | undefined, name: string, ...[actor, input]: [Parameters<typeof kase.refused>[1], unknown]) => {
    if (!from) return undefined;
    const there = kase.standing(from);
    if (there.refused(name, actor, input)) return undefined;
    const to = there.act(name, actor, input).snapshots.at(-1) as Snapshot;
    steps.push(to);
    return to;
  };
  const assigned =
    step(moment, 'assign', headChen, { to: inspectorLi.id }) ?? step(moment, 'reassign', headChen, { to: inspectorLi.id, note: '改派' });
  step(assigned, 'returnToSupervisor', inspectorLi, because);
  const proposed = step(known, 'proposeListing', inspectorLi, { cause: '骗取补贴' });
  step(proposed, 'decideSanction', leaderSun, { measure: 'jointPunishment', granted: true, ...because });
  step(moment, 'suspendClock', headChen, { ground: 'appraisal', reason: '鉴定', effectiveOn: '2026-03-02' });
  return steps;
}
