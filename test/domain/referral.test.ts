import { describe, expect, it } from '@jest/globals';
import { aReferral } from '../builders/cases.ts';
import { headChen, inspectorHe, inspectorLi, leaderSun } from '../builders/people.ts';

const returned = () => aReferral().act('returnReferral', inspectorHe, { reason: '不全', needed: '笔录' });

describe('a referral', () => {
  it('[R-114] is accepted, registered and concluded, each by its date', () => {
    const kase = aReferral({}, { evidence: ['e1'] });
    expect(kase.file).toMatchObject({ stage: 'queued', owner: 'he', sentBy: 'sun', evidence: ['e1'] });
    expect(kase.dates).toEqual(['queued 2026-03-05']);
    kase.act('acceptReferral', inspectorHe, { receiptNo: '收15号' });
    expect(kase.last.step.tells).toContainEqual({ event: 'referralAccepted', to: [{ user: 'sun' }] });
    expect(kase.dates).toEqual(['accepted 2026-03-09']);
    expect(kase.act('registerReferral', inspectorHe, { registerNo: '立3号' }).dates).toEqual(['registered 2026-04-14']);
    kase.act('concludeReferral', inspectorHe, { result: '属实', measures: '约谈' });
    expect(kase.file).toMatchObject({ stage: 'closed', outcome: 'concluded', receiptNo: '收15号', registerNo: '立3号' });
  });

  it('[R-099] of a false claim on subsidies ends with what was found and what was recovered', () => {
    const kase = aReferral({}, { target: 'police', reason: '虚报冒领床位运营补贴', evidence: ['claims'] });
    expect(kase.file).toMatchObject({ target: 'police', reason: '虚报冒领床位运营补贴', evidence: ['claims'] });
    kase.act('acceptReferral', inspectorHe).act('registerReferral', inspectorHe, { registerNo: '立4号' });
    kase.act('concludeReferral', inspectorHe, { result: '虚报床位32张，属实', measures: '追回补贴115200元' });
    expect(kase.file.conclusion).toMatchObject({ result: '虚报床位32张，属实', measures: '追回补贴115200元' });
  });

  it('[R-115] is returned for what is missing, and queued again when the bureau has supplied it', () => {
    const kase = returned();
    expect(kase.dates).toEqual(['returned 2026-03-09']);
    kase.act('supplement', leaderSun, { text: '补送笔录', evidence: ['e2'] });
    expect(kase.file).toMatchObject({ stage: 'queued', evidence: ['e2'], supplements: [{ by: 'sun', text: '补送笔录' }] });
  });

  it('[R-118] when the supplement is late, names the officer who sent it and not the inspector who waits', () => {
    const kase = returned().at('2026-03-31 09:00');
    expect(kase.climb()).toEqual(['returned: remind', 'returned: overdue', 'returned: supervise', 'returned: refer']);
    expect(kase.last.step.opens[0]).toMatchObject({ input: { lateOfficials: ['sun'], awaited: 'supplement' }, excluded: ['sun'] });
  });

  it('[R-118] that the ladder opened keeps the late official away, and names the date', () => {
    const kase = aReferral({}, { ground: 'officialLate', lateOfficials: ['li'], awaited: 'giveFeedback', dueAt: 1, about: 'complaint-1' });
    expect(kase.file).toMatchObject({ excluded: ['li'], missed: { awaited: 'giveFeedback', dueAt: 1 } });
    expect(kase.file.sentBy).toBeUndefined();
    kase.act('returnReferral', inspectorHe, { reason: '不全', needed: '笔录' });
    expect(kase.refused('supplement', inspectorLi, { text: '补充' })).toMatchObject({ code: 'conflict-of-interest' });
    expect(kase.refused('supplement', headChen, { text: '补充' })).toBeUndefined();
  });

  it('[R-114] is out of the hands of the bureau: nothing of what other cases allow', () => {
    for (const name of ['assign', 'withdraw', 'suspendClock', 'extendDeadline', 'escalate', 'linkCase', 'identifyInstitution'])
      expect(aReferral().refused(name, headChen)).toMatchObject({ code: 'action-not-available' });
    expect(aReferral().refused('reassign', headChen, { to: 'li', note: '改派' })).toMatchObject({ code: 'role-not-allowed' });
    expect(aReferral().act('reassign', inspectorHe, { to: 'he2', note: '改派' }).file.owner).toBe('he2');
  });

  it('[R-215] is chased as a department: the superior and the bulletin, never another referral', () => {
    const kase = aReferral().at('2026-04-30 09:00');
    expect(kase.climb()).toEqual(['queued: remind', 'queued: overdue', 'queued: circulate']);
  });
});
