import { describe, expect, it } from '@jest/globals';
import { compose } from '../../notification/templates.ts';
import { EVENTS, type MessageFields } from '../../notification/wording.ts';

const fields: MessageFields = {
  caseNo: 'TS-2026-000017',
  caseType: '投诉举报',
  institution: '锦屏养老院',
  stage: '待反馈',
  dueOn: '2026-03-10',
  workingDaysLeft: 2,
};

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  it.each(EVENTS)('%s says which case it is about, with all fields and with the fewest', (event) => {
    for (const known of [fields, { caseNo: 'TS-2026-000017', caseType: '投诉举报' }]) {
      const { subject, text } = compose(event, known, language);
      expect(subject).toContain('TS-2026-000017');
      expect(text).toContain('TS-2026-000017');
      expect(`${subject}${text}`).not.toMatch(/undefined|NaN|null/);
      expect(subject).not.toMatch(/[\r\n]/);
    }
  });

  it.each(EVENTS)('%s says nothing about an informant, even if the caller hands one over', (event) => {
    const leaking = { ...fields, informant: { name: '王秀英', phone: '13900000000' }, content: '护工打人', receiptCode: 'K7QX' };
    const { subject, text } = compose(event, leaking, language);
    expect(subject + text).not.toMatch(/王秀英|13900000000|护工打人|K7QX/);
  });
});

it('reminds with the days that are left and the date', () => {
  const { subject, text } = compose('rung.remind', fields);
  expect(subject).toBe('【投诉举报】还有2个工作日到期：锦屏养老院（TS-2026-000017）');
  expect(text).toContain('办理期限：2026年3月10日24时前。');
});

it('says how late a case is', () => {
  expect(compose('rung.overdue', { ...fields, workingDaysLeft: -5 }).subject).toContain('已逾期5个工作日');
  expect(compose('rung.overdue', { ...fields, workingDaysLeft: -1 }, 'en').subject).toContain('1 working day overdue');
});

it('proposes measures and says that none follows by itself (C-37)', () => {
  expect(compose('rung.propose', fields).text).toContain('系统不会自动采取上述任何一项措施');
});

it('tells a granted extension from a refused one, and claims neither when it does not know', () => {
  expect(compose('extensionDecided', { ...fields, granted: true }).subject).toContain('已批准');
  expect(compose('extensionDecided', { ...fields, granted: false }).subject).toContain('未获批准');
  expect(compose('extensionDecided', fields).subject).toContain('已有决定');
});

it('does not name the institution to whoever only sees the subject line of a referral', () => {
  const { subject, text } = compose('referralReceived', fields);
  expect(subject + text).not.toContain('锦屏养老院');
});

it('tells an event without words of its own as news about the case', () => {
  expect(compose('somethingNew', fields).text).toBe(compose('progress', fields).text);
  expect(compose('constructor', fields).text).toBe(compose('progress', fields).text);
});

it('keeps a subject on one line whatever an imported name holds', () => {
  expect(compose('caseOpened', { ...fields, institution: '锦屏\r\n养老院' }).subject).toContain('锦屏 养老院');
});
