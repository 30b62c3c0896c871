import { texts } from '../shared/texts.ts';

/** What a complaint can be about, each with an example in plain words. */
export const CATEGORIES = texts(
  {
    service: { title: '服务不到位', more: '照料、护理、康复没有按约定做' },
    safety: { title: '安全隐患', more: '消防通道堵塞、设施破损、房屋危险' },
    food: { title: '饮食问题', more: '饭菜变质、不卫生、吃不饱' },
    medical: { title: '医疗用药', more: '错发药、生病没人管' },
    abuse: { title: '打骂虐待', more: '打骂、捆绑、侮辱老人' },
    fees: { title: '收费', more: '乱收费、不退费、不开票据' },
    funds: { title: '押金预付款', more: '要求交大额会员费、押金去向不明' },
    fraud: { title: '诈骗', more: '推销保健品、非法集资' },
    staffConduct: { title: '工作人员', more: '态度恶劣、索要财物' },
    other: { title: '其他', more: '不确定是哪一类也没关系' },
  },
  {
    service: { title: 'Poor service', more: 'care not given as agreed' },
    safety: { title: 'Unsafe premises', more: 'blocked fire exits, broken fittings' },
    food: { title: 'Food', more: 'spoilt, dirty, too little' },
    medical: { title: 'Medical care', more: 'wrong medicine, illness ignored' },
    abuse: { title: 'Abuse', more: 'beating, tying up, insults' },
    fees: { title: 'Fees', more: 'overcharging, no refund, no receipt' },
    funds: { title: 'Deposits', more: 'large membership fees, money unaccounted for' },
    fraud: { title: 'Fraud', more: 'pushing health products, illegal fund-raising' },
    staffConduct: { title: 'Staff conduct', more: 'rudeness, asking for gifts' },
    other: { title: 'Something else', more: 'not being sure is fine' },
  },
);

export type Category = keyof typeof CATEGORIES.zh;
