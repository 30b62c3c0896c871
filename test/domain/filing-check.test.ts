import { describe, expect, it } from '@jest/globals';
import {
  afterExitAct,
  type ExitAct,
  type ExitPlan,
  exitActsFor,
  exitRefusal,
  isOverdue,
  proposedExit,
} from '../../domain/institution-exit.ts';
import { packFor } from '../../domain/policy/index.ts';
import { aFiling, anUnfiledHome, unknownHome } from '../builders/cases.ts';
import { auditorMa, directorWu, headChen, headDeng, inspectorLi, leaderSun } from '../builders/people.ts';
import { notAsFiled, siteCheck, twoInspectors } from '../builders/walks.ts';

const visit = (visitedOn: string, changes = {}) => ({ visitedOn, inspectors: twoInspectors, ...changes });

describe('a filing', () => {
  it('[R-004] is checked on site within 20 working days of the filing date', () => {
    expect(aFiling().dates).toEqual(['siteCheck 2026-03-30']);
    const overNationalDay = { kind: 'filed', filedOn: '2025-09-15' } as const; // 1 to 8 October off, 28 September and 11 October worked
    expect(aFiling({ openedAt: '2025-09-16 10:00' }, overNationalDay).dates).toEqual(['siteCheck 2025-10-17']);
  });

  it('[R-004] [R-216] needs two different inspectors, on a day between filing and today', () => {
    const kase = aFiling().at('2026-03-10 15:00');
    const refused = (changes: object) => kase.refused('recordSiteCheck', inspectorLi, { ...siteCheck('2026-03-10'), ...changes })?.field;
    expect(refused({ inspectors: ['li'] })).toBe('inspectors');
    expect(refused({ inspectors: ['li', 'li'] })).toBe('inspectors');
    expect(refused({ checkedOn: '2026-03-11' })).toBe('checkedOn');
    expect(refused({ checkedOn: '2026-03-01' })).toBe('checkedOn');
    expect(refused({})).toBeUndefined();
  });

  it('[C-05] is not held up by a department that did not come', () => {
    expect(packFor('532626').filing.jointCheck).toBe(true);
    const kase = aFiling().at('2026-03-10 15:00').act('recordSiteCheck', inspectorLi, siteCheck('2026-03-10'));
    expect(kase.file.checks).toMatchObject([{ departments: [], late: false }]);
  });

  it('[R-005] is not confirmed without a verification result, or with a difference', () => {
    const kase = aFiling().at('2026-03-10 15:00');
    expect(kase.refused('confirm', headChen)).toMatchObject({ code: 'not-lawful' });
    kase.act('recordSiteCheck', inspectorLi, siteCheck('2026-03-10', notAsFiled));
    expect(kase.refused('confirm', headChen)).toMatchObject({ code: 'not-lawful' });
    expect(kase.dates).toEqual(['conclusion 2026-03-13']);
    kase.act('recordSiteCheck', inspectorLi, siteCheck('2026-03-10'));
    expect(kase.act('confirm', headChen).file).toMatchObject({ stage: 'closed', outcome: 'confirmed' });
  });

  it('[R-005] is not confirmed by whoever made the check', () => {
    const kase = aFiling().at('2026-03-10 15:00');
    kase.act('recordSiteCheck', headChen, { ...siteCheck('2026-03-10'), inspectors: ['li', headDeng.id] });
    expect(kase.refused('confirm', headChen)).toMatchObject({ code: 'same-person' });
    expect(kase.refused('confirm', headDeng)).toMatchObject({ code: 'same-person' });
    expect(kase.refused('confirm', leaderSun)).toBeUndefined();
  });

  it('[R-005] with a difference is corrected by a date and checked again; the old check confirms nothing', () => {
    const kase = aFiling().at('2026-03-10 15:00');
    const request = { fields: ['床位数'], note: '按实际更正' };
    expect(kase.refused('requestCorrection', inspectorLi, request)).toMatchObject({ code: 'not-lawful' });
    kase.act('recordSiteCheck', inspectorLi, siteCheck('2026-03-10')).act('requestCorrection', inspectorLi, request);
    expect(kase.dates).toEqual(['correction 2026-03-24']);
    kase.act('submitCorrection', directorWu, { note: '已更正' });
    expect(kase.dates).toEqual(['recheck 2026-03-17']);
    expect(kase.refused('confirm', headChen)).toMatchObject({ code: 'not-lawful' });
    kase.act('recordSiteCheck', inspectorLi, siteCheck('2026-03-10'));
    expect(kase.refused('confirm', headChen)).toBeUndefined();
  });

  it('[R-067] opens a rectification for the hazards found on site', () => {
    const hazards = [{ description: '喷淋停用', kind: 'fire', severity: 'major' }];
    const kase = aFiling()
      .at('2026-03-10 15:00')
      .act('recordSiteCheck', inspectorLi, { ...siteCheck('2026-03-10'), hazards });
    expect(kase.last.step.opens).toEqual([{ type: 'rectification', as: 'rectification', input: { source: 'siteCheck', items: hazards } }]);
    expect(kase.file.checks[0]).not.toHaveProperty('hazards');
  });

  it('[R-001] [R-003] a broken commitment is recorded and weighs on credit', () => {
    const kase = aFiling().act('recordBreach', inspectorLi, { subjects: ['fire'], description: '喷淋停用' });
    expect(kase.file.breaches).toMatchObject([{ by: 'li', subjects: ['fire'] }]);
    expect(kase.last.step.says).toEqual({ weighsOnCredit: true });
  });

  it('[R-004] a check that comes too late is recorded as late', () => {
    const kase = aFiling().at('2026-03-31 09:00').act('recordSiteCheck', inspectorLi, siteCheck('2026-03-30'));
    expect(kase.file.checks[0]?.late).toBe(true);
  });
});

describe('an unfiled institution', () => {
  it('[R-013] is visited and urged within 20 working days of discovery; then it has a date of its own', () => {
    const kase = anUnfiledHome();
    expect(kase.dates).toEqual(['siteCheck 2026-03-30']);
    expect(kase.file.deadlines['siteCheck#1']).toMatchObject({ statutory: true, awaits: 'urgeFiling', ladder: 'officialLate' });
    kase.at('2026-03-05 17:00').act('urgeFiling', inspectorLi, visit('2026-03-05', { residents: 12 }));
    expect(kase.dates).toEqual(['filing 2026-03-19']);
    expect(kase.file.urges).toMatchObject([{ dueOn: '2026-03-19', residents: 12, late: false }]);
    expect(anUnfiledHome().act('urgeFiling', inspectorLi, visit('2026-03-02', { fileBefore: '2026-03-10' })).dates).toEqual([
      'filing 2026-03-10',
    ]);
  });

  it('[R-013] is visited by two, between discovery and today', () => {
    const kase = anUnfiledHome().at('2026-03-05 17:00');
    expect(kase.refused('urgeFiling', inspectorLi, visit('2026-03-06'))).toMatchObject({ field: 'visitedOn' });
    expect(kase.refused('urgeFiling', inspectorLi, visit('2026-03-01'))).toMatchObject({ field: 'visitedOn' });
    expect(kase.refused('urgeFiling', inspectorLi, visit('2026-03-05', { inspectors: ['li'] }))).toMatchObject({ field: 'inspectors' });
    expect(kase.refused('urgeFiling', inspectorLi, visit('2026-03-05', { fileBefore: '2026-03-04' }))).toMatchObject({
      field: 'fileBefore',
    });
  });

  it('[R-004] that files is checked within 20 working days of its filing', () => {
    const kase = anUnfiledHome().act('urgeFiling', inspectorLi, visit('2026-03-02')).at('2026-03-12 09:00');
    expect(kase.refused('recordFiling', inspectorLi, { filedOn: '2026-03-13' })).toMatchObject({ field: 'filedOn' });
    kase.act('recordFiling', inspectorLi, { filedOn: '2026-03-11' });
    expect(kase.file).toMatchObject({ kind: 'filed', filedOn: '2026-03-11', stage: 'awaitingSiteCheck' });
    expect(kase.dates).toEqual(['siteCheck 2026-04-09']); // Qingming, 6 April
  });

  it('[R-015] [C-37] is put to joint enforcement by the leader, and only after its date has passed', () => {
    const kase = anUnfiledHome().act('urgeFiling', inspectorLi, visit('2026-03-02', { fileBefore: '2026-03-10' }));
    const order = { reason: '仍未备案', departments: ['市场监督管理局'] };
    expect(kase.refused('openJointEnforcement', leaderSun, order)).toMatchObject({ code: 'not-lawful' });
    kase.at('2026-03-30 09:00');
    expect(kase.climb()).toEqual(['filing: remind', 'filing: overdue', 'filing: urge', 'filing: propose']);
    expect(kase.file.stage).toBe('awaitingFiling');
    expect(kase.act('openJointEnforcement', leaderSun, order).file).toMatchObject({ stage: 'closed', outcome: 'jointEnforcement' });
  });

  it('[R-017] that calls itself a social-service body is a case of civil affairs from its discovery to what was decided, with every visit in between', () => {
    const kase = anUnfiledHome().act('urgeFiling', inspectorLi, visit('2026-03-02', { fileBefore: '2026-03-10', residents: 9 }));
    kase.at('2026-03-11 09:00').act('urgeFiling', inspectorLi, visit('2026-03-11', { fileBefore: '2026-03-18', residents: 7 }));
    kase.at('2026-03-19 09:00');
    kase.act('openJointEnforcement', leaderSun, { reason: '未经登记以社会服务机构名义开展活动', departments: ['丘北县民政局'] });
    kase.act('recordReply', headChen, { letterNo: 1, text: '已予取缔' });
    expect(kase.file).toMatchObject({
      institution: unknownHome,
      discoveredOn: '2026-03-02',
      urges: [
        { visitedOn: '2026-03-02', inspectors: twoInspectors, residents: 9, dueOn: '2026-03-10' },
        { visitedOn: '2026-03-11', inspectors: twoInspectors, residents: 7, dueOn: '2026-03-18' },
      ],
      outcome: 'jointEnforcement',
      letters: [{ department: '丘北县民政局', reply: { text: '已予取缔' } }],
    });
  });

  it('[R-016] [R-018] without a licence goes in writing to whoever registers such a body, and what they did is kept with the closed case', () => {
    const kase = anUnfiledHome()
      .act('urgeFiling', inspectorLi, visit('2026-03-02', { fileBefore: '2026-03-10' }))
      .at('2026-03-11 09:00');
    const departments = ['市场监督管理局', '事业单位登记管理局'];
    kase.act('openJointEnforcement', leaderSun, { reason: '无照经营', departments });
    expect(kase.file.letters?.map(({ department, replyBefore }) => [department, replyBefore])).toEqual(
      departments.map((department) => [department, '2026-03-25']),
    );
    kase
      .act('recordReply', headChen, { letterNo: 1, text: '已立案查处' })
      .act('recordReply', headChen, { letterNo: 2, text: '已责令停止' });
    expect(kase.file.letters?.map(({ reply }) => reply?.text)).toEqual(['已立案查处', '已责令停止']);
  });
});

describe('the exit of an institution', () => {
  const PLAN: ExitPlan = {
    disposition: 'mergeInto',
    grounds: ['fewResidents', 'unmendableHazards'],
    reason: '仅住 2 人，消防隐患无法整改',
    successor: '中心敬老院',
    residents: 2,
    nonProfit: false,
    transitionFrom: '2026-03-02',
    transitionUntil: '2026-04-30',
    announcement: '4 月 30 日前妥善安置全部老年人',
  };
  const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`);
  const placed = (agreement: string, changes = {}) => ({
    agreement,
    destination: 'otherInstitution',
    place: '中心敬老院',
    placedOn: '2026-03-10',
    agreementEndedOn: '2026-03-10',
    ...changes,
  });
  type Asking = typeof inspectorLi | typeof headChen | typeof leaderSun | typeof directorWu;
  const exitOf = (changes: Partial<ExitPlan> = {}) => {
    let exit = proposedExit({ ...PLAN, ...changes }, { at: at('2026-03-01'), by: inspectorLi.id });
    const refused = (name: ExitAct, actor: Asking, input: object = {}, day = '2026-03-15') =>
      exitRefusal(exit, name, input, actor, at(day))?.reason;
    const take = (name: ExitAct, actor: Asking, input: object = {}, day = '2026-03-15') => {
      expect([name, refused(name, actor, input, day)]).toEqual([name, undefined]);
      exit = afterExitAct(exit, name, input, { at: at(day), by: actor.id });
    };
    return { refused, take, now: () => exit };
  };
  const granted = { granted: true, reason: '符合条件' };

  it('[R-093] is decided by the leader, never by whoever proposed it, and a refusal ends it', () => {
    const { refused, take, now } = exitOf();
    expect(exitActsFor(now(), leaderSun)).toEqual(['decide', 'cancel']);
    expect(exitActsFor(now(), inspectorLi)).toEqual([]);
    expect(exitRefusal(now(), 'decide', granted, { ...leaderSun, id: inspectorLi.id }, at('2026-03-01'))?.reason).toBe('decider-asked');
    expect(refused('decide', leaderSun, granted, '2026-05-01')).toBe('day-passed');
    expect(refused('place', inspectorLi, placed('协议1'))).toBe('exit-not-in-this-state');
    take('decide', leaderSun, { granted: false, reason: '隐患可以整改' });
    expect(now()).toMatchObject({ state: 'refused', decision: { by: leaderSun.id, reason: '隐患可以整改' } });
    for (const actor of [leaderSun, headChen, inspectorLi, directorWu, auditorMa]) expect(exitActsFor(now(), actor)).toEqual([]);
  });

  it('[R-191] is completed once every resident is placed and every agreement ended, not before', () => {
    const { refused, take, now } = exitOf();
    take('decide', leaderSun, granted, '2026-03-01');
    expect(exitActsFor(now(), directorWu)).toEqual(['place']);
    expect(refused('complete', headChen, {}, '2026-03-01')).toBe('transition-not-begun');
    expect(refused('place', directorWu, placed('协议1', { agreementEndedOn: undefined }))).toBe('agreement-not-ended');
    expect(refused('place', directorWu, placed('协议1', { placedOn: '2026-03-16' }))).toBe('recorded-before-it-happened');
    take('place', directorWu, placed('协议1'));
    take('place', inspectorLi, placed('协议1', { place: '县福利院' })); // put right, not a second resident
    expect(now().placements).toMatchObject([{ agreement: '协议1', place: '县福利院', by: inspectorLi.id }]);
    expect(refused('complete', headChen)).toBe('residents-not-placed');
    take('place', inspectorLi, placed('协议2', { destination: 'family', place: '儿子家' }));
    expect(refused('place', inspectorLi, placed('协议3'))).toBe('all-residents-placed');
    expect(refused('changePlan', headChen, { residents: 1, reason: '人数有误' })).toBe('fewer-than-placed');
    take('complete', headChen);
    expect(now().state).toBe('completed');
  });

  it('[R-191] has a transition period that civil affairs sets and moves, and says when it is over too early', () => {
    const { take, now } = exitOf();
    take('decide', leaderSun, granted);
    expect([isOverdue(now(), at('2026-04-30')), isOverdue(now(), at('2026-05-01'))]).toEqual([false, true]);
    take('changePlan', headChen, { transitionUntil: '2026-06-30', reason: '还有一人未安置' });
    expect(now()).toMatchObject({ transitionUntil: '2026-06-30', reason: PLAN.reason });
    expect(isOverdue(now(), at('2026-05-01'))).toBe(false);
    const stop = exitOf({ disposition: 'stopService', residents: 1 });
    stop.take('decide', leaderSun, granted);
    stop.take('place', inspectorLi, placed('协议1', { agreementEndedOn: undefined })); // for a time: the agreement goes on
    stop.take('complete', headChen);
  });

  it('[R-192] of a non-profit waits for its property, and for what supervision stopped to be put right', () => {
    const { refused, take, now } = exitOf({ nonProfit: true, residents: 0 });
    const sold = { asset: '护理床 40 张', recipient: '理事长亲属的公司', finding: 'relatedParty', note: '低于评估价' };
    take('decide', leaderSun, granted);
    expect(refused('complete', headChen)).toBe('disposal-missing');
    expect(exitActsFor(now(), inspectorLi)).toEqual(['place', 'recordDisposal']);
    take('recordDisposal', inspectorLi, { ...sold, recipient: '同业非营利机构', finding: 'inOrder', note: '按章程处置' });
    take('recordDisposal', inspectorLi, sold);
    expect(refused('complete', headChen)).toBe('disposal-stopped');
    expect(refused('settleDisposal', inspectorLi, { disposalNo: 1, how: '无' })).toBe('no-such-disposal');
    take('settleDisposal', inspectorLi, { disposalNo: 2, how: '已退回并重新公开处置' });
    take('complete', headChen);
    const other = exitOf();
    other.take('decide', leaderSun, granted);
    expect(other.refused('recordDisposal', inspectorLi, sold)).toBe('not-a-non-profit');
  });
});
