import { texts, useTexts } from '../../shared/texts.ts';
import type { RegisterEntry } from './registers.ts';

const TEXTS = texts(
  {
    address: '地址',
    category: '类型',
    operationMode: '运营方式',
    beds: '床位',
    bedsOf: (n: number) => `${n} 张`,
    filedOn: '备案日期',
    complaintLine: '监督热线',
    complaintBox: '投诉信箱',
    registrationNo: '登记证号',
    grade: '等级',
    gradeOf: (grade: string, on: string | null) => (on ? `${grade}（${on} 评定）` : grade),
    services: '服务内容',
    bedFee: '床位费',
    careFee: '护理费',
    priceKind: '定价方式',
    priceKinds: { governmentSet: '政府定价', governmentGuided: '政府指导价', market: '市场调节价' },
    dueOn: '整改期限',
    rectifiedOn: '整改完成',
    cause: '事由',
    listedOn: '列入日期',
    creditCode: '统一社会信用代码',
    successor: '承接机构',
    transition: '过渡期',
    period: (from: string, until: string) => `${from} 至 ${until}`,
    dispositions: { closeDown: '关闭', stopService: '停业', mergeInto: '合并', handOver: '转交运营' },
    left: '已退出',
    unfiledNow: '未备案',
    mended: '已整改',
    inHand: '整改中',
    listed: '联合惩戒',
    kinds: {
      building: '建筑',
      fire: '消防',
      food: '食品',
      medical: '医疗卫生',
      environment: '环境保护',
      specialEquipment: '特种设备',
      management: '管理',
      other: '其他',
    },
    severities: { onTheSpot: '即查即改', general: '一般隐患', major: '重大隐患', intractable: '一院一案' },
  },
  {
    address: 'Address',
    category: 'Kind',
    operationMode: 'Run as',
    beds: 'Beds',
    bedsOf: (n: number) => `${n}`,
    filedOn: 'Filed on',
    complaintLine: 'Complaint line',
    complaintBox: 'Complaint box',
    registrationNo: 'Registration no.',
    grade: 'Grade',
    gradeOf: (grade: string, on: string | null) => (on ? `${grade} (given on ${on})` : grade),
    services: 'Services',
    bedFee: 'Bed fee',
    careFee: 'Care fee',
    priceKind: 'Prices',
    priceKinds: { governmentSet: 'Set by the government', governmentGuided: 'Guided by the government', market: 'Free' },
    dueOn: 'To be mended by',
    rectifiedOn: 'Mended on',
    cause: 'Cause',
    listedOn: 'Listed on',
    creditCode: 'Credit code',
    successor: 'Taken over by',
    transition: 'Transition',
    period: (from: string, until: string) => `${from} to ${until}`,
    dispositions: { closeDown: 'Closing', stopService: 'Stopping', mergeInto: 'Merging', handOver: 'Handed over' },
    left: 'Has left',
    unfiledNow: 'Not filed',
    mended: 'Mended',
    inHand: 'Being mended',
    listed: 'Listed',
    kinds: {
      building: 'Building',
      fire: 'Fire',
      food: 'Food',
      medical: 'Medical',
      environment: 'Environment',
      specialEquipment: 'Special equipment',
      management: 'Management',
      other: 'Other',
    },
    severities: { onTheSpot: 'At once', general: 'General', major: 'Major', intractable: 'Hard to mend' },
  },
);

interface Shown {
  title: string;
  division: string;
  mark?: { text: string; tone: 'calm' | 'soon' | 'late' };
  text?: string;
  facts: [term: string, value: string | null][];
}

/** One row of a register as a card. */
export function Entry({ entry }: { entry: RegisterEntry }) {
  const { title, division, mark, text, facts } = useShown(entry);
  return (
    <li className="entry">
      <h2>{title}</h2>
      <p className="entry-place">
        <span>{division}</span>
        {mark && <span className={`mark mark-${mark.tone}`}>{mark.text}</span>}
      </p>
      {text && <p className="written">{text}</p>}
      <dl>
        {facts.map(
          ([term, value], i) =>
            value !== null && (
              <div key={i}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </li>
  );
}

function useShown(entry: RegisterEntry): Shown {
  const t = useTexts(TEXTS);
  const { divisionName: division } = entry;
  if (entry.of === 'institutions') {
    const beds = entry.beds === null ? null : t.bedsOf(entry.beds);
    const { name: title, address, category, operationMode, filedOn, complaintLine, complaintBox, registrationNo, grade, services } = entry;
    return {
      title,
      division,
      facts: [
        [t.address, address],
        [t.category, category],
        [t.operationMode, operationMode],
        [t.beds, beds],
        [t.filedOn, filedOn],
        [t.registrationNo, registrationNo],
        [t.grade, grade === null ? null : t.gradeOf(grade, entry.gradedOn)],
        [t.services, services],
        [t.bedFee, entry.bedFee],
        [t.careFee, entry.careFee],
        [t.priceKind, entry.priceKind && t.priceKinds[entry.priceKind]],
        [t.complaintLine, complaintLine],
        [t.complaintBox, complaintBox],
      ],
    };
  }
  if (entry.of === 'unfiled')
    return { title: entry.name, division, mark: { text: t.unfiledNow, tone: 'late' }, facts: [[t.address, entry.address]] };
  if (entry.of === 'exits')
    return {
      title: entry.name,
      division,
      mark: entry.completed ? { text: t.left, tone: 'calm' } : { text: t.dispositions[entry.disposition], tone: 'soon' },
      text: entry.announcement,
      facts: [
        [t.transition, t.period(entry.transitionFrom, entry.transitionUntil)],
        [t.successor, entry.successor],
        [t.address, entry.address],
      ],
    };
  if (entry.of === 'blacklist')
    return {
      title: entry.name,
      division,
      mark: { text: t.listed, tone: 'late' },
      facts: [
        [t.creditCode, entry.creditCode],
        ...entry.causes.flatMap(({ cause, listedOn }): Shown['facts'] => [
          [t.cause, cause],
          [t.listedOn, listedOn],
        ]),
      ],
    };
  return {
    title: entry.institution ?? '—',
    division: `${division} · ${t.kinds[entry.kind]} · ${t.severities[entry.severity]}`,
    mark: entry.result ? { text: t.mended, tone: 'calm' } : { text: t.inHand, tone: 'soon' },
    text: entry.description,
    facts: entry.result ? [[t.rectifiedOn, entry.rectifiedOn]] : [[t.dueOn, entry.dueOn]],
  };
}
