import type { Circumstances } from '../../../domain/kernel/case-type.ts';
import {
  extendable,
  type HazardItem,
  publishable,
  type RECTIFICATION_ACTIONS,
  type RectificationFile,
} from '../../../domain/rectification.ts';
import { addDays, dayOf, type IsoDate } from '../../../domain/working-days.ts';
import { type ExampleContext, type ExamplesOf, inDays } from './common.ts';

/** Days that the notice gives an item, by how grave it is. */
const DAYS: Record<HazardItem['severity'], number> = { onTheSpot: 1, general: 14, major: 30, intractable: 60 };

const inState = ({ items }: RectificationFile, state: HazardItem['state']): HazardItem[] => items.filter((i) => i.state === state);

/** The item for which more time may be asked; without policy and calendar the one with the most time left. */
function lateItem(file: RectificationFile, context: ExampleContext): HazardItem | undefined {
  const { policy, calendar } = context;
  if (policy && calendar) return extendable(file, context as Circumstances)[0];
  const open = inState(file, 'notified').filter((i) => !i.extension);
  return open.sort((a, b) => a.extensions - b.extensions || (`${a.dueOn}` < `${b.dueOn}` ? 1 : -1))[0];
}

const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);

/** Examples of the actions of a rectification: they name the very items that await the action. */
export const RECTIFICATION_EXAMPLES: ExamplesOf<typeof RECTIFICATION_ACTIONS, RectificationFile> = {
  issueNotice: ({ items }, context) => ({
    dates: items.map(({ no, severity }) => ({ itemNo: no, dueOn: inDays(context, DAYS[severity]) })),
    departments: ['消防救援大队'],
    ...(items.some((i) => i.severity === 'intractable')
      ? { plan: { plan: '一院一案整改方案', measures: '分区停用、加装喷淋、更换线路', responsiblePerson: '陈院长' } }
      : {}),
  }),
  submitRectification: (file) => ({ items: inState(file, 'notified').map(({ no }) => ({ itemNo: no, note: '已整改完毕，照片附后。' })) }),
  requestExtension(file, context) {
    const item = lateItem(file, context);
    const dueOn = addDays(later(item?.dueOn ?? dayOf(context.now), dayOf(context.now)), 7);
    return { itemNo: item?.no ?? 1, dueOn, reason: '施工材料未到货，申请延期一周。' };
  },
  decideExtension(file, context) {
    const item = file.items.find((i) => i.extension);
    const granted = item?.extension !== undefined && item.extension.dueOn >= dayOf(context.now);
    return { itemNo: item?.no ?? 1, granted, reason: granted ? '理由成立，同意延期。' : '所申请日期已过，不予延期。' };
  },
  verify: (file) => ({
    verdicts: inState(file, 'submitted').map(({ no }) => ({ itemNo: no, passed: true, note: '现场查看，整改到位。' })),
  }),
  signOff: () => ({ note: '同意销号。' }),
  recordLookBack: () => ({ recurred: [], note: '回头看未发现反弹。' }),
  orderSuspension: () => ({ reason: '逾期未整改，存在危及老年人生命安全的风险。' }),
  liftSuspension: () => ({ reason: '隐患已消除，同意恢复运营。' }),
  listForSupervision: () => ({ reason: '重大火灾隐患，挂牌督办。' }),
  openJointEnforcement: () => ({ reason: '机构拒不整改，商请联合执法。', departments: ['消防救援大队', '市场监督管理局'] }),
  proposeSanctions: () => ({ selfCheckPoor: true, cause: '自查走过场，消防通道长期堵塞未列入自查清单。' }),
  reportToGovernment: () => ({ reason: '涉及面广，报县人民政府研究。' }),
  publish(file) {
    const what = publishable(file, 'problem').length > 0 ? 'problem' : 'result';
    return { what, itemNos: publishable(file, what).map((i) => i.no) };
  },
};
