import { describe, expect, it } from '@jest/globals';
import { complaint } from '../../domain/complaint.ts';
import { advance, CLOCK, nextEvent } from '../../domain/kernel/index.ts';
import { clock } from '../builders/case-in-hand.ts';
import { aComplaint } from '../builders/cases.ts';
import { granddaughter, headChen, headDeng, inspectorLi, inspectorWang, leaderSun, zhaoAtTheHotline } from '../builders/people.ts';

const because = { reason: '按规定办理。' };
const feedback = { answer: '已责令整改', way: 'phone' };
const satisfied = { reached: true, satisfied: true, score: 5 };
const dissatisfied = { reached: true, satisfied: false, note: '夜间仍无人值班' };

const investigated = (changes = {}) =>
  aComplaint(changes).act('accept', inspectorLi).act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true });
const answered = () => investigated().act('giveFeedback', inspectorLi, feedback);

describe('abuse that an investigation found', () => {
  const abuse = (substantiated = true) =>
    aComplaint({}, { category: 'abuse', content: '护理员殴打老人' })
      .act('accept', inspectorLi)
      .act('recordInvestigation', inspectorLi, { findings: '调取监控', substantiated });
  const ban = { responsiblePerson: '钱某某', until: '2031-03-01', reason: '殴打老人' };

  it('[R-094] is handed to the police, and whoever is answerable is banned from the industry for a term, by the leader', () => {
    const kase = abuse().act('refer', inspectorLi, { target: 'police', reason: '涉嫌虐待' });
    expect(kase.last.step.opens).toMatchObject([{ type: 'referral', input: { target: 'police', reason: '涉嫌虐待' } }]);
    expect(kase.refused('banFromIndustry', headChen, ban)).toMatchObject({ code: 'role-not-allowed' });
    kase.act('banFromIndustry', leaderSun, ban);
    expect(kase.file.bans).toMatchObject([{ ...ban, by: leaderSun.id }]);
    expect(kase.last.step.says).toEqual({ weighsOnCredit: true });
    expect(kase.file.stage).toBe('awaitingFeedback'); // the complainant is still to be answered
  });

  it('bans nobody where it was not found, where the matter is another, or for a term that is over', () => {
    expect(abuse(false).refused('banFromIndustry', leaderSun, ban)).toMatchObject({ reason: 'no-abuse-found' });
    expect(investigated().refused('banFromIndustry', leaderSun, ban)).toMatchObject({ reason: 'no-abuse-found' });
    expect(abuse().refused('banFromIndustry', leaderSun, { ...ban, until: '2026-03-01' })).toMatchObject({ field: 'until' });
  });
});

describe('from receipt to the answer', () => {
  it('[R-102] [C-04] is answered within five working days of receipt, and the answer says whether it was', () => {
    const kase = answered();
    expect(kase.file).toMatchObject({ stage: 'awaitingCallback', answer: { text: '已责令整改', way: 'phone', late: false, by: 'li' } });
    expect(kase.dates).toEqual(['callback 2026-03-09']);
    const late = investigated().at('2026-03-10 00:01').act('giveFeedback', inspectorLi, feedback);
    expect(late.file.answer?.late).toBe(true);
    expect(investigated().at('2026-03-09 23:59').act('giveFeedback', inspectorLi, feedback).file.answer?.late).toBe(false);
  });

  it('awaits the investigation before the answer, also where the answer is due first', () => {
    const late = aComplaint().at('2026-03-06 09:00').act('accept', inspectorLi); // to be answered by 9 March, to be investigated by 11 March
    expect(late.dates).toEqual(['answer 2026-03-09', 'investigation 2026-03-11']);
    expect(nextEvent(complaint, late.file)).toEqual({ awaits: 'recordInvestigation', dueAt: clock('2026-03-10 00:00') });
    late.act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true });
    expect(nextEvent(complaint, late.file)).toEqual({ awaits: 'giveFeedback', dueAt: clock('2026-03-10 00:00') });
  });

  it('[R-104] makes the caseworker who accepts it the one who answers for it, unless somebody has it already', () => {
    expect(aComplaint().act('accept', inspectorLi).file).toMatchObject({ assignee: 'li', owner: 'li' });
    expect(aComplaint().act('accept', headChen).file.assignee).toBeUndefined();
    expect(aComplaint({ assignee: inspectorWang.id }).act('accept', inspectorLi).file.owner).toBe('wang');
  });

  it('[R-104] [R-119] is transferred when it is not our remit: the department is told, and the complainant can see to whom it went', () => {
    const kase = aComplaint().act('transfer', headChen, { department: '市场监督管理局', reason: '非本单位职责' });
    expect(kase.file).toMatchObject({ stage: 'closed', outcome: 'transferred', transferredTo: { department: '市场监督管理局' } });
    expect(kase.last.step.tells).toContainEqual({
      event: 'transferred',
      to: ['department', 'owner'],
      data: { department: '市场监督管理局' },
    });
  });

  it.each([
    ['[R-049] land for elder care that is used for something else', 'other', '自然资源局', '已责令退还划拨土地'],
    ['[R-098] a charge above the government price, or not marked', 'fees', '市场监督管理局', '已立案，罚款并责令退费'],
    ['[R-117] a suspicion of illegal fund-raising', 'fraud', '处置非法集资牵头部门', '认定为非法集资，已作行政处理'],
  ] as const)(
    '%s goes in writing to whoever has the power, and what they found and did is kept with the case',
    (_, category, department, text) => {
      const kase = aComplaint({}, { category }).act('transfer', headChen, { department, reason: '由其依法查处' });
      expect(kase.file).toMatchObject({ category, outcome: 'transferred', letters: [{ department, replyBefore: '2026-03-16' }] });
      kase.at('2026-03-12 10:00').act('recordReply', headChen, { letterNo: 1, text });
      expect(kase.file.letters).toMatchObject([{ department, reply: { text } }]);
    },
  );

  it('[R-190] about a dispute keeps the mediation letter that ended it', () => {
    const kase = aComplaint({}, { category: 'fees', content: '退住后押金不退' }).act('accept', inspectorLi);
    kase.act('attachEvidence', inspectorLi, { evidence: ['mediation-letter'] });
    kase.act('recordInvestigation', inspectorLi, { findings: '经人民调解，双方和解', substantiated: true, evidence: ['mediation-letter'] });
    expect(kase.file).toMatchObject({ evidence: ['mediation-letter'], investigation: { evidence: ['mediation-letter'] } });
  });

  it('[R-102] answers the complainant of an unfounded complaint too', () => {
    const kase = investigated().act('closeUnfounded', inspectorLi, { reason: '监控未见', answer: '未发现您反映的情况' });
    expect(kase.file).toMatchObject({ stage: 'closed', outcome: 'unfounded', answer: { text: '未发现您反映的情况', late: false } });
  });

  it('[R-104] [R-114] [R-116] opens a rectification or a referral without leaving its stage', () => {
    const items = [{ description: '呼叫铃失灵', kind: 'management', severity: 'general' }];
    const kase = investigated().act('openRectification', inspectorLi, { items });
    expect(kase.last.step.opens).toEqual([{ type: 'rectification', as: 'rectification', input: { source: 'complaint', items } }]);
    kase.act('refer', leaderSun, { target: 'police', reason: '涉嫌诈骗', evidence: ['e1'] });
    expect(kase.last.step.opens).toEqual([
      {
        type: 'referral',
        as: 'referral',
        input: { target: 'police', ground: 'byHand', about: 'complaint-1', reason: '涉嫌诈骗', evidence: ['e1'] },
        excluded: [],
      },
    ]);
    expect(kase.file.stage).toBe('awaitingFeedback');
  });
});

describe('a complaint that names an official', () => {
  const about = (userId: string, changes = {}) =>
    aComplaint(changes, { namedOfficials: [{ name: '李建国', userId }, { name: '某副镇长' }] });

  it('[R-104] [R-114] goes to the referral queue at once and is answered all the same', () => {
    const kase = about('li');
    expect(kase.last.step.opens).toEqual([
      {
        type: 'referral',
        as: 'namedOfficial',
        input: {
          target: 'discipline',
          ground: 'namedOfficial',
          about: 'complaint-1',
          namedOfficials: [{ name: '李建国', userId: 'li' }, { name: '某副镇长' }],
        },
        excluded: ['li'],
      },
    ]);
    expect(kase.dates).toEqual(['answer 2026-03-09', 'triage 2026-03-03']);
  });

  it('[R-114] cannot be touched by that official or be given to them', () => {
    const kase = about('li');
    expect(kase.may(inspectorLi)).toEqual([]);
    expect(kase.refused('accept', inspectorLi)).toMatchObject({ code: 'conflict-of-interest' });
    expect(kase.refused('assign', headChen, { to: 'li' })).toMatchObject({ code: 'conflict-of-interest', field: 'to' });
    kase.act('assign', headChen, { to: 'wang' });
    expect(kase.refused('reassign', headChen, { to: 'li', note: '改派' })).toMatchObject({ code: 'conflict-of-interest' });
  });

  it('[R-114] is taken from that official when it was to be theirs', () => {
    const { file } = about('li', { assignee: 'li' });
    expect(file).toMatchObject({ owner: 'chen', excluded: ['li'] });
    expect(file.assignee).toBeUndefined();
  });
});

describe('merging', () => {
  /** Received on Monday, merged into one that was received on the Friday before. */
  const child = () => aComplaint({ caseNo: 'second' }).act('merge', headChen, { into: 'first' });
  const master = () =>
    aComplaint({ caseNo: 'first', receivedAt: clock('2026-02-27 10:00') }).act('absorb', CLOCK, { caseNo: 'second', excluded: [] });

  it('[R-102] keeps the clock of each: two complaints with different days of receipt have different dates', () => {
    expect(child().file).toMatchObject({
      stage: 'awaitingFeedback',
      mergedInto: 'first',
      links: [{ kind: 'mergedInto', caseNo: 'first' }],
    });
    expect(child().last.step.reaches).toEqual([{ caseNo: 'first', action: 'absorb', input: { caseNo: 'second', excluded: [] } }]);
    expect(child().dates).toEqual(['answer 2026-03-09']);
    expect(master().due('answer')).toBe('2026-03-05');
    expect(master().file.links).toEqual([{ kind: 'merged', caseNo: 'second' }]);
  });

  it('[R-102] answers each caller with the answer to the first; each answer is in time or late by its own receipt', () => {
    const first = master().act('accept', inspectorLi).act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true });
    first.at('2026-03-06 10:00').act('giveFeedback', inspectorLi, feedback);
    expect(first.file.answer?.late).toBe(true);
    expect(first.last.step.reaches).toEqual([{ caseNo: 'second', action: 'answerMerged', input: { answer: '已责令整改' } }]);
    first.act('recordCallback', zhaoAtTheHotline, dissatisfied).act('decideReopening', headChen, { granted: true, reason: '有新情况' });
    first.act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true }).act('giveFeedback', inspectorLi, feedback);
    expect(first.last.step.reaches).toEqual([]);
    const second = child().at('2026-03-06 10:00').act('answerMerged', CLOCK, { answer: '已责令整改' });
    expect(second.file).toMatchObject({ stage: 'closed', outcome: 'merged', answer: { late: false, text: '已责令整改' } });
  });

  it('[R-102] lets a merged complaint be answered on its own; the later answer to the first changes nothing', () => {
    const kase = child().act('giveFeedback', inspectorLi, { answer: '先行答复', way: 'letter' });
    expect(kase.file).toMatchObject({ stage: 'closed', outcome: 'merged', answer: { text: '先行答复' } });
    const after = advance(
      kase.type,
      kase.file,
      { name: 'answerMerged', actor: CLOCK, input: { answer: '已责令整改' } },
      kase.circumstances,
    );
    expect(after.file).toMatchObject({ stage: 'closed', answer: { text: '先行答复' } });
    expect(after.tells).toBe(false);
  });

  it('is refused into itself, twice, and into one that is merged itself or closed', () => {
    expect(aComplaint().refused('merge', headChen, { into: 'complaint-1' })).toMatchObject({ code: 'not-lawful', field: 'into' });
    expect(child().refused('merge', headChen, { into: 'third' })).toMatchObject({ code: 'action-not-available' });
    expect(child().refused('absorb', CLOCK, { caseNo: 'third' })).toMatchObject({ code: 'not-lawful' });
    const closed = investigated().act('closeUnfounded', inspectorLi, { reason: '不实', answer: '未发现' });
    expect(closed.refused('absorb', CLOCK, { caseNo: 'third' })).toMatchObject({ code: 'action-not-available' });
  });

  it('[R-102] hands the answer on along a chain of merged complaints', () => {
    const middle = master().act('merge', headChen, { into: 'zeroth' }).act('answerMerged', CLOCK, { answer: '已责令整改' });
    expect(middle.last.step.reaches).toEqual([{ caseNo: 'second', action: 'answerMerged', input: { answer: '已责令整改' } }]);
  });
});

describe('the callback', () => {
  it('[R-106] closes the complaint when the complainant is satisfied', () => {
    const kase = answered().act('recordCallback', zhaoAtTheHotline, satisfied);
    expect(kase.file).toMatchObject({ stage: 'closed', outcome: 'answered', callbacks: [{ by: 'zhao', score: 5 }] });
  });

  it('[R-106] takes a score from nobody who was not reached', () => {
    const refused = answered().refused('recordCallback', zhaoAtTheHotline, { reached: false, score: 5 });
    expect(refused).toMatchObject({ code: 'not-lawful', field: 'score' });
  });

  it('[R-106] is tried three times; then the complaint is closed', () => {
    const kase = answered().act('recordCallback', zhaoAtTheHotline, { reached: false });
    kase.act('recordCallback', inspectorLi, { reached: false });
    expect(kase.file.stage).toBe('awaitingCallback');
    expect(kase.dates).toEqual(['callback 2026-03-09']); // a call in vain gives no more time
    expect(kase.act('recordCallback', zhaoAtTheHotline, { reached: false }).file).toMatchObject({ stage: 'closed', outcome: 'answered' });
  });

  it('[R-106] is tried three times again after a reopening', () => {
    const kase = answered()
      .act('recordCallback', zhaoAtTheHotline, { reached: false })
      .act('recordCallback', zhaoAtTheHotline, { reached: false });
    kase.act('recordCallback', zhaoAtTheHotline, dissatisfied).act('decideReopening', headChen, { granted: true, reason: '有新情况' });
    kase.at('2026-03-04 09:00').act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true });
    kase.act('giveFeedback', inspectorLi, feedback).act('recordCallback', zhaoAtTheHotline, { reached: false });
    expect(kase.file.stage).toBe('awaitingCallback');
  });

  it('[R-106] says whether the complainant is satisfied when they were reached, and only then', () => {
    const kase = answered();
    expect(kase.refused('recordCallback', zhaoAtTheHotline, { reached: true })).toMatchObject({ field: 'satisfied' });
    expect(kase.refused('recordCallback', zhaoAtTheHotline, { reached: false, satisfied: true })).toMatchObject({ field: 'satisfied' });
    expect(kase.refused('recordCallback', granddaughter, { reached: false })).toMatchObject({ field: 'reached' });
  });
});

describe('reopening', () => {
  const asked = () => answered().at('2026-03-05 10:00').act('recordCallback', zhaoAtTheHotline, dissatisfied);

  it('[R-106] is decided on when the complainant is dissatisfied, within two working days', () => {
    const kase = asked();
    expect(kase.file).toMatchObject({ stage: 'awaitingCallback', reopening: { reason: '夜间仍无人值班' } });
    expect(kase.dates).toEqual(['reopening 2026-03-09']);
    expect(kase.refused('recordCallback', zhaoAtTheHotline, satisfied)).toMatchObject({ code: 'action-not-available' });
  });

  it('[R-102] granted, it has a new statutory clock from the moment of the request', () => {
    const kase = asked().at('2026-03-09 09:00').act('decideReopening', headChen, { granted: true, reason: '有新情况' });
    expect(kase.file).toMatchObject({ stage: 'awaitingInvestigation', reopened: true, reopening: { granted: true } });
    expect(kase.dates).toEqual(['answer 2026-03-12', 'investigation 2026-03-12']);
  });

  it('refused, the complaint is closed as answered, and is not asked for again', () => {
    const kase = asked().act('decideReopening', headChen, { granted: false, reason: '无新情况' });
    expect(kase.file).toMatchObject({ stage: 'closed', outcome: 'answered', reopened: false });
    expect(kase.refused('requestReopening', granddaughter, because)).toMatchObject({ code: 'cap-reached' });
  });

  it('is not decided on by whoever gave the answer', () => {
    const kase = investigated().act('giveFeedback', headChen, feedback).act('recordCallback', zhaoAtTheHotline, dissatisfied);
    expect(kase.refused('decideReopening', headChen, { granted: true, reason: '同意' })).toMatchObject({ code: 'same-person' });
    expect(kase.refused('decideReopening', headDeng, { granted: true, reason: '同意' })).toBeUndefined();
  });

  it('may be asked for after closing, within ten working days of the answer; the case is open again', () => {
    const closed = () => answered().act('recordCallback', zhaoAtTheHotline, satisfied);
    expect(closed().at('2026-03-17 09:00').refused('requestReopening', granddaughter, because)).toMatchObject({ code: 'not-in-time' });
    const kase = closed().at('2026-03-16 09:00').act('requestReopening', granddaughter, because);
    expect(kase.file).toMatchObject({ stage: 'awaitingCallback', clock: 'running' });
    expect(kase.file.outcome).toBeUndefined();
    expect(kase.dates).toEqual(['reopening 2026-03-18']);
    expect(kase.act('decideReopening', leaderSun, { granted: true, reason: '同意' }).due('answer')).toBe('2026-03-23');
  });

  it('happens once: a second time dissatisfied closes the complaint', () => {
    const kase = asked().act('decideReopening', headChen, { granted: true, reason: '有新情况' });
    kase.act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true }).act('giveFeedback', inspectorLi, feedback);
    expect(kase.act('recordCallback', granddaughter, dissatisfied).file).toMatchObject({ stage: 'closed', outcome: 'answered' });
    expect(kase.refused('requestReopening', granddaughter, because)).toMatchObject({ code: 'cap-reached' });
  });

  it('is for answered complaints only', () => {
    const kase = aComplaint().act('transfer', headChen, { department: '市场监督管理局', reason: '非本单位职责' });
    expect(kase.refused('requestReopening', granddaughter, because)).toMatchObject({ code: 'action-not-available' });
  });

  it('starts from a running clock although the case was closed under a suspension', () => {
    const kase = answered().act('suspendClock', headChen, { ground: 'forceMajeure', reason: '疫情', effectiveOn: '2026-03-02' });
    kase.act('recordCallback', zhaoAtTheHotline, satisfied).at('2026-03-05 09:00').act('requestReopening', granddaughter, because);
    expect(kase.file).toMatchObject({ clock: 'running', suspensions: [{ from: '2026-03-02', to: '2026-03-02' }] });
    expect(kase.dates).toEqual(['reopening 2026-03-09']);
  });
});
