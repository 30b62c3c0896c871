import type { ANSWER_WAYS, CATEGORIES, CHANNELS, REFERRAL_TARGETS } from '../../domain/complaint/file.ts';
import { dayOf, type IsoDate, parseDay } from '../../domain/days.ts';
import type { CONCLUSIONS } from '../../domain/filing-check/file.ts';
import type { HAZARD_KINDS, SEVERITIES } from '../../domain/rectification.ts';

type Words<T extends readonly string[]> = Readonly<Record<T[number], string>>;

export const HAZARD_KIND: Words<typeof HAZARD_KINDS> = {
  building: '建筑',
  fire: '消防',
  food: '食品',
  medical: '医疗卫生',
  environment: '环境保护',
  specialEquipment: '特种设备',
  management: '服务管理',
  other: '其他',
};
export const SEVERITY: Words<typeof SEVERITIES> = { onTheSpot: '即查即改', general: '一般', major: '重大', intractable: '一院一案' };
export const CHANNEL: Words<typeof CHANNELS> = {
  hotline: '监督热线',
  box: '投诉信箱',
  visit: '来访',
  letter: '来信',
  web: '网络平台',
  transfer: '转来',
};
export const CATEGORY: Words<typeof CATEGORIES> = {
  service: '服务质量',
  safety: '安全隐患',
  food: '食品安全',
  medical: '医疗卫生',
  abuse: '欺老虐老',
  fees: '收费价格',
  funds: '资金管理',
  fraud: '养老诈骗、非法集资',
  staffConduct: '工作人员作风',
  other: '其他',
};
export const ANSWER_WAY: Words<typeof ANSWER_WAYS> = { phone: '电话', letter: '书面', portal: '网络平台', visit: '当面' };
export const CONCLUSION: Words<typeof CONCLUSIONS> = {
  genuine: '属实',
  differs: '不符',
  urgedToFile: '督促备案',
  handedToInvestigation: '转查处',
};
export const TARGET: Words<typeof REFERRAL_TARGETS> = { discipline: '纪检监察机构', police: '公安机关' };

/** What every record of an inspection says of how it was made. */
export const INSPECTED_UNDER = '本次检查按照《养老机构行政检查办法》进行。';

/** A day as documents write it: 2026年3月10日. RangeError when it is not a day. */
export function onDay(day: IsoDate): string {
  const [year, month, date] = parseDay(day).split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** An instant as documents write it, by the clock of Asia/Shanghai: 2026年3月10日14时05分. */
export function atTime(instantMs: number): string {
  const day = dayOf(instantMs);
  const minutes = Math.floor((instantMs - Date.parse(`${day}T00:00:00+08:00`)) / 60_000);
  return `${onDay(day)}${Math.floor(minutes / 60)}时${String(minutes % 60).padStart(2, '0')}分`;
}
