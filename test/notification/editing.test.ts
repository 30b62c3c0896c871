import { describe, expect, it } from '@jest/globals';
import { fieldsOf, fill, ownWords, SAMPLE, unknownIn } from '../../notification/editing.ts';
import { compose } from '../../notification/templates.ts';
import { EVENTS } from '../../notification/wording.ts';

describe.each(['zh-CN', 'en'] as const)('the own words in %s', (language) => {
  it.each(EVENTS)('of %s can be edited: filled in they say the same', (event) => {
    const words = ownWords(event, language);
    expect(unknownIn(event, words.subject + words.body)).toEqual([]);
    const { granted: _, ...fields } = SAMPLE[language];
    const known = { ...fields, workingDaysLeft: 2, ...(fieldsOf(event).includes('link') ? {} : { link: undefined }) };
    const { subject, text } = compose(event, known, language);
    expect(fill(event, words, known, language)).toEqual({ subject, text });
  });

  it.each(EVENTS)('of %s know no field about a person', (event) => {
    for (const field of ['informant', 'informantName', 'content', 'phone', 'address', 'receiptCode', 'assignee'])
      expect(unknownIn(event, `{{${field}}}`)).toEqual([field]);
  });
});

it('names what is no field of the event', () => {
  expect(unknownIn('verified', '{{caseNo}} {{ decision }} {{informant}} {{}} {{department}}')).toEqual(['informant', '', 'department']);
  expect(unknownIn('referralReceived', '{{institution}}')).toEqual(['institution']);
});

it('leaves a line out that speaks of something not known, and takes a value for what it is', () => {
  const words = { subject: '{{caseNo}}：{{institution}}', body: '第一行\n期限：{{dueOn}}\n部门：{{department}}\n' };
  const fields = { caseNo: 'TS-1', caseType: '投诉举报', institution: '{{caseNo}}\n院', department: '消防$&' };
  expect(fill('transferred', words, fields, 'zh-CN')).toEqual({ subject: 'TS-1：{{caseNo}} 院', text: '第一行\n部门：消防$&\n' });
});
