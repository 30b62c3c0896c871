import { describe, expect, it } from '@jest/globals';
import { type DocumentFacts, write } from '../../activities/documents/index.ts';
import { DOCUMENT_KINDS, type DocumentKind, numberPrefix } from '../../domain/documents.ts';
import { wordsOfPage } from '../harness/words.ts';
import { FACTS } from './document-facts.ts';

const written = <K extends DocumentKind>(kind: K, changes: Partial<DocumentFacts[K]> = {}) => write(kind, { ...FACTS[kind], ...changes });

/** Every text among the facts, with something hostile put in its place. */
function poisoned<T>(value: T, poison: string, key = ''): T {
  if (typeof value === 'string')
    return (
      /On$|Until$|Before$|^(kind|severity|sha256|subjects|channel|category|way|target|ground|conclusion)$/.test(key) ? value : poison
    ) as T;
  if (Array.isArray(value)) return value.map((entry) => poisoned(entry, poison, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, poisoned(entry, poison, name)])) as T;
}

describe.each(DOCUMENT_KINDS)('%s', (kind) => {
  it('names the authority, the institution, the case and its day', () => {
    const page = written(kind);
    expect(page).toMatchObject({ issuer: '丘北县民政局', caseNo: 'ZG-2026-000042' });
    expect(page.title).not.toBe('');
    for (const words of ['锦屏养老院', '2026年']) expect(wordsOfPage(page)).toContain(words);
    expect(wordsOfPage(page)).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('is the same each time', () => {
    expect(written(kind)).toEqual(write(kind, structuredClone(FACTS[kind])));
  });

  it('hides no sign and turns no text around', () => {
    const words = wordsOfPage(write(kind, poisoned(FACTS[kind], `<b>&amp;\u202e\u200b\ud800"`)));
    expect(words).toContain('<b>&amp;"');
    expect(words).not.toMatch(/[\u202e\u200b\ud800]/);
  });

  it('can be made before anybody has identified the institution', () => {
    const { institution: _, ...facts } = FACTS[kind];
    expect(wordsOfPage(write(kind, facts as (typeof FACTS)[typeof kind]))).toContain('机构待核实');
  });

  it('has a number of its own kind', () => {
    const others = DOCUMENT_KINDS.filter((k) => k !== kind).map((k) => numberPrefix('丘北县', k, 2026));
    expect(numberPrefix('丘北县', kind, 2026)).toMatch(/^丘北民..〔2026〕$/);
    expect(others).not.toContain(numberPrefix('丘北县', kind, 2026));
  });
});

describe('the rules are in the documents', () => {
  it('[R-067] a notice has a date for every item and names the departments that are told', () => {
    const words = wordsOfPage(written('rectificationNotice'));
    for (const expected of ['2026年3月16日', '2026年3月23日', '县消防救援大队、县市场监督管理局', '受送达人签收'])
      expect(words).toContain(expected);
  });

  it('[R-069] every item has an acceptance and a signature on a sheet of its own', () => {
    const page = written('acceptanceRecord');
    expect(page.sheets).toHaveLength(2);
    expect(wordsOfPage(page).match(/验收人签字/g)).toHaveLength(2);
    expect(wordsOfPage(page)).toMatch(/第1项[\s\S]*通过[\s\S]*第2项[\s\S]*不通过[\s\S]*期限为2026年3月30日/);
  });

  it('[R-069] a sign-off says for each item who verified and who signed, and when by the clock of Shanghai', () => {
    expect(wordsOfPage(written('signOffRecord')).match(/王局长\n2026年3月18日12时05分/g)).toHaveLength(2);
  });

  it('an instant just before midnight in UTC belongs to the next day in Shanghai', () => {
    expect(wordsOfPage(written('closingReport'))).toContain('2026年3月17日0时00分');
  });

  it('[R-091] a suspension states the remedies', () => {
    expect(wordsOfPage(written('suspensionOrder'))).toMatch(/六十日内依法申请行政复议.*六个月内依法向人民法院提起行政诉讼/);
  });

  it('[R-115] a referral lists its evidence by hash', () => {
    const words = wordsOfPage(written('referralLetter'));
    expect(words).toContain('a'.repeat(64));
    expect(words).toContain('b'.repeat(64));
    expect(wordsOfPage(written('referralLetter', { evidence: [] }))).toContain('无。');
  });

  it('[R-001] a commitment names all six subjects, and says so of one that is left out', () => {
    for (const subject of ['建筑', '消防', '食品', '医疗卫生', '环境保护', '特种设备'])
      expect(wordsOfPage(written('filingCommitment'))).toContain(`${subject}\n是`);
    expect(wordsOfPage(written('filingCommitment', { subjects: ['fire'] }))).toContain('建筑\n否');
  });

  it('[R-024] a supervision record is made in two copies, each signed by both sides, and marks only what the inspection answered', () => {
    const page = written('supervisionRecord');
    expect(page.sheets).toHaveLength(2);
    expect(wordsOfPage(page).match(/检查组人员签字|被检查单位负责人签字/g)).toHaveLength(4);
    for (const words of [
      '被检查单位存',
      '检查单位存',
      '机构安全隐患\n■是　□否',
      '机构护理人员配备不足\n□是　■否',
      '资金管理不规范\n□是　□否',
    ])
      expect(wordsOfPage(page)).toContain(words);
  });

  it('a refused extension leaves the date alone', () => {
    expect(wordsOfPage(written('extensionDecision', { granted: false }))).toContain('原期限不变');
  });

  it('the complainant is told that reopening may be asked for only while it may', () => {
    expect(wordsOfPage(written('complaintAnswer'))).toContain('10个工作日内申请重新办理');
    const { reopenWithinWorkingDays: _, ...answered } = FACTS.complaintAnswer;
    expect(wordsOfPage(write('complaintAnswer', answered))).not.toContain('重新办理');
  });

  it('a date that is no date is refused and not printed', () => {
    expect(() => written('filingUrge', { fileBefore: '2026-02-30' })).toThrow(RangeError);
  });
});
