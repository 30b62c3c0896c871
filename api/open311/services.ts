import { CATEGORIES } from '../../domain/complaint.ts';
import type { Answer } from './formats.ts';

type Category = (typeof CATEGORIES)[number];

const NAMES: Record<Category, string> = {
  service: '服务质量',
  safety: '安全管理',
  food: '食品安全',
  medical: '医疗卫生',
  abuse: '欺老虐老',
  fees: '收费押金',
  funds: '补助资金',
  fraud: '非法集资诈骗',
  staffConduct: '工作人员作风',
  other: '其他',
};

export const isService = (code: string): code is Category => CATEGORIES.some((category) => category === code);

/** What can be reported, as GeoReport v2 lists services: the categories of a complaint. */
export const services = (): Answer[] =>
  CATEGORIES.map((code) => ({
    service_code: code,
    service_name: NAMES[code],
    description: `养老机构投诉举报：${NAMES[code]}`,
    metadata: true,
    type: 'realtime',
    keywords: '养老机构,投诉举报',
    group: '养老服务监管',
  }));

/** The question that a report of every kind answers beside the standard's own. */
export const definitionOf = (code: Category): Answer => ({
  service_code: code,
  attributes: [
    {
      code: 'institution',
      order: 1,
      variable: true,
      datatype: 'string',
      required: true,
      datatype_description: '养老机构名称',
      description: '所涉养老机构的名称或者编号',
    },
    {
      code: 'source_number',
      order: 2,
      variable: true,
      datatype: 'string',
      required: false,
      datatype_description: '工单编号',
      description: '热线平台的工单编号',
    },
  ],
});

export const serviceName = (code: string): string => (isService(code) ? NAMES[code] : code);
