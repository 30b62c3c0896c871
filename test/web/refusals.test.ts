import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { root } from '../../config/root.ts';
import { REASON_CODES, reasonOf } from '../../domain/kernel/reasons.ts';
import { refuse } from '../../domain/kernel/refusal.ts';
import { PROBLEM_WORDS } from '../../web/words/problems.ts';
import { REASON_WORDS } from '../../web/words/reasons.ts';
import { ENGLISH_REASONS } from '../../web/words/reasons-in-english.ts';
import { REFUSAL_WORDS, refusalIn, said as saidOf } from '../../web/words/refusals.ts';

const sources = ['domain', 'casebook', 'api', 'intake', 'notification', 'worker'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8')),
);

/** Sentences that have a name of their own. */
const CONSTANTS = new Map(
  sources.flatMap((source) => [...source.matchAll(/const ([A-Z_]+) = '(.+)';/g)].map(([, name = '', said = '']) => [name, [said]])),
);

/** The sentences that an expression may be, with `{}` for what is put into them. */
function sentences(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isIdentifier(node)) return CONSTANTS.get(node.text) ?? [];
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return sentences(node.expression.expression);
  if (ts.isConditionalExpression(node)) return [...sentences(node.whenTrue), ...sentences(node.whenFalse)];
  return [];
}

/** Functions that answer why something does not fit, and nothing where it does. */
const JUDGES = /^(weaknessOf|unfitUrl|unreachable|timeError)$/;

/** The expression that says why, where something is refused. */
function reasonIn(node: ts.Node): ts.Node | undefined {
  if (ts.isReturnStatement(node)) return JUDGES.test(functionAround(node)?.name?.getText() ?? '') ? node.expression : undefined;
  if (ts.isObjectLiteralExpression(node))
    return (named(node, 'field') && named(node, 'message')) ?? (named(node, 'line') && named(node, 'reason'));
  if (ts.isCallExpression(node) && isRefinement(node)) return saidBy(node);
  if (!ts.isNewExpression(node)) return undefined;
  const [first, second] = node.arguments ?? [];
  if (node.expression.getText() === 'InvalidInput' || node.expression.getText() === 'DeliveryFailed') return second;
  return ['UnreadableFile', 'NotTaken'].includes(node.expression.getText()) ? first : undefined;
}

/** A schema that refuses more than a type can say. */
const isRefinement = (node: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'refine';

/** What it says then; the refinement itself where it says nothing. */
function saidBy(refinement: ts.CallExpression): ts.Node {
  const [, why] = refinement.arguments;
  return (
    (why && ts.isObjectLiteralExpression(why) ? named(why, 'error') : why) ??
    ts.factory.createStringLiteral('a schema that does not say why')
  );
}

/** What an object says under a name. */
const named = (object: ts.ObjectLiteralExpression, name: string): ts.Node | undefined => {
  const property = object.properties.find((each) => each.name?.getText() === name);
  return property && ts.isPropertyAssignment(property) ? property.initializer : property;
};

const functionAround = (node: ts.Node): ts.FunctionDeclaration | undefined =>
  ts.findAncestor(node, ts.isFunctionDeclaration) as ts.FunctionDeclaration | undefined;

function saidIn(source: string): string[] {
  const said: string[] = [];
  const look = (node: ts.Node): void => {
    const reason = reasonIn(node);
    if (reason) said.push(...sentences(reason));
    node.forEachChild(look);
  };
  look(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return said;
}

/** What another program said is passed on as it is. */
const hasWords = (sentence: string): boolean => /[a-z]/i.test(sentence.replaceAll('{}', ''));
const said = [...new Set(sources.flatMap(saidIn))].filter(hasWords);

const places = (text: string) => (text.match(/\{=?\d?\}/g) ?? []).length;

describe('why the rules refuse something', () => {
  const sentences = REASON_CODES.map((code) => [code, reasonOf(code).sentence] as const);

  it('has a code of its own, and words for it in both languages', () => {
    expect(new Set(REASON_CODES).size).toBe(REASON_CODES.length);
    expect(REASON_CODES.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
    for (const words of [REASON_WORDS, ENGLISH_REASONS]) expect(Object.keys(words).sort()).toEqual([...REASON_CODES].sort());
    expect(sentences.filter(([code, english]) => !/[a-z]/.test(english) || !/\p{Script=Han}/u.test(REASON_WORDS[code]))).toEqual([]);
  });

  it('is given somewhere, whatever reason it is', () => {
    const all = sources.join('\n');
    expect(REASON_CODES.filter((code) => all.split(`'${code}'`).length <= 2)).toEqual([]); // named where it is defined, and again
  });

  it('keeps in both languages everything that it is about', () => {
    for (const words of [REASON_WORDS, ENGLISH_REASONS])
      expect(sentences.filter(([code, english]) => places(english) !== places(words[code]))).toEqual([]);
  });

  it('is said by its code in the language of the pages, and by the sentence where the code is not known', () => {
    const { detail, ...refusal } = refuse('not-this-role', { about: ['verify', 'caseworker, department'] });
    expect(detail).toBe('verify belongs to caseworker, department');
    expect(saidOf(refusal, detail, 'zh')).toBe('“验收”由经办人、协办部门办理');
    expect(saidOf(refusal, 'worded in another way', 'zh')).toBe('“验收”由经办人、协办部门办理');
    expect(saidOf(refusal, detail, 'en')).toBe('“Verify” belongs to: Inspector, Assisting department');
    expect(saidOf(refuse('extended-too-often', { about: [2, 1] }), '', 'zh')).toBe('第 2 项已延期 1 次');
    expect(saidOf({ code: 'not-lawful', reason: 'from-another-version' }, 'something new', 'zh')).toBe('something new');
    expect(saidOf({ reason: 'extended-too-often' }, 'without what it is about', 'zh')).toBe('without what it is about');
    expect(saidOf({ code: 'invalid-input' }, 'at most 3 files', 'zh')).toBe('最多 3 个文件');
  });
});

describe('why the server refuses something else', () => {
  it('has words in Chinese, whatever sentence it is', () => {
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((sentence) => !Object.hasOwn(REFUSAL_WORDS, sentence))).toEqual([]);
  });

  it('has no words for what nobody says any more', () => {
    const all = sources.join('\n');
    const isSaid = (sentence: string) => sentence.split('{}').every((part) => all.includes(part));
    expect(Object.keys(REFUSAL_WORDS).filter((sentence) => !isSaid(sentence))).toEqual([]);
  });

  it('keeps in Chinese everything that the sentence is about', () => {
    const lost = Object.entries(REFUSAL_WORDS).filter(([english, chinese]) => places(english) !== places(chinese));
    expect(lost).toEqual([]);
  });

  it('is said with names and numbers, in the language of the pages', () => {
    expect(refusalIn('it fits more than 500 cases; narrow it down', 'zh')).toBe('符合的案件超过 500 件，请缩小范围');
    expect(refusalIn('{{caller}} is no field of this message; it has {{caseNo}}, {{institution}}', 'zh')).toBe(
      '{{caller}} 不是这种消息的字段；可用：{{caseNo}}, {{institution}}',
    );
    expect(refusalIn('given up after 3 attempts: the receiver answered 503', 'zh')).toBe('试了 3 次后放弃：接收方回应 503');
    expect(refusalIn('the file has no column phone; it has institution, name', 'zh')).toBe('文件缺少列 phone；现有：institution, name');
    expect(refusalIn('"fax" is not a channel: hotline, box', 'zh')).toBe('“fax”不能用作 channel；可用：hotline, box');
    expect(refusalIn('at most 3 files', 'en')).toBe('at most 3 files');
    expect(refusalIn('verify belongs to caseworker, leader', 'en')).toBe('Verify belongs to Inspector, Bureau leader');
    expect(refusalIn('something new', 'zh')).toBe('something new');
  });

  it('has words for every code that a problem may have', () => {
    const errors = readFileSync(path.join(root, 'api', 'errors.ts'), 'utf8');
    const codes = [...errors.matchAll(/code: '([a-z-]+)'/g), ...errors.matchAll(/'([a-z-]+)': 4\d\d/g)].map(([, code]) => code ?? '');
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !(code in PROBLEM_WORDS.zh && code in PROBLEM_WORDS.en))).toEqual([]);
    expect(Object.keys(PROBLEM_WORDS.en).sort()).toEqual(Object.keys(PROBLEM_WORDS.zh).sort());
  });
});
