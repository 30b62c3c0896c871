import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { root } from '../../config/root.ts';
import { PROBLEM_WORDS } from '../../web/words/problems.ts';
import { REFUSAL_WORDS, refusalIn } from '../../web/words/refusals.ts';

const sources = ['domain', 'casebook', 'api', 'intake', 'notification', 'worker'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8')),
);

/** The sentences that an expression may be, with `{}` for what is put into them. */
function sentences(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) return sentences(node.expression.expression);
  if (ts.isConditionalExpression(node)) return [...sentences(node.whenTrue), ...sentences(node.whenFalse)];
  return [];
}

/** Functions that answer why something does not fit, and nothing where it does. */
const JUDGES = /^(weaknessOf|unfitUrl|unreachable|timeError)$/;

/** The expression that says why, where something is refused. */
function reasonIn(node: ts.Node): ts.Node | undefined {
  if (ts.isCallExpression(node)) return node.expression.getText() === 'refuse' ? node.arguments[1] : undefined;
  if (ts.isReturnStatement(node)) return JUDGES.test(functionAround(node)?.name?.getText() ?? '') ? node.expression : undefined;
  if (ts.isObjectLiteralExpression(node)) return named(node, 'field') && named(node, 'message');
  if (!ts.isNewExpression(node)) return undefined;
  const [first, second] = node.arguments ?? [];
  if (node.expression.getText() === 'InvalidInput' || node.expression.getText() === 'DeliveryFailed') return second;
  if (node.expression.getText() === 'UnreadableFile') return first;
  return node.expression.getText() === 'Refused' && first && ts.isObjectLiteralExpression(first) ? named(first, 'reason') : undefined;
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
    const places = (text: string) => (text.match(/\{=?\d?\}/g) ?? []).length;
    const lost = Object.entries(REFUSAL_WORDS).filter(([english, chinese]) => places(english) !== places(chinese));
    expect(lost).toEqual([]);
  });

  it('is said with names and numbers, in the language of the pages', () => {
    expect(refusalIn('verify is not available at awaitingNotice', 'zh')).toBe('案件处于“待下发通知”，不能办理“验收”');
    expect(refusalIn('verify belongs to caseworker, department', 'zh')).toBe('“验收”由经办人、协办部门办理');
    expect(refusalIn('item 3 does not await rectification', 'zh')).toBe('第 3 项不在等待整改');
    expect(refusalIn('item 2 was extended 1 times', 'zh')).toBe('第 2 项已延期 1 次');
    expect(refusalIn('2026-11-20 has passed', 'zh')).toBe('2026-11-20 已经过去');
    expect(refusalIn('{{caller}} is no field of this message; it has {{caseNo}}, {{institution}}', 'zh')).toBe(
      '{{caller}} 不是这种消息的字段；可用：{{caseNo}}, {{institution}}',
    );
    expect(refusalIn('given up after 3 attempts: the receiver answered 503', 'zh')).toBe('试了 3 次后放弃：接收方回应 503');
    expect(refusalIn('the file has no column phone; it has institution, name', 'zh')).toBe('文件没有“phone”这一列；有：institution, name');
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
