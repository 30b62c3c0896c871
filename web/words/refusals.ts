import { type Language, language } from '../shared/language.ts';
import type { Texts } from '../shared/texts.ts';
import { ACTION_WORDS } from './actions.ts';
import { RUNG_WORDS, STAGE_WORDS } from './cases.ts';
import { REASON_WORDS } from './reasons.ts';
import { ENGLISH_REASONS } from './reasons-in-english.ts';
import { ROLE_TEXTS } from './roles.ts';
import { SETUP_REFUSAL_WORDS } from './setup-refusals.ts';

/**
 * Why the server did not allow something that no rule of the cases is about, in Chinese, by the sentence that it gives. `{}` stands for what the sentence is
 * about, in the order of the English; `{1}` and `{2}` where the order differs, `{=}` where it is left as it is, as the name of a field is. A
 * sentence that is said anywhere and not named here fails a test.
 */
export const REFUSAL_WORDS: Readonly<Record<string, string>> = {
  '{} belongs to {}': '“{1}”由{2}办理',
  'no letter of this number was written to your department': '没有以此文号发给贵部门的函件',
  '{} is merged into another itself': '{} 已并入其他案件',
  'a complaint about an official is handled on its own (R-104)': '反映公职人员的投诉须单独办理，不能并案',
  'there is no complaint {}': '没有投诉 {}',
  '{} is closed': '{} 已办结',
  'the case is closed': '案件已办结',
  ...SETUP_REFUSAL_WORDS,
  // what is referred to, files and lists
  'no institution has this id': '没有这个机构',
  'no institution of this division has this id': '本区划没有这个机构',
  'an institution files for itself': '机构只能为自己备案',
  'an institution signs for itself': '机构只能为自己签名',
  'there is no case {}': '没有案件 {}',
  'no evidence {} was uploaded to this case': '本案没有上传过证据 {}',
  'there is no such evidence in this case': '本案没有这份证据',
  'no file {} was handed in': '没有交来文件 {}',
  'a file is missing': '缺少文件',
  'the file is in quarantine': '文件已被隔离',
  'at most {} files': '最多 {} 个文件',
  'the file is empty': '文件是空的',
  'the file is not written in UTF-8; save it as CSV UTF-8 or as XLSX': '文件不是 UTF-8 编码；请另存为 CSV UTF-8 或 XLSX',
  'the file has no column {}; it has {}': '文件缺少列 {=1}；现有：{=2}',
  '{} cannot be read as {}: {}': '{=1} 不能按 {=2} 读取：{=3}',
  'this is neither JSON nor CSV: {}': '既不是 JSON，也不是 CSV：{=}',
  'record {}, {}: {}': '第 {=1} 条，{=2}：{=3}',
  'a CSV or JSON file is missing': '缺少 CSV 或 JSON 文件',
  'a CSV or XLSX file is missing': '缺少 CSV 或 XLSX 文件',
  'the mapping is not JSON': '对应关系不是 JSON',
  'the row is blank': '空行',
  'the row has no number of the source': '没有来源编号',
  'the number of the source is longer than {} characters': '来源编号超过 {} 个字符',
  'the institution has no name': '没有机构名称',
  '"{}" is not a number of beds': '“{}”不是床位数',
  'the row names no institution': '没有写明机构',
  'the row has no date of receipt': '没有接收日期',
  '"{}" is not a {}: {}': '“{=1}”不能用作 {=2}；可用：{=3}',
  '{} lies in the future': '{} 在今天以后',
  '"{}" is not a date written as {}': '“{=1}”不是按 {=2} 书写的日期',
  '"{}" is not a day written YYYY-MM-DD': '“{=}”不是有效的日期',
  'either a filter or the numbers of the cases': '须给出筛选条件，或案号',
  'it fits more than {} cases; narrow it down': '符合的案件超过 {} 件，请缩小范围',
  'the letter was answered': '函件已经答复',
  'e-mail is not set up': '没有配置电子邮件',
  'e-mail is not set up; hand the letter over with a link of its own': '没有配置电子邮件，请用一次性链接转交函件',
  '{{{}}} is no field of this message; it has {}': '{{{=}}} 不是这种消息的字段；可用：{=2}',
  'no department has this code': '没有这个部门代码',
  'a telephone number has 7 to 15 digits, and may have + - and an extension': '电话号码应有 7 至 15 位数字，可以带 +、- 和分机号',
  'it lies in the future': '不能晚于现在',
  'it lies before 1949-10-01': '不能早于 1949-10-01',
  'a day from 1949-10-01 to 2199-12-31': '须为 1949-10-01 至 2199-12-31 的日期',
  'an instant from 1900 to 2199': '须为 1900 至 2199 年的时间',
  'it has a character that cannot be kept': '含有无法保存的字符',
  'nothing is to be changed': '没有要更改的内容',
  'one of them is named twice': '有的写了两次',
  'at least one of them': '至少填写一项',
  'a name, or who it is among the users': '须填写姓名，或者选择用户',
  'no such service': '没有这项服务',
  'either a drawing or a piece of evidence': '手写签名和签名文件，只能有一样',
  'a report does not come before the accident': '报告时间不能早于事故发生时间',
  'an accident is reported when it is what the dangers are known from': '隐患来源为事故报告的须填写事故，其他来源不填',
  'a page of this product, as a path': '应为本系统页面的路径',
  'only what failed is sent again': '只有发送失败的才能重发',
  'this is not a cursor of this list': '翻页位置不对，请刷新',
  'between 1 and 200 characters': '1 至 200 个字符',
  'the version that was seen, as a number': '须为看到的版本号',
  'cannot be opened': '无法打开',
  'who takes it over is to be named': '合并、转交的须写明承接机构',
  'the transition period ends before it begins': '过渡期的结束不能早于开始',
  'it lies before the first day': '不能早于第一天',
  'it lies after {}': '晚于 {}',
  'at most {} days are reported on at once': '一次最多统计 {} 天',
  'the day of the backlog, as YYYY-MM-DD': '积压的日期，如 2026-11-25',
  'one of {}': '须为其中之一：{}',
};

const SPOKEN = [ACTION_WORDS, STAGE_WORDS, RUNG_WORDS, ROLE_TEXTS] as readonly Texts<Readonly<Record<string, string>>>[];

/** What a sentence is about, where it has a name: an action, a stage, a role, or several of them; or another sentence. */
function named(part: string, speaking: Language): string {
  const sentence = refusalIn(part, speaking);
  if (sentence !== part) return sentence;
  const nameOf = (one: string) => SPOKEN.map((table) => table[speaking]).find((table) => Object.hasOwn(table, one))?.[one] ?? one;
  return part
    .split(', ')
    .map(nameOf)
    .join(speaking === 'zh' ? '、' : ', ');
}

const filled = (words: string, parts: readonly string[], speaking: Language): string =>
  words.replace(/\{(=?)(\d?)\}/g, (_, asItIs: string, no: string) => {
    const part = parts[Number(no || 1) - 1] ?? '';
    return asItIs ? part : named(part, speaking);
  });

/** The English of a sentence with its places numbered, and left as they are where the Chinese leaves them so. */
function englishOf(sentence: string, chinese: string): string {
  let no = 0;
  const asItIs = (place: number) => chinese.includes(`{=${place}}`) || (place === 1 && chinese.includes('{=}'));
  return sentence.replace(/\{\}/g, () => {
    no += 1;
    return `{${asItIs(no) ? '=' : ''}${no}}`;
  });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** The sentences as patterns, those that say most first. */
const PATTERNS = Object.entries(REFUSAL_WORDS)
  .filter(([english]) => english.includes('{}'))
  .sort(([a], [b]) => b.replaceAll('{}', '').length - a.replaceAll('{}', '').length)
  .map(([english, zh]) => ({
    pattern: new RegExp(`^${english.split('{}').map(escaped).join('(.+?)')}$`),
    words: { zh, en: englishOf(english, zh) },
  }));

/** Why the rules refused something: where the server says it the reason and what that is about, and with it the class. */
interface Refusal {
  code?: string | undefined;
  reason?: string | undefined;
  about?: readonly string[] | undefined;
}

/** Refusals of the rules, which say in a sentence of their own why; all others are said by their code alone. */
const OF_RULES = new Set([
  'action-not-available',
  'role-not-allowed',
  'same-person',
  'conflict-of-interest',
  'not-in-time',
  'not-lawful',
  'cap-reached',
]);

/** The sentence that stands behind a refusal of the rules; nothing where the code says it all. */
export const detailOf = (refusal: Refusal, sentence: string): string | undefined =>
  refusal.code !== undefined && OF_RULES.has(refusal.code) && sentence !== '' && sentence !== refusal.code
    ? said(refusal, sentence)
    : undefined;

const REASONS: Texts<Readonly<Record<string, string>>> = { zh: REASON_WORDS, en: ENGLISH_REASONS };

/** How many things a text is about. */
const placesIn = (words: string): number => words.match(/\{=?\d?\}/g)?.length ?? 0;

/** What a problem says, in the language of the pages: by the code of its reason where the rules gave one and all that it is about, else by its sentence. */
export function said({ reason, about = [] }: Refusal, sentence: string, speaking: Language = language()): string {
  const words = reason === undefined ? undefined : REASONS[speaking][reason];
  return words === undefined || about.length < placesIn(words) ? refusalIn(sentence, speaking) : filled(words, about, speaking);
}

/** Why something was refused, in the language of the pages; as the server said it where there is no other wording. */
export function refusalIn(said: string, speaking: Language = language()): string {
  const exact = REFUSAL_WORDS[said];
  if (exact !== undefined) return speaking === 'zh' ? exact : said;
  for (const { pattern, words } of PATTERNS) {
    const parts = pattern.exec(said)?.slice(1);
    if (parts) return filled(words[speaking], parts, speaking);
  }
  return said;
}
