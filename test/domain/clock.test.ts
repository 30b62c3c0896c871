import { describe, expect, it } from '@jest/globals';
import { complaint } from '../../domain/complaint.ts';
import { governing, nextEvent } from '../../domain/kernel/index.ts';
import { dayBefore, dayOf } from '../../domain/working-days.ts';
import { clock, qiubei } from '../builders/case-in-hand.ts';
import { aComplaint, anUnfiledHome, aRectification } from '../builders/cases.ts';
import { directorWu, granddaughter, headChen, headDeng, inspectorLi, inspectorWang, leaderSun } from '../builders/people.ts';

const appraisal = (effectiveOn: string) => ({ ground: 'appraisal', reason: '房屋安全鉴定', effectiveOn });
const because = { reason: '按规定办理。' };

describe('the statutory clock', () => {
  it('[R-102] runs from receipt: a letter that came on Friday and is entered on Monday is due by its own day', () => {
    // Saturday 28 February 2026 is worked in exchange for Spring Festival
    expect(aComplaint({ receivedAt: clock('2026-02-27 16:00') }, { channel: 'letter' }).due('answer')).toBe('2026-03-05');
  });

  it('[R-102] is not reset by assigning, returning, reassigning, accepting, noting, supplementing, identifying or investigating', () => {
    const kase = aComplaint({ institution: { name: '幸福养老院' } });
    const answerBy = () => Object.values(kase.file.deadlines).find((d) => d.name === 'answer');
    const before = answerBy();
    kase
      .at('2026-03-03 09:00')
      .act('assign', headChen, { to: inspectorLi.id })
      .act('returnToSupervisor', inspectorLi, because)
      .act('reassign', headChen, { to: inspectorWang.id, note: '改派' })
      .at('2026-03-04 09:00')
      .act('accept', inspectorWang)
      .act('addNote', inspectorWang, { text: '已约谈' })
      .act('supplement', granddaughter, { text: '补充' })
      .act('identifyInstitution', inspectorWang, { institutionId: 'inst-2', name: '幸福养老院' })
      .act('recordInvestigation', inspectorWang, { findings: '属实', substantiated: true })
      .act('merge', headChen, { into: 'complaint-2' });
    expect(answerBy()).toEqual(before);
    expect(kase.file.institution).toEqual({ id: 'inst-2', name: '幸福养老院' });
  });

  it('[R-013] [R-004] is not reset when an institution that is urged is urged again; only filing starts another period', () => {
    const kase = anUnfiledHome();
    expect(kase.dates).toEqual(['siteCheck 2026-03-30']);
    kase.at('2026-03-20 09:00').act('addNote', inspectorLi, { text: '电话联系' });
    expect(kase.dates).toEqual(['siteCheck 2026-03-30']);
    expect(kase.act('recordFiling', inspectorLi, { filedOn: '2026-03-20' }).dates).toEqual(['siteCheck 2026-04-20']);
  });

  it('[R-102] gives each owner a clock of their own beside it', () => {
    const kase = aComplaint().at('2026-03-04 09:00').act('accept', inspectorLi);
    expect(kase.dates).toEqual(['answer 2026-03-09', 'investigation 2026-03-09']);
    expect(kase.file).toMatchObject({ owner: 'li', assignee: 'li' });
    expect(governing(kase.file)?.name).toBe('answer');
  });
});

describe('suspending the clock', () => {
  it.each([
    ['in the future', '2026-03-05'],
    ['before receipt', '2026-03-01'],
  ])('is refused %s', (_when, effectiveOn) => {
    expect(aComplaint().at('2026-03-04 09:00').refused('suspendClock', headChen, appraisal(effectiveOn))).toMatchObject({
      code: 'not-lawful',
      field: 'effectiveOn',
    });
  });

  it('is refused from a day before the clock was last resumed, and while it is suspended', () => {
    const kase = aComplaint().at('2026-03-04 09:00').act('suspendClock', headChen, appraisal('2026-03-03'));
    expect(kase.refused('suspendClock', headChen, appraisal('2026-03-04'))).toMatchObject({ code: 'action-not-available' });
    kase.at('2026-03-06 09:00').act('resumeClock', inspectorLi, because);
    expect(kase.refused('suspendClock', headChen, appraisal('2026-03-05'))).toMatchObject({ code: 'not-lawful', field: 'effectiveOn' });
    expect(kase.refused('suspendClock', headChen, appraisal('2026-03-06'))).toBeUndefined();
  });

  it('keeps the working days that are left, and records the old date and the new', () => {
    const kase = aComplaint().at('2026-03-04 15:00').act('suspendClock', headChen, appraisal('2026-03-04')); // one of five days is used
    const id = governing(kase.file)!.id;
    kase.at('2026-03-11 09:00').act('resumeClock', inspectorLi, because);
    expect(kase.due('answer')).toBe('2026-03-16'); // 11, 12, 13 and 16 March
    expect(kase.last.step.says.moved).toContainEqual({ deadline: id, from: clock('2026-03-10 00:00'), to: clock('2026-03-17 00:00') });
    const { ledger } = kase.last.step.counted.find((c) => c.deadline.id === id)!;
    expect(ledger.filter((d) => d.reason === 'suspended').map((d) => [d.date, d.name])).toContainEqual(['2026-03-04', '1']);
  });

  it('leaves one next event, the review, whatever is done meanwhile', () => {
    const kase = aComplaint().at('2026-03-04 09:00').act('suspendClock', headChen, appraisal('2026-03-04')).act('accept', inspectorLi);
    expect(nextEvent(complaint, kase.file)).toMatchObject({ awaits: 'resumeClock' });
    kase.at('2026-03-09 09:00').act('resumeClock', inspectorLi, because);
    expect(nextEvent(complaint, kase.file)?.awaits).toBe('recordInvestigation');
  });

  it('counts an answer given meanwhile by the moment at which the clock was stopped', () => {
    const kase = aComplaint().act('accept', inspectorLi).act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true });
    kase.at('2026-03-09 09:00').act('suspendClock', headChen, appraisal('2026-03-09')).at('2026-03-12 09:00');
    expect(kase.act('giveFeedback', inspectorLi, { answer: '已责令整改', way: 'phone' }).file.answer?.late).toBe(false);
  });

  it('[R-067] keeps the working days of a date that a notice set, and the items follow it', () => {
    const kase = aRectification().at('2026-03-02 14:00');
    kase.act('issueNotice', inspectorLi, { dates: [1, 2, 3].map((itemNo) => ({ itemNo, dueOn: '2026-03-13' })) });
    kase.at('2026-03-09 09:00').act('suspendClock', headChen, appraisal('2026-03-09')); // 9 to 13 March are left
    kase.at('2026-03-16 09:00').act('resumeClock', inspectorLi, because);
    expect(kase.due('rectification')).toBe('2026-03-20');
    expect(kase.file.items.map((i) => i.dueOn)).toEqual(['2026-03-20', '2026-03-20', '2026-03-20']);
  });

  it('[R-067] moves a date that is set under a suspension by what is left of the suspension only', () => {
    const kase = aRectification().act('issueNotice', inspectorLi);
    kase.act('submitRectification', directorWu, { items: [1, 2, 3].map((itemNo) => ({ itemNo, note: '已整改' })) });
    kase.at('2026-03-04 09:00').act('suspendClock', headChen, appraisal('2026-03-04')).at('2026-03-09 09:00');
    const verdicts = [1, 2, 3].map((itemNo) => ({ itemNo, passed: false, reason: '仍有破损', newDueOn: '2026-03-13' }));
    kase.act('verify', inspectorLi, { verdicts }).at('2026-03-11 09:00').act('resumeClock', inspectorLi, because);
    expect(kase.due('rectification')).toBe('2026-03-16'); // of the four days after the 9th, the 10th was suspended
  });
});

describe('the ladder', () => {
  it('[R-102] climbs by itself to discipline inspection five working days after the date, after a supervision order', () => {
    const kase = aComplaint().act('accept', inspectorLi).act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true });
    kase.at('2026-03-31 09:00');
    expect(kase.climb()).toEqual(['answer: remind', 'answer: overdue', 'answer: supervise', 'answer: refer']);
    expect(kase.last.step.opens).toEqual([
      {
        type: 'referral',
        as: 'lateness',
        input: {
          target: 'discipline',
          ground: 'officialLate',
          about: 'complaint-1',
          lateOfficials: ['li'],
          awaited: 'giveFeedback',
          dueAt: clock('2026-03-10 00:00'),
        },
        excluded: ['li'],
      },
    ]);
    expect(dayBefore(dayOf(kase.file.at))).toBe('2026-03-16'); // 24:00 of the fifth working day missed
    expect(kase.climb()).toEqual([]);
  });

  it('[R-215] climbs against the bureau when its own acceptance lies, and not against the institution that has mended', () => {
    const kase = aRectification()
      .act('issueNotice', inspectorLi)
      .act('submitRectification', directorWu, { items: [1, 2, 3].map((itemNo) => ({ itemNo, note: '已整改' })) })
      .at('2026-03-31 09:00');
    expect(kase.climb()).toEqual(['verification: remind', 'verification: overdue', 'verification: supervise', 'verification: refer']);
    expect(kase.last.step.opens[0]).toMatchObject({ input: { ground: 'officialLate', lateOfficials: ['li'], awaited: 'verify' } });
  });

  it('[C-37] proposes to the leader when an institution is late, and does nothing more', () => {
    const kase = aRectification().act('issueNotice', inspectorLi, { dates: [1, 2, 3].map((itemNo) => ({ itemNo, dueOn: '2026-03-06' })) });
    kase.at('2026-04-30 09:00');
    expect(kase.climb()).toEqual(['rectification: remind', 'rectification: overdue', 'rectification: urge', 'rectification: propose']);
    expect(kase.last.step.opens).toEqual([]);
    expect(kase.file).toMatchObject({ stage: 'awaitingRectification', operation: 'running' });
  });

  it('fires no rung under a suspension, loses none by it, and fires none twice', () => {
    const kase = aComplaint().act('accept', inspectorLi).act('recordInvestigation', inspectorLi, { findings: '属实', substantiated: true });
    kase.at('2026-03-09 10:00');
    expect(kase.climb()).toEqual(['answer: remind']);
    kase.act('suspendClock', headChen, appraisal('2026-03-09')).at('2026-03-20 08:00');
    expect(kase.climb()).toEqual([]);
    kase.act('resumeClock', inspectorLi, because).at('2026-04-02 09:00');
    expect(kase.due('answer')).toBe('2026-03-20');
    expect(kase.climb()).toEqual(['answer: overdue', 'answer: supervise', 'answer: refer']);
  });

  it('still fires a rung that fell due under the suspension when the new date has passed as well', () => {
    const kase = aComplaint().at('2026-03-09 08:00').act('suspendClock', headChen, appraisal('2026-03-09')).at('2026-03-16 18:00');
    kase.act('resumeClock', inspectorLi, because).at('2026-03-16 19:00');
    expect(kase.climb().filter((rung) => rung.startsWith('answer'))).toEqual(['answer: remind']);
  });

  it('keeps an official whom the case concerns out of the referral about somebody else being late', () => {
    const kase = aComplaint({}, { namedOfficials: [{ name: '邓丽', userId: headDeng.id }] }).act('accept', inspectorLi);
    kase.at('2026-03-31 09:00').climb();
    expect(kase.last.step.opens[0]?.excluded).toEqual(['deng', 'li']);
  });

  it('[R-091] does not chase the same dates anew when operation is suspended', () => {
    const kase = aRectification().act('issueNotice', inspectorLi, { dates: [1, 2, 3].map((itemNo) => ({ itemNo, dueOn: '2026-03-06' })) });
    kase.at('2026-03-09 09:00').climb();
    kase.act('orderSuspension', leaderSun, because).at('2026-04-30 09:00');
    expect(kase.file.stage).toBe('suspended');
    expect(kase.climb()).toEqual(['rectification: urge', 'rectification: propose']);
  });
});

describe('returning a case', () => {
  const assigned = () => aComplaint().act('assign', headChen, { to: inspectorLi.id });

  it('is for the officer who has it, within one working day', () => {
    expect(assigned().refused('returnToSupervisor', inspectorWang, because)).toMatchObject({ code: 'action-not-available' });
    expect(assigned().at('2026-03-03 23:59').refused('returnToSupervisor', inspectorLi, because)).toBeUndefined();
    expect(assigned().at('2026-03-04 09:00').refused('returnToSupervisor', inspectorLi, because)).toMatchObject({ code: 'not-in-time' });
  });

  it('makes the section head its owner, who has a date for deciding that nobody but they can meet', () => {
    const kase = assigned().act('returnToSupervisor', inspectorLi, because);
    expect(kase.file).toMatchObject({ owner: headChen.id, returns: 1 });
    expect(kase.file.assignee).toBeUndefined();
    expect(kase.dates).toContain('return 2026-03-03');
    expect(kase.act('accept', headChen).dates).toContain('return 2026-03-03'); // not escaped by going on to the next stage
    const id = Object.keys(kase.file.deadlines).find((d) => d.startsWith('return'));
    expect(kase.refused('extendDeadline', headChen, { deadline: id, workingDays: 5, reason: '忙' })).toMatchObject({ code: 'not-lawful' });
    expect(kase.act('reassign', headChen, { to: inspectorWang.id, note: '改派' }).due('return')).toBeUndefined();
  });

  it('has a cap', () => {
    const kase = assigned();
    for (let times = 0; times < qiubei.returns.cap; times++)
      kase.act('returnToSupervisor', inspectorLi, because).act('reassign', headChen, { to: inspectorLi.id, note: '仍由你办' });
    expect(kase.refused('returnToSupervisor', inspectorLi, because)).toMatchObject({ code: 'cap-reached' });
  });
});

describe('extending a date of the bureau itself', () => {
  it('moves it, records both dates, and leaves the law alone', () => {
    const kase = aComplaint();
    const [triage, answer] = ['triage', 'answer'].map((name) => Object.values(kase.file.deadlines).find((d) => d.name === name)!.id);
    expect(kase.refused('extendDeadline', headChen, { deadline: answer, workingDays: 2, reason: '忙' })).toMatchObject({
      code: 'not-lawful',
    });
    expect(kase.refused('extendDeadline', headChen, { deadline: 'nothing#1', workingDays: 2, reason: '忙' })).toMatchObject({
      field: 'deadline',
    });
    kase.act('extendDeadline', headChen, { deadline: triage, workingDays: 2, reason: '材料多' });
    expect(kase.dates).toEqual(['answer 2026-03-09', 'triage 2026-03-05']);
    expect(kase.last.step.says.moved).toEqual([{ deadline: 'triage#2', from: clock('2026-03-04 00:00'), to: clock('2026-03-06 00:00') }]);
  });

  it('is refused once it has passed', () => {
    const kase = aComplaint();
    const triage = Object.values(kase.file.deadlines).find((d) => d.name === 'triage')!.id;
    expect(
      kase.at('2026-03-04 09:00').refused('extendDeadline', headChen, { deadline: triage, workingDays: 1, reason: '忙' }),
    ).toBeDefined();
  });

  it('keeps to which item a decision belongs', () => {
    const kase = aRectification().act('issueNotice', inspectorLi).at('2026-03-02 15:00');
    kase.act('requestExtension', directorWu, { itemNo: 2, dueOn: '2026-04-30', reason: '等材料' });
    kase.act('extendDeadline', headChen, { deadline: 'extension#3@2', workingDays: 1, reason: '开会' });
    kase.act('decideExtension', headChen, { itemNo: 2, granted: false, reason: '不同意' });
    expect(kase.due('extension')).toBeUndefined();
  });
});
