import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { root } from '../../config/root.ts';
import { PROBLEM_WORDS } from '../../web/words/problems.ts';
import { REFUSAL_WORDS, refusalIn } from '../../web/words/refusals.ts';

const sources = ['domain', 'casebook', 'api', 'intake'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8')),
);

/** The sentences that an expression may be, with `{}` for what is put into them. */
function sentences(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [...sentences(node.whenTrue), ...sentences(node.whenFalse)];
  return [];
}

/** The expression that says why, where something is refused. */
function reasonIn(node: ts.Node): ts.Node | undefined {
  if (ts.isCallExpression(node) && node.expression.getText() === 'refuse') return node.arguments[1];
  if (!ts.isNewExpression(node)) return undefined;
  const [first, second] = node.arguments ?? [];
  if (node.expression.getText() === 'InvalidInput') return second;
  if (node.expression.getText() !== 'Refused' || !first || !ts.isObjectLiteralExpression(first)) return undefined;
  return first.properties.filter(ts.isPropertyAssignment).find((property) => property.name.getText() === 'reason')?.initializer;
}

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

const said = [...new Set(sources.flatMap(saidIn))];

describe('why something was refused', () => {
  it('has words in Chinese, whatever sentence of the rules it is', () => {
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((sentence) => !Object.hasOwn(REFUSAL_WORDS, sentence))).toEqual([]);
  });

  it('has no words for what nobody says any more', () => {
    const all = sources.join('\n');
    const isSaid = (sentence: string) => sentence.split('{}').every((part) => all.includes(part));
    expect(Object.keys(REFUSAL_WORDS).filter((sentence) => !isSaid(sentence))).toEqual([]);
  });

  it('keeps in Chinese everything that the sentence is about', () => {
    const places = (text: string) => (text.match(/\{\d?\}/g) ?? []).length;
    const lost = Object.entries(REFUSAL_WORDS).filter(([english, chinese]) => places(english) !== places(chinese));
    expect(lost).toEqual([]);
  });

  it('is said with names and numbers, in the language of the pages', () => {
    expect(refusalIn('verify is not available at awaitingNotice', 'zh')).toBe('案件处于“待下发通知”，不能办理“验收”');
    expect(refusalIn('verify belongs to caseworker, department', 'zh')).toBe('“验收”由经办人、协办部门办理');
    expect(refusalIn('item 3 does not await rectification', 'zh')).toBe('第 3 项不在等待整改');
    expect(refusalIn('item 2 was extended 1 times', 'zh')).toBe('第 2 项已延期 1 次');
    expect(refusalIn('2026-11-20 has passed', 'zh')).toBe('2026-11-20 已经过去');
    expect(refusalIn('item 2 was extended 1 times', 'en')).toBe('item 2 was extended 1 times');
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
