import { describe, expect, it } from '@jest/globals';
import { type DocumentFacts, render } from '../../activities/documents/index.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents.ts';
import { FACTS } from './document-facts.ts';

const written = <K extends DocumentKind>(kind: K, changes: Partial<DocumentFacts[K]> = {}) => render(kind, { ...FACTS[kind], ...changes });
/** The words of a page, without its markup. */
const wordsOf = (markup: string) => markup.replace(/<style>.*<\/style>/s, '').replaceAll(/<[^>]+>/g, '');

/** Every text among the facts, with something hostile put in its place. */
function poisoned<T>(value: T, poison: string, key = ''): T {
  if (typeof value === 'string')
    return (/On$|Until$|Before$|^(kind|severity|channel|category|way|target|ground|conclusion)$/.test(key) ? value : poison) as T;
  if (Array.isArray(value)) return value.map((entry) => poisoned(entry, poison, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, poisoned(entry, poison, name)])) as T;
}

describe.each(DOCUMENT_KINDS)('%s', (kind) => {
  it('names the authority, the institution, the case and its day', () => {
    const { title, html } = written(kind);
    expect(title).not.toBe('');
    expect(html).toContain(`<title>${title}（ZG-2026-000042）</title>`);
    for (const words of ['丘北县民政局', '锦屏养老院', '案件编号：ZG-2026-000042', '2026年3月2日']) expect(wordsOf(html)).toContain(words);
    expect(wordsOf(html)).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('is made of the same bytes each time', () => {
    expect(written(kind).html).toBe(render(kind, structuredClone(FACTS[kind])).html);
  });

  it('lets no name or description become markup, and hides no sign', () => {
    const poison = `"><script>alert('1')</script>&amp;\u202e\u200b`;
    const { html } = render(kind, poisoned(FACTS[kind], poison));
    expect(html).not.toMatch(/<script|\u202e|\u200b/);
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;');
  });

  it('needs nothing from elsewhere', () => {
    const { html } = written(kind);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/\b(src|href|url|@import)\s*[=(]/);
  });

  it('can be made before anybody has identified the institution', () => {
    const { institution: _, ...facts } = FACTS[kind];
    expect(wordsOf(render(kind, facts as (typeof FACTS)[typeof kind]).html)).toContain('机构待核实');
  });
});

describe('the rules are in the documents', () => {
  it('R-067: a notice has a date for every item and names the departments that are told', () => {
    const words = wordsOf(written('rectificationNotice').html);
    for (const expected of ['2026年3月16日', '2026年3月23日', '县消防救援大队、县市场监督管理局', '受送达人签收'])
      expect(words).toContain(expected);
  });

  it('R-069: every item has an acceptance and a signature on a sheet of its own', () => {
    const { html } = written('acceptanceRecord');
    expect(html.match(/<section class="sheet">/g)).toHaveLength(2);
    expect(html.match(/验收人签字/g)).toHaveLength(2);
    expect(wordsOf(html)).toMatch(/第1项[\s\S]*通过[\s\S]*第2项[\s\S]*不通过[\s\S]*期限为2026年3月30日/);
  });

  it('R-069: a sign-off says for each item who verified and who signed, and when by the clock of Shanghai', () => {
    expect(wordsOf(written('signOffRecord').html).match(/王局长2026年3月18日12时05分/g)).toHaveLength(2);
  });

  it('an instant just before midnight in UTC belongs to the next day in Shanghai', () => {
    expect(wordsOf(written('closingReport').html)).toContain('2026年3月17日0时00分');
  });

  it('R-091: a suspension states the remedies', () => {
    expect(wordsOf(written('suspensionOrder').html)).toMatch(/六十日内依法申请行政复议.*六个月内依法向人民法院提起行政诉讼/);
  });

  it('R-115: a referral lists its evidence by hash', () => {
    const { html } = written('referralLetter');
    expect(html).toContain('a'.repeat(64));
    expect(html).toContain('b'.repeat(64));
    expect(wordsOf(written('referralLetter', { evidence: [] }).html)).toContain('无。');
  });

  it('a refused extension leaves the date alone', () => {
    expect(wordsOf(written('extensionDecision', { granted: false }).html)).toContain('原期限不变');
  });

  it('the complainant is told that reopening may be asked for only while it may', () => {
    expect(wordsOf(written('complaintAnswer').html)).toContain('10个工作日内申请重新办理');
    const { reopenWithinWorkingDays: _, ...answered } = FACTS.complaintAnswer;
    expect(wordsOf(render('complaintAnswer', answered).html)).not.toContain('重新办理');
  });

  it('a date that is no date is refused and not printed', () => {
    expect(() => written('filingUrge', { fileBefore: '2026-02-30' })).toThrow(RangeError);
  });
});
