import { type Language, language } from '../shared/language.ts';
import { ACTION_WORDS } from './actions.ts';
import { RUNG_WORDS, STAGE_WORDS } from './cases.ts';
import { ROLE_TEXTS } from './roles.ts';
import { SETUP_REFUSAL_WORDS } from './setup-refusals.ts';

/**
 * Why the rules or the server did not allow something, in Chinese, by the sentence that the server gives. `{}` stands for what the sentence is
 * about, in the order of the English; `{1}` and `{2}` where the order differs, `{=}` where it is left as it is, as the name of a field is. A
 * sentence that is said anywhere and not named here fails a test.
 */
export const REFUSAL_WORDS: Readonly<Record<string, string>> = {
  // what every case has
  '{} is not available at {}': '案件处于“{2}”，不能办理“{1}”',
  '{} belongs to {}': '“{1}”由{2}办理',
  'the case concerns this official': '本案涉及该人员',
  'the case concerns whom this officer stands in for': '本案涉及该人员所代办的人',
  'the case is assigned; reassign it with a note': '案件已分派；请写明情况后改派',
  'nobody has the case yet; assign it': '案件还没有承办人，请先分派',
  'only the officer who has the case may return it': '只有承办人可以退回案件',
  'a case is returned at most {} times': '案件最多退回 {} 次',
  'a case is returned within {} working days': '案件须在 {} 个工作日内退回',
  'the clock does not run': '期限没有在计算',
  'a suspension cannot begin in the future': '中止不能从以后的日期起算',
  'a suspension cannot begin before receipt': '中止不能早于接收之日',
  'a suspension cannot begin before the clock was last resumed': '中止不能早于上次恢复计时之日',
  'the clock is not suspended': '期限没有中止',
  'no date of the bureau itself is running': '没有正在计算的本单位期限',
  'the case has no such date running': '本案没有正在计算的这个期限',
  'only a period of the bureau itself can be extended here': '这里只能延长本单位自己的期限',
  'the date has passed': '期限已过',
  'a case is not linked to itself': '案件不能与自己关联',
  'the institution is identified already': '机构已经确认',
  'nothing is left to hold': '没有可以保全的内容',
  'it is so already': '已经是这个状态',
  'they are named already, and kept from the case': '这些人员已经登记，并已与本案隔离',
  'it is anonymous already': '已经匿名化',
  'it is held for the law': '因法律程序保全，不能匿名化',
  'only a closed case is made anonymous': '只有已办结的案件可以匿名化',
  'it is kept until {}': '须保存至 {}',
  'it was recorded before texts could be removed; the chain would not hold': '该案记录较早，去除内容会使记录链断裂',
  'no letter of this case waits for a reply': '本案没有等待答复的函件',
  'no letter of this number was written to your department': '没有以此文号发给贵部门的函件',
  'letter {} does not exist or was answered': '第 {} 号函件不存在，或已经答复',
  'somebody else has the case': '案件由他人承办',
  'the case is under this policy already': '案件已适用这一政策',
  'there is no such policy': '没有这一政策',
  '{} has passed': '{} 已经过去',
  '{} lies more than ten years ahead': '{} 在十年以后',
  // rectification
  'item {} {}': '第 {1} 项{2}',
  'is not of this case': '不属于本案',
  'does not await rectification': '不在等待整改',
  'does not await verification': '不在等待验收',
  'item {} is named twice (R-069)': '第 {} 项写了两次',
  'the item does not await rectification': '这一项不在等待整改',
  'item {} awaits a decision already': '第 {} 项的延期申请已在等待审批',
  'item {} was extended {} times': '第 {1} 项已延期 {2} 次',
  'more time for item {} had to be asked for earlier': '第 {} 项已过申请延期的时间',
  'a hazard that is hard to mend needs a plan, measures and a responsible person (R-070, R-072)':
    '难以整改的隐患须一院一案，写明方案、措施和责任人',
  'no item awaits rectification': '没有等待整改的隐患',
  'the new date must be later than the present one': '新的期限须晚于现在的期限',
  'no extension has been asked for': '没有人申请延期',
  'no extension was asked for item {}': '第 {} 项没有申请延期',
  'whoever submitted may not verify (R-069)': '提交整改的人不能验收',
  'whoever verified may not sign off (R-069)': '验收的人不能签字销号',
  'lift the suspension of operation first': '请先解除停业整顿',
  'operation is suspended already': '已经停业整顿',
  'suspension follows a date that was missed or an acceptance that failed (R-091)': '只有逾期未改或验收未通过，才能责令停业整顿',
  'operation is not suspended': '没有停业整顿',
  'the case is listed already': '已经挂牌督办',
  'what was found by self-check is published only by decision of the leader (C-28)': '自查发现的问题，由分管领导决定是否公开',
  'all of it is published already': '已经全部公开',
  // complaints and referrals
  'the referral does not carry who complained': '移送时没有附举报人信息',
  'reopening is being decided on': '重新办理的申请正在审批',
  'a complainant who says so was reached': '投诉人本人作答，即为已联系上',
  'whether they are satisfied is said by those who were reached, and by nobody else': '只有联系上的投诉人才能表示是否满意',
  'a score is given by those who were reached, and by nobody else': '只有联系上的投诉人才能打分',
  'only an answered complaint is reopened': '只有已答复的投诉可以重新办理',
  'reopening is asked for once': '重新办理只能申请一次',
  'reopening is asked for within {} working days of the answer': '须在答复后 {} 个工作日内申请重新办理',
  'reopening has not been asked for': '没有人申请重新办理',
  'whoever gave the answer does not decide on reopening': '作出答复的人不能审批重新办理',
  'merged into {} already': '已并入 {}',
  'once accepted it is merged by caseworker, supervisor': '受理后由经办人、督办负责人并案',
  'a complaint is not merged into itself': '投诉不能并入自己',
  '{} is merged into {} itself': '{1} 已并入 {2}',
  '{} is merged into another itself': '{} 已并入其他案件',
  'a request waits for its decision': '已有申请在等待审批',
  'it is granted and has not run out': '已经批准，仍在时限内',
  'no request waits for a decision': '没有等待审批的申请',
  'whoever asks does not decide': '申请人不能审批自己的申请',
  'this request does not wait for a decision': '这个申请不在等待审批',
  'nobody granted it, or the time granted is over': '没有获得批准，或已过批准的时限',
  'a complaint about an official is handled on its own (R-104)': '反映公职人员的投诉须单独办理，不能并案',
  'there is no complaint {}': '没有投诉 {}',
  '{} is closed': '{} 已办结',
  'the case is closed': '案件已办结',
  // filing checks
  'a visit is recorded after it was made': '检查须在进行之后记录',
  'the visit lies before {}, the day the period began': '检查日期早于期限起算之日 {}',
  'a site check is made by {} inspectors': '现场检查须有 {} 名检查人员',
  'a filing is recorded after it was made': '备案须在办理之后记录',
  'a filing is confirmed after its site check (R-005)': '须先现场检查，才能确认备案',
  'the site check found differences (R-005)': '现场检查发现与备案不符',
  'whoever made the check does not confirm it': '检查的人不能确认',
  'a correction follows a site check (R-005)': '须先现场检查，才能要求更正',
  'the institution still has time to file, or was not urged to (R-015)': '机构仍在备案期限内，或尚未督促',
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
  'the file has no column {}; it has {}': '文件没有“{=1}”这一列；有：{=2}',
  '{} cannot be read as {}: {}': '{=1} 不能按 {=2} 读取：{=3}',
  'this is neither JSON nor CSV: {}': '既不是 JSON，也不是 CSV：{=}',
  'record {}, {}: {}': '第 {=1} 条，{=2}：{=3}',
  'a CSV or JSON file is missing': '缺少 CSV 或 JSON 文件',
  'a CSV or XLSX file is missing': '缺少 CSV 或 XLSX 文件',
  'the mapping is not JSON': '对应关系不是 JSON',
  'either a filter or the numbers of the cases': '须给出筛选条件，或案号',
  'it fits more than {} cases; narrow it down': '符合的案件超过 {} 件，请缩小范围',
  'the letter was answered': '函件已经答复',
  'e-mail is not set up': '没有配置电子邮件',
  'e-mail is not set up; hand the letter over with a link of its own': '没有配置电子邮件，请用一次性链接转交函件',
  '{{{}}} is no field of this message; it has {}': '{{{=}}} 不是这种消息的字段；可用：{=2}',
  'no department has this code': '没有这个部门代码',
  'a page of this product, as a path': '应为本系统页面的路径',
  'only what failed is sent again': '只有发送失败的才能重发',
  'this is not a cursor of this list': '翻页位置不对，请刷新',
  'between 1 and 200 characters': '1 至 200 个字符',
  'the version that was seen, as a number': '须为看到的版本号',
  'cannot be opened': '无法打开',
  'it lies after {}': '晚于 {}',
  'at most {} days are reported on at once': '一次最多统计 {} 天',
  'the day of the backlog, as YYYY-MM-DD': '积压的日期，如 2026-11-25',
  'one of {}': '须为其中之一：{}',
};

const TABLES = [ACTION_WORDS.zh, STAGE_WORDS.zh, RUNG_WORDS.zh, ROLE_TEXTS.zh] as readonly Readonly<Record<string, string>>[];

/** What a sentence is about, in Chinese where it has a name: an action, a stage, a role, or several of them; or another sentence. */
function named(part: string): string {
  const sentence = refusalIn(part, 'zh');
  if (sentence !== part) return sentence;
  return part
    .split(', ')
    .map((one) => TABLES.find((table) => one in table)?.[one] ?? one)
    .join('、');
}

const filled = (chinese: string, parts: readonly string[]): string =>
  chinese.replace(/\{(=?)(\d?)\}/g, (_, asItIs: string, no: string) => {
    const part = parts[Number(no || 1) - 1] ?? '';
    return asItIs ? part : named(part);
  });

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** The sentences as patterns, those that say most first. */
const PATTERNS = Object.entries(REFUSAL_WORDS)
  .filter(([english]) => english.includes('{}'))
  .sort(([a], [b]) => b.replaceAll('{}', '').length - a.replaceAll('{}', '').length)
  .map(([english, chinese]) => [new RegExp(`^${english.split('{}').map(escaped).join('(.+?)')}$`), chinese] as const);

/** Refusals of the rules, which say in a sentence of their own why; all others are said by their code alone. */
const OF_RULES = new Set([
  'action-not-available',
  'role-not-allowed',
  'same-person',
  'conflict-of-interest',
  'not-in-time',
  'not-lawful',
  'cap-reached',
  'case-closed',
]);

/** The sentence that stands behind a refusal of the rules; nothing where the code says it all. */
export const detailOf = (code: string, said: string): string | undefined =>
  OF_RULES.has(code) && said !== '' && said !== code ? refusalIn(said) : undefined;

/** Why something was refused, in the language of the pages; as the server said it where there is no other wording. */
export function refusalIn(said: string, speaking: Language = language()): string {
  if (speaking === 'en') return said;
  const exact = REFUSAL_WORDS[said];
  if (exact !== undefined) return exact;
  for (const [pattern, chinese] of PATTERNS) {
    const parts = pattern.exec(said)?.slice(1);
    if (parts) return filled(chinese, parts);
  }
  return said;
}
