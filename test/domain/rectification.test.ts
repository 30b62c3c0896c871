import { describe, expect, it } from '@jest/globals';
import { retentionOf } from '../../domain/retention.ts';
import { listingOf } from '../../domain/sanctions.ts';
import { dayOf } from '../../domain/working-days.ts';
import { clock, qiubei } from '../builders/case-in-hand.ts';
import { aRectification, threeHazards, unknownHome } from '../builders/cases.ts';
import { directorWu, fireBrigade, headChen, inspectorLi, inspectorWang, leaderSun } from '../builders/people.ts';

const because = { reason: '按规定办理。' };
const done = (...itemNos: number[]) => ({ items: itemNos.map((itemNo) => ({ itemNo, note: '已整改', evidence: [`photo-${itemNo}`] })) });
const verdicts = (passed: number[], failed: number[] = [], newDueOn = '2026-04-10') => ({
  verdicts: [
    ...passed.map((itemNo) => ({ itemNo, passed: true })),
    ...failed.map((itemNo) => ({ itemNo, passed: false, reason: '仍有破损', newDueOn })),
  ],
});

/** Notice issued on Tuesday 3 March: item 1 by the 6th, items 2 and 3 by the 24th (15 working days). */
const noticed = () =>
  aRectification()
    .at('2026-03-03 10:00')
    .act('issueNotice', inspectorLi, { dates: [{ itemNo: 1, dueOn: '2026-03-06' }] });
const submitted = () => noticed().act('submitRectification', directorWu, done(1, 2, 3));

describe('the notice', () => {
  it('[R-067] is issued within two working days and gives every item a date, by its severity where none is named', () => {
    expect(aRectification().due('notice')).toBe('2026-03-04');
    const kase = noticed();
    expect(kase.file.items.map((i) => i.dueOn)).toEqual(['2026-03-06', '2026-03-24', '2026-03-24']);
    expect(kase.dates).toEqual(['rectification 2026-03-06', 'rectification 2026-03-24']);
  });

  it('[R-067] refuses a date that has passed, lies out of sight, or belongs to no item or to one twice', () => {
    const kase = aRectification().at('2026-03-03 10:00');
    const refused = (...dates: { itemNo: number; dueOn: string }[]) => kase.refused('issueNotice', inspectorLi, { dates })?.code;
    expect(refused({ itemNo: 1, dueOn: '2026-03-02' })).toBe('not-lawful');
    expect(refused({ itemNo: 1, dueOn: '2099-03-02' })).toBe('not-lawful');
    expect(refused({ itemNo: 4, dueOn: '2026-03-06' })).toBe('not-lawful');
    expect(refused({ itemNo: 1, dueOn: '2026-03-06' }, { itemNo: 1, dueOn: '2026-03-09' })).toBe('not-lawful');
    expect(refused({ itemNo: 1, dueOn: '2026-03-03' })).toBeUndefined();
  });

  it('[R-186] goes to emergency management too, where the institution had to report an accident there and did not', () => {
    const told = { occurredAt: '2026-03-01T22:10:00+08:00', reportedToCivilAffairsAt: '2026-03-02T08:00:00+08:00' };
    const notice = (accident: object, departments: string[] = []) =>
      aRectification({}, { source: 'accident', accident: { ...told, ...accident } }).act('issueNotice', inspectorLi, { departments });
    const kase = notice({}, ['消防救援大队']);
    expect(kase.file.accident).toEqual({
      occurredAt: clock('2026-03-01 22:10'),
      reportedToCivilAffairsAt: clock('2026-03-02 08:00'),
    });
    expect(kase.file.letters?.map((letter) => letter.department)).toEqual(['消防救援大队', '应急管理局']);
    expect(kase.last.step.says).toMatchObject({ departments: ['消防救援大队', '应急管理局'] });
    expect(notice({}, ['丘北县应急管理局']).file.departments).toEqual(['丘北县应急管理局']);
    const reported = notice({ reportedToEmergencyAt: '2026-03-01T22:40:00+08:00' });
    expect([reported.file.departments, reported.file.accident?.reportedToEmergencyAt]).toEqual([[], clock('2026-03-01 22:40')]);
  });

  it('[R-070] [R-072] asks for plan, measures and a responsible person where a hazard is hard to mend', () => {
    const kase = aRectification({}, { items: [{ description: '消防审验未通过', kind: 'fire', severity: 'intractable' }] });
    expect(kase.refused('issueNotice', inspectorLi, {})).toMatchObject({ code: 'not-lawful', field: 'plan' });
    const plan = { plan: '一院一案', measures: '分区停用', responsiblePerson: '陈院长' };
    expect(kase.act('issueNotice', inspectorLi, { plan }).file).toMatchObject({ plan, stage: 'awaitingRectification' });
  });
});

describe('a hazard by its severity', () => {
  const dueOf = (severity: string) =>
    aRectification({}, { items: [{ description: '隐患', kind: 'fire', severity } as (typeof threeHazards)[number]] })
      .act('issueNotice', inspectorLi, severity === 'intractable' ? { plan } : {})
      .due('rectification');
  const plan = { plan: '一院一案', measures: '分区停用', responsiblePerson: '陈院长' };

  it('[R-096] has the period of its grade', () => {
    expect(['onTheSpot', 'general', 'major', 'intractable'].map(dueOf)).toEqual(['2026-03-03', '2026-03-23', '2026-04-14', '2026-05-28']);
  });

  it('[R-071] [R-077] that can be mended at once is due the next working day, and each number is struck off until none is left', () => {
    const kase = aRectification({}, { items: threeHazards.map((item) => ({ ...item, severity: 'onTheSpot' as const })) });
    kase.act('issueNotice', inspectorLi);
    expect(kase.dates).toEqual(['rectification 2026-03-03']);
    kase.act('submitRectification', directorWu, done(1, 2, 3)).at('2026-03-03 11:00');
    kase.act('verify', inspectorLi, verdicts([1, 2]));
    expect(kase.refused('signOff', leaderSun)).toMatchObject({ code: 'action-not-available' });
    kase.act('verify', inspectorLi, verdicts([3])).act('signOff', leaderSun);
    expect(kase.file.items.map(({ no, state, signature }) => [no, state, signature && dayOf(signature.at)])).toEqual(
      [1, 2, 3].map((no) => [no, 'signedOff', '2026-03-03']),
    );
  });

  it('[R-062] keeps for good whether the institution found it itself, and is published accordingly', () => {
    const life = (source: 'selfCheck' | 'inspection') =>
      aRectification({}, { source })
        .act('issueNotice', inspectorLi)
        .act('submitRectification', directorWu, done(1, 2, 3))
        .act('verify', inspectorLi, verdicts([1, 2, 3]))
        .act('signOff', leaderSun);
    for (const source of ['selfCheck', 'inspection'] as const)
      expect(new Set(life(source).snapshots.map(({ file }) => file.source))).toEqual(new Set([source]));
    expect(life('selfCheck').may(inspectorLi)).not.toContain('publish');
    expect(life('inspection').may(inspectorLi)).toContain('publish');
  });
});

describe('one problem, one rectification, one acceptance, one signature', () => {
  it('[R-069] three items of which one fails verification twice: three rounds for it, one for the others', () => {
    const kase = submitted().act('verify', inspectorLi, verdicts([1, 3], [2], '2026-03-20'));
    expect(kase.file.stage).toBe('awaitingRectification');
    expect(kase.dates).toEqual(['rectification 2026-03-20']);
    kase.act('submitRectification', directorWu, done(2)).act('verify', inspectorWang, verdicts([], [2], '2026-03-27'));
    kase.act('submitRectification', directorWu, done(2)).act('verify', inspectorLi, verdicts([2]));
    expect(kase.file.stage).toBe('awaitingSignOff');
    kase.act('signOff', leaderSun);
    expect(kase.file.items.map(({ no, round, state, verdict, signature }) => [no, round, state, verdict?.by, signature?.name])).toEqual([
      [1, 1, 'signedOff', 'li', '孙伟'],
      [2, 3, 'signedOff', 'li', '孙伟'],
      [3, 1, 'signedOff', 'li', '孙伟'],
    ]);
  });

  it('[R-069] goes on to verification when the last item is submitted, and to the next stage when the last one has its verdict', () => {
    const kase = noticed().act('submitRectification', directorWu, done(1));
    expect(kase.file.stage).toBe('awaitingRectification');
    expect(kase.dates).toEqual(['rectification 2026-03-24']);
    kase.act('submitRectification', directorWu, done(2, 3)).act('verify', inspectorLi, verdicts([1]));
    expect(kase.file.stage).toBe('awaitingVerification');
    expect(kase.act('verify', inspectorLi, verdicts([2, 3])).file.stage).toBe('awaitingSignOff');
  });

  it('[R-069] takes no verdict and no submission for an item that does not await it, or for one item twice', () => {
    const kase = submitted();
    expect(kase.refused('verify', inspectorLi, verdicts([4]))).toMatchObject({ code: 'not-lawful', field: 'items' });
    expect(kase.refused('verify', inspectorLi, verdicts([1], [1]))).toMatchObject({ code: 'not-lawful', field: 'items' });
    expect(kase.refused('verify', inspectorLi, verdicts([], [1], '2026-03-01'))).toMatchObject({ code: 'not-lawful', field: 'newDueOn' });
    expect(noticed().refused('submitRectification', directorWu, done(1, 1))).toMatchObject({ code: 'not-lawful' });
  });

  it('[R-069] [R-216] whoever submitted may not verify', () => {
    const kase = noticed().act('submitRectification', inspectorLi, done(1, 2, 3));
    expect(kase.refused('verify', inspectorLi, verdicts([1, 2, 3]))).toMatchObject({ code: 'same-person' });
    expect(kase.refused('verify', inspectorWang, verdicts([1, 2, 3]))).toBeUndefined();
  });

  it('[R-069] whoever verified may not sign off', () => {
    const kase = submitted().act('verify', inspectorLi, verdicts([1, 2, 3]));
    const promoted = { ...inspectorLi, role: 'leader' } as const;
    expect(kase.refused('signOff', promoted)).toMatchObject({ code: 'same-person' });
    expect(kase.refused('signOff', leaderSun)).toBeUndefined();
  });
});

describe('what the ledger keeps of an item', () => {
  it('[R-038] a danger in the building is repaired, the proof of the repair is kept with it, and it is accepted on that proof', () => {
    const kase = aRectification({}, { items: [{ description: '外墙脱落、楼板开裂', kind: 'building', severity: 'major' }] });
    kase.act('issueNotice', inspectorLi).act('submitRectification', directorWu, done(1));
    expect(kase.file.items[0]).toMatchObject({ kind: 'building', submitted: { by: 'wu', note: '已整改', evidence: ['photo-1'] } });
    kase.act('verify', inspectorLi, verdicts([1]));
    expect(kase.file.items[0]).toMatchObject({ submitted: { evidence: ['photo-1'] }, verdict: { by: 'li', passed: true } });
  });

  it('[R-075] [R-076] under one number: the danger, what was done about it and by when, and who answers for each step, until it is struck off', () => {
    const kase = submitted().act('verify', inspectorLi, verdicts([1, 2, 3]));
    const dangers = kase.file.items.map(({ no, kind, severity, description }) => ({ no, kind, severity, description }));
    expect(dangers).toEqual(threeHazards.map((hazard, i) => ({ no: i + 1, ...hazard })));
    expect(kase.file.items.map(({ no, dueOn, submitted: { note, evidence } = {} }) => [no, dueOn, note, evidence])).toEqual([
      [1, '2026-03-06', '已整改', ['photo-1']],
      [2, '2026-03-24', '已整改', ['photo-2']],
      [3, '2026-03-24', '已整改', ['photo-3']],
    ]);
    kase.act('signOff', leaderSun);
    expect(kase.file.items.map(({ no, submitted, verdict, signature }) => [no, submitted?.by, verdict?.by, signature?.name])).toEqual(
      [1, 2, 3].map((no) => [no, 'wu', 'li', '孙伟']),
    );
  });
});

describe('a stubborn hazard', () => {
  it('[R-089] has a plan of its own, and is followed through every failed acceptance and every relapse until a look-back finds nothing', () => {
    const plan = { plan: '一院一案：查明线路老化根源', measures: '分区断电改造', responsiblePerson: '陈院长' };
    const kase = aRectification({}, { items: [{ description: '线路反复起火', kind: 'fire', severity: 'intractable' }] });
    kase.act('issueNotice', inspectorLi, { plan }).act('listForSupervision', leaderSun, because);
    const mend = (...outcome: Parameters<typeof verdicts>) =>
      kase.act('submitRectification', directorWu, done(1)).act('verify', inspectorLi, verdicts(...outcome));
    mend([], [1]);
    mend([1]).act('signOff', leaderSun);
    kase.act('recordLookBack', inspectorLi, { recurred: [1], note: '再次跳闸' });
    expect(kase.file).toMatchObject({ stage: 'awaitingRectification', plan, items: [{ round: 3, relapses: 1 }] });
    mend([1]).act('signOff', leaderSun);
    kase.act('recordLookBack', inspectorLi, { recurred: [], note: '未见反弹' });
    expect(kase.file).toMatchObject({ stage: 'closed', outcome: 'rectified', plan, items: [{ round: 3, relapses: 1 }] });
  });
});

describe('what a self-check found', () => {
  it('[R-061] stands on the ledger one row a problem, each worked through to its own end', () => {
    const kase = aRectification({}, { source: 'selfCheck' }).act('issueNotice', inspectorLi);
    const rows = () => kase.file.items.map(({ no, description, state }) => [no, description, state]);
    const found = threeHazards.map(({ description }) => description);
    expect([kase.file.source, rows()]).toEqual(['selfCheck', found.map((description, i) => [i + 1, description, 'notified'])]);
    kase.act('submitRectification', directorWu, done(1, 2, 3)).act('verify', inspectorLi, verdicts([1, 3], [2]));
    expect(rows().map(([, , state]) => state)).toEqual(['verified', 'notified', 'verified']);
    kase
      .act('submitRectification', directorWu, done(2))
      .act('verify', inspectorLi, verdicts([2]))
      .act('signOff', leaderSun);
    expect(rows()).toEqual(found.map((description, i) => [i + 1, description, 'signedOff']));
  });
});

describe('more time', () => {
  const asked = () => noticed().act('requestExtension', directorWu, { itemNo: 2, dueOn: '2026-04-10', reason: '等材料' });

  it('is granted: the item gets its new date, the others keep theirs', () => {
    const kase = asked();
    expect(kase.due('extension')).toBe('2026-03-05');
    kase.act('decideExtension', leaderSun, { itemNo: 2, granted: true, reason: '同意' });
    expect(kase.file.items.map((i) => [i.dueOn, i.extensions])).toEqual([
      ['2026-03-06', 0],
      ['2026-04-10', 1],
      ['2026-03-24', 0],
    ]);
    expect(kase.dates).toEqual(['rectification 2026-03-06', 'rectification 2026-03-24', 'rectification 2026-04-10']);
  });

  it('is refused: the date stays, and the refusal is not counted', () => {
    const kase = asked().act('decideExtension', headChen, { itemNo: 2, granted: false, reason: '不同意' });
    expect(kase.file.items[1]).toMatchObject({ dueOn: '2026-03-24', extensions: 0 });
    expect(kase.dates).toEqual(['rectification 2026-03-06', 'rectification 2026-03-24']);
  });

  it('cannot be granted any more when the day asked for has passed', () => {
    const kase = asked().at('2026-04-13 09:00');
    expect(kase.refused('decideExtension', leaderSun, { itemNo: 2, granted: true, reason: '同意' })).toMatchObject({ field: 'granted' });
    expect(kase.refused('decideExtension', leaderSun, { itemNo: 2, granted: false, reason: '已过' })).toBeUndefined();
  });

  it('is asked for before the last working day of the date begins', () => {
    const ask = { itemNo: 1, dueOn: '2026-03-13', reason: '等材料' };
    expect(noticed().at('2026-03-06 08:59').refused('requestExtension', directorWu, ask)).toBeUndefined();
    expect(noticed().at('2026-03-06 09:01').refused('requestExtension', directorWu, ask)).toMatchObject({ code: 'not-in-time' });
    expect(noticed().at('2026-03-24 12:00').may(directorWu)).not.toContain('requestExtension');
  });

  it('is asked for a later day only, once at a time, and at most twice for an item', () => {
    const kase = asked();
    expect(kase.refused('requestExtension', directorWu, { itemNo: 2, dueOn: '2026-04-20', reason: '再等' })).toMatchObject({
      field: 'itemNo',
    });
    expect(kase.refused('requestExtension', directorWu, { itemNo: 3, dueOn: '2026-03-24', reason: '再等' })).toMatchObject({
      field: 'dueOn',
    });
    kase.act('decideExtension', leaderSun, { itemNo: 2, granted: true, reason: '同意' });
    kase.act('requestExtension', directorWu, { itemNo: 2, dueOn: '2026-04-20', reason: '再等' });
    kase.act('decideExtension', leaderSun, { itemNo: 2, granted: true, reason: '同意' });
    expect(qiubei.rectification.maxExtensions).toBe(2);
    expect(kase.refused('requestExtension', directorWu, { itemNo: 2, dueOn: '2026-04-30', reason: '再等' })).toMatchObject({
      code: 'cap-reached',
    });
  });

  it('needs no decision for an item that is submitted meanwhile', () => {
    const kase = asked().act('requestExtension', directorWu, { itemNo: 3, dueOn: '2026-04-10', reason: '等材料' });
    kase.act('submitRectification', directorWu, done(2));
    expect(kase.dates.filter((d) => d.startsWith('extension'))).toHaveLength(1);
    expect(kase.refused('decideExtension', leaderSun, { itemNo: 2, granted: true, reason: '同意' })).toMatchObject({ code: 'not-lawful' });
  });

  it('[R-091] still awaits its decision when operation is suspended', () => {
    const kase = noticed().act('requestExtension', directorWu, { itemNo: 2, dueOn: '2026-04-10', reason: '等材料' }).at('2026-03-09 09:00');
    expect(kase.act('orderSuspension', leaderSun, because).due('extension')).toBe('2026-03-05');
  });
});

describe('what the leader decides', () => {
  it('[R-091] suspends operation after a missed date or a failed acceptance, not before', () => {
    expect(noticed().refused('orderSuspension', leaderSun, because)).toMatchObject({ code: 'not-lawful' });
    expect(noticed().at('2026-03-07 00:01').refused('orderSuspension', leaderSun, because)).toBeUndefined();
    expect(
      submitted()
        .act('verify', inspectorLi, verdicts([1, 3], [2]))
        .refused('orderSuspension', leaderSun, because),
    ).toBeUndefined();
  });

  it('[R-091] signs nothing off while operation is suspended', () => {
    const kase = noticed().at('2026-03-09 09:00').act('orderSuspension', leaderSun, because);
    kase.act('submitRectification', directorWu, done(1, 2, 3)).act('verify', inspectorLi, verdicts([1, 2, 3]));
    expect(kase.refused('signOff', leaderSun)).toMatchObject({ code: 'action-not-available' });
    expect(kase.act('liftSuspension', leaderSun, because).refused('signOff', leaderSun)).toBeUndefined();
  });

  it('[R-078] lists for supervision and reports to the government; what was listed is delisted when it is struck off', () => {
    const kase = noticed();
    for (const name of ['listForSupervision', 'reportToGovernment'])
      expect(kase.refused(name, headChen, because)).toMatchObject({ code: 'role-not-allowed' });
    kase.act('reportToGovernment', leaderSun, because);
    expect(kase.last.step.tells).toContainEqual({ event: 'reportedToGovernment', to: ['owner', 'supervisor'] });
    kase.act('listForSupervision', leaderSun, because);
    expect(kase.last.step.tells).toContainEqual({ event: 'listed', to: ['owner', 'supervisor', 'institution'] });
    expect(kase.refused('listForSupervision', leaderSun, because)).toMatchObject({ code: 'action-not-available' });
    kase.act('submitRectification', directorWu, done(1, 2, 3)).act('verify', inspectorLi, verdicts([1, 2, 3]));
    expect(kase.file.listed).toBe(true);
    kase.act('signOff', leaderSun);
    expect([kase.file.listed, kase.last.step.says]).toEqual([false, { delisted: true }]);
  });

  it('[R-090] asks for joint enforcement alone, at a time of their choice, and it closes nothing', () => {
    const order = { ...because, departments: ['市场监督管理局'] };
    expect(noticed().refused('openJointEnforcement', headChen, order)).toMatchObject({ code: 'role-not-allowed' });
    const kase = noticed().at('2026-04-01 09:00').act('openJointEnforcement', leaderSun, order);
    expect(kase.file).toMatchObject({ stage: 'awaitingRectification', operation: 'running' });
    expect(kase.dates).toContain('rectification 2026-03-24');
  });

  it('[R-092] [R-100] has the departments that have the power informed in writing, each answer is kept, and who is late is chased', () => {
    const order = { ...because, departments: ['消防救援大队', '市场监督管理局'] };
    const kase = submitted().act('openJointEnforcement', leaderSun, order);
    expect(kase.dates.filter((d) => d.startsWith('departmentReply'))).toEqual(Array(2).fill('departmentReply 2026-03-17'));
    kase.act('recordReply', fireBrigade, { letterNo: 1, text: '已责令停用三层', respondent: '张队' });
    expect(kase.file.letters).toMatchObject([
      { department: '消防救援大队', reply: { by: 'fire', text: '已责令停用三层', respondent: '张队' } },
      { department: '市场监督管理局', replyBefore: '2026-03-17' },
    ]);
    expect(kase.refused('recordReply', fireBrigade, { letterNo: 1, text: '再复' })).toMatchObject({ field: 'letterNo' });
    kase.at('2026-03-31 09:00');
    expect(kase.climb().filter((rung) => rung.startsWith('departmentReply'))).toEqual(
      ['remind', 'overdue', 'circulate'].map((rung) => `departmentReply: ${rung}`),
    );
  });

  it('[R-068] [C-28] publishes problem and result once; what was found by self-check only by decision of the leader', () => {
    const found = aRectification({}, { source: 'selfCheck' }).act('issueNotice', inspectorLi);
    expect(found.refused('publish', inspectorLi, { what: 'problem' })).toMatchObject({ code: 'role-not-allowed' });
    expect(found.act('publish', leaderSun, { what: 'problem' }).file.items.map((i) => i.published)).toEqual([
      ['problem'],
      ['problem'],
      ['problem'],
    ]);
    expect(found.refused('publish', leaderSun, { what: 'result' })).toMatchObject({ code: 'action-not-available' });
  });
});

describe('the look-back', () => {
  const signed = () =>
    submitted()
      .act('verify', inspectorLi, verdicts([1, 2, 3]))
      .act('signOff', leaderSun);

  it('[R-058] closes the case when nothing recurred', () => {
    const kase = signed().act('recordLookBack', inspectorLi, { recurred: [], note: '未见反弹' });
    expect(kase.file).toMatchObject({ stage: 'closed', outcome: 'rectified', deadlines: {}, clock: 'stopped' });
  });

  it('[R-058] [R-217] reopens what recurred, at once, weighs on credit, and leaves the signatures of the other items alone', () => {
    const kase = signed()
      .at('2026-04-01 09:00')
      .act('recordLookBack', inspectorLi, { recurred: [1], note: '又被堵塞' });
    expect(kase.last.step.says).toMatchObject({ weighsOnCredit: true });
    expect(kase.dates).toEqual(['rectification 2026-04-02']);
    const before = kase.file.items[1]?.signature;
    kase
      .act('submitRectification', directorWu, done(1))
      .act('verify', inspectorLi, verdicts([1]))
      .act('signOff', leaderSun);
    expect(kase.file.items[1]?.signature).toEqual(before);
    expect(kase.file.items[0]).toMatchObject({ state: 'signedOff', relapses: 1, round: 2 });
  });
});

describe('sanctions against an institution', () => {
  const cause = '骗取建设补贴';
  const proposed = () => noticed().act('proposeListing', inspectorLi, { cause });
  const listing = { measure: 'jointPunishment', granted: true, reason: '情节严重' };
  const listed = () => proposed().at('2026-03-05 09:00').act('decideSanction', leaderSun, listing);

  it('[R-122] put it on the list of joint punishment by decision of the leader on a proposal with a cause, and by nothing else', () => {
    expect(noticed().refused('decideSanction', leaderSun, listing)).toMatchObject({ reason: 'no-sanction-proposed' });
    const kase = proposed();
    expect(kase.last.step.tells).toEqual([{ event: 'sanctionProposed', to: ['leader', 'owner'] }]);
    kase.at('2026-09-01 09:00').climb();
    expect(listingOf(kase.file)).toBeUndefined();
    for (const other of [inspectorLi, headChen, { ...leaderSun, id: inspectorLi.id }])
      expect(kase.refused('decideSanction', other, listing)).toBeDefined();
    expect(kase.refused('proposeListing', headChen, { cause })).toMatchObject({ reason: 'sanction-proposed-already' });
    expect(kase.refused('decideSanction', leaderSun, { ...listing, measure: 'lowerGrade' })).toMatchObject({ field: 'measure' });
    kase.act('decideSanction', leaderSun, listing);
    expect(listingOf(kase.file)).toMatchObject({ cause, decision: { at: kase.now, by: leaderSun.id, granted: true } });
    expect(kase.last.step.says).toEqual({ cause, weighsOnCredit: true });
    expect(kase.last.step.tells).toEqual([{ event: 'sanctionDecided', to: ['institution', 'owner'] }]);
    expect(kase.file).toMatchObject({ stage: 'awaitingRectification', operation: 'running', listed: false });
  });

  it('[R-122] do not follow from a proposal that was refused, which may be made again', () => {
    const kase = proposed().act('decideSanction', leaderSun, { ...listing, granted: false });
    expect([listingOf(kase.file), kase.last.step.says, kase.last.step.tells[0]?.to]).toEqual([undefined, { cause }, ['owner']]);
    expect(kase.refused('proposeListing', headChen, { cause })).toBeUndefined();
  });

  it('[R-122] last until the leader ends them with a reason: no term runs, the end of the case ends nothing, and what was decided stays', () => {
    const kase = listed().act('withdraw', headChen, because).at('2046-03-05 09:00');
    expect(kase.refused('proposeListing', headChen, { cause })).toMatchObject({ reason: 'sanction-proposed-already' });
    expect(kase.refused('endListing', headChen, because)).toMatchObject({ code: 'role-not-allowed' });
    kase.act('endListing', leaderSun, because);
    expect(listingOf(kase.file)).toBeUndefined();
    expect(kase.file.sanctions).toMatchObject([{ cause, decision: { reason: '情节严重' }, ended: { by: leaderSun.id, ...because } }]);
    expect(kase.refused('endListing', leaderSun, because)).toMatchObject({ reason: 'not-on-the-list' });
  });

  it('name an institution of the register, and keep the case from being made anonymous while it is on the list', () => {
    const unknown = aRectification({ institution: unknownHome });
    expect(unknown.refused('proposeListing', inspectorLi, { cause })).toMatchObject({ reason: 'institution-not-identified' });
    const kase = listed().act('withdraw', headChen, because);
    const system = { id: 'retention', role: 'system' as const, name: '' };
    expect(kase.refused('anonymise', system)).toMatchObject({ reason: 'listing-in-force' });
    const long = { closedAt: kase.now, now: kase.now + 20 * 366 * 86_400_000 };
    expect(retentionOf(kase.file, qiubei, long).state).toBe('held');
    kase.act('endListing', leaderSun, because);
    expect([kase.refused('anonymise', system), retentionOf(kase.file, qiubei, long).state]).toEqual([undefined, 'due']);
  });

  const great = { items: [{ description: '消防通道堵塞', kind: 'fire', severity: 'major' } as const] };

  it('[R-097] [C-35] propose three linked measures on a poor self-check or on great hazards, and show both facts', () => {
    const facts = (kase: ReturnType<typeof noticed>) => kase.file.sanctions?.map((s) => s.facts);
    const both = (selfCheckPoor: boolean, greatHazards: boolean) => Array(3).fill({ selfCheckPoor, greatHazards });
    const propose = (kase: ReturnType<typeof noticed>, selfCheckPoor: boolean) =>
      kase.act('proposeSanctions', inspectorLi, { selfCheckPoor, cause });
    expect(facts(propose(noticed(), true))).toEqual(both(true, false));
    expect(facts(propose(aRectification({}, great), false))).toEqual(both(false, true));
    const kase = propose(aRectification({}, great), true);
    expect(kase.last.step.says).toEqual({ selfCheckPoor: true, greatHazards: true });
    expect(kase.file.sanctions?.map((s) => [s.measure, s.proposal])).toEqual([
      ['jointPunishment', kase.file.seq],
      ['heavierPenalty', kase.file.seq],
      ['lowerGrade', kase.file.seq],
    ]);
    const neither = { selfCheckPoor: false, cause };
    expect(noticed().refused('proposeSanctions', inspectorLi, neither)).toMatchObject({ reason: 'no-ground-for-sanctions' });
  });

  it('[R-097] decide on each of the three by itself: none follows from another', () => {
    const kase = aRectification({}, great).act('proposeSanctions', inspectorLi, { selfCheckPoor: true, cause });
    const decided = () => kase.file.sanctions?.map((s) => s.decision?.granted);
    kase.act('decideSanction', leaderSun, { measure: 'heavierPenalty', granted: true, reason: '从重' });
    expect([decided(), listingOf(kase.file)]).toEqual([[undefined, true, undefined], undefined]);
    kase.act('decideSanction', leaderSun, { measure: 'lowerGrade', granted: false, reason: '未评定' });
    kase.act('decideSanction', leaderSun, listing);
    expect([decided(), listingOf(kase.file)?.cause]).toEqual([[true, true, false], cause]);
    expect(kase.refused('decideSanction', leaderSun, listing)).toMatchObject({ reason: 'no-sanction-proposed' });
    kase.act('proposeSanctions', headChen, { selfCheckPoor: true, cause: '再次发现' });
    expect(kase.file.sanctions?.slice(3).map((s) => s.measure)).toEqual(['heavierPenalty', 'lowerGrade']); // it is on the list already
  });
});
