import { complaint, type OpenComplaintInput } from '../../domain/complaint.ts';
import { filingCheck, type OpenFilingCheckInput } from '../../domain/filing-check.ts';
import type { CaseTypeName, Opening } from '../../domain/kernel/index.ts';
import { type OpenRectificationInput, rectification } from '../../domain/rectification.ts';
import { type OpenReferralInput, referral } from '../../domain/referral.ts';
import { startOfDay } from '../../domain/working-days.ts';
import { CaseInHand, clock, qiubei } from './case-in-hand.ts';
import { headChen, inspectorHe, inspectorLi, leaderSun, zhaoAtTheHotline } from './people.ts';

/** A home that stands in the register, and one of which only the name is known. */
export const sunsetHome = { id: 'inst-1', name: '锦屏镇敬老院' };
export const unknownHome = { name: '幸福养老院' };

const opening = (type: CaseTypeName, openedAt: string, changes: Partial<Opening> & { input: unknown }): Opening & { openedAt: string } => ({
  type,
  caseNo: `${type}-1`,
  division: '532626',
  institution: sunsetHome,
  receivedAt: clock(openedAt),
  owner: changes.assignee ?? headChen.id,
  openedAt,
  ...changes,
});

type Changes = Partial<Opening> & { openedAt?: string; policy?: typeof qiubei };

/** Monday 2 March 2026, in a month without holidays. */
const MONDAY = '2026-03-02 09:00';

/** Three hazards: a blocked exit, worn wiring, a kitchen without a licence on the wall. */
export const threeHazards: OpenRectificationInput['items'] = [
  { description: '安全出口堵塞', kind: 'fire', severity: 'onTheSpot' },
  { description: '电气线路老化', kind: 'fire', severity: 'general' },
  { description: '食堂未公示许可证', kind: 'food', severity: 'general' },
];

export function aRectification(
  { openedAt = MONDAY, policy = qiubei, ...changes }: Changes = {},
  input: Partial<OpenRectificationInput> = {},
) {
  const all = { assignee: inspectorLi.id, ...changes, input: { source: 'inspection', items: threeHazards, ...input } };
  return new CaseInHand(rectification, opening('rectification', openedAt, all), inspectorLi, policy);
}

export function aComplaint({ openedAt = MONDAY, policy = qiubei, ...changes }: Changes = {}, input: Partial<OpenComplaintInput> = {}) {
  const said = { channel: 'hotline', category: 'service', content: '夜间无人值班，按铃无人应答', anonymous: true, ...input };
  return new CaseInHand(complaint, opening('complaint', openedAt, { ...changes, input: said }), zhaoAtTheHotline, policy);
}

export function aFiling({ openedAt = MONDAY, policy = qiubei, ...changes }: Changes = {}, input?: OpenFilingCheckInput) {
  const day = openedAt.slice(0, 10);
  const all = { assignee: inspectorLi.id, receivedAt: startOfDay(input?.filedOn ?? input?.discoveredOn ?? day), ...changes };
  return new CaseInHand(
    filingCheck,
    opening('filingCheck', openedAt, { ...all, input: input ?? { kind: 'filed', filedOn: day } }),
    inspectorLi,
    policy,
  );
}

/** An institution found to have taken in residents without having filed. */
export const anUnfiledHome = (changes: Changes = {}) => {
  const discoveredOn = (changes.openedAt ?? MONDAY).slice(0, 10);
  return aFiling({ institution: unknownHome, ...changes }, { kind: 'unfiled', discoveredOn });
};

export function aReferral({ openedAt = MONDAY, policy = qiubei, ...changes }: Changes = {}, input: Partial<OpenReferralInput> = {}) {
  const said = { target: 'discipline', ground: 'byHand', about: 'complaint-1', reason: '收受礼金线索', ...input };
  const all = { owner: inspectorHe.id, ...changes, input: said };
  return new CaseInHand(referral, opening('referral', openedAt, all), leaderSun, policy);
}
