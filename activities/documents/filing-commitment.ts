import type { IsoDate } from '../../domain/days.ts';
import { COMMITMENT_SUBJECTS, type CommitmentSubject } from '../../domain/filing-check/file.ts';
import type { Signed } from './blocks.ts';
import { institutionOf, type Letterhead, type Sheets } from './page.ts';
import { heading, ledger, salutation, signatures, text } from './parts.ts';
import { TITLE } from './titles.ts';
import { HAZARD_KIND, onDay } from './words.ts';

/** Credit commitment at filing (备案信用承诺书, F-16, R-001): the six subjects, in public. */
export interface FilingCommitment extends Letterhead {
  subjects: CommitmentSubject[];
  committedOn: IsoDate;
  filedOn?: IsoDate;
  signed?: Signed;
}

export function filingCommitment(facts: FilingCommitment): Sheets {
  const { subjects, committedOn, filedOn, signed } = facts;
  return [
    [
      heading(TITLE.filingCommitment),
      salutation(facts.issuer),
      text(
        `本单位${filedOn ? `于${onDay(filedOn)}` : ''}申请养老机构备案，已知晓有关法律、法规、规章和强制性国家标准，对下列事项作出书面承诺：`,
        '一、所填报的备案信息真实、准确、完整。',
        '二、下列六个方面符合国家有关规定，并持续保持：',
      ),
      ledger(COMMITMENT_SUBJECTS, [
        { title: '承诺事项', of: (subject) => HAZARD_KIND[subject], width: 'middle' },
        { title: '承诺', of: (subject) => (subjects.includes(subject) ? '是' : '否'), width: 'short' },
        { title: '承诺内容', of: (subject) => CONTENT[subject] },
      ]),
      text('三、接受民政部门和有关部门的监督检查。承诺不实或者违反承诺的，依法承担责任，并同意记入信用记录。本承诺书向社会公开。'),
      text(`承诺单位：${institutionOf(facts)}（印章）　　承诺日期：${onDay(committedOn)}`),
      signatures({ who: '法定代表人或者主要负责人签字', signed }),
    ],
  ];
}

const CONTENT: Readonly<Record<CommitmentSubject, string>> = {
  building: '房屋建筑安全，取得合法使用的房屋权属或者租赁文件，符合养老机构建筑设计规范。',
  fire: '消防设施、器材和疏散条件符合消防法律、法规和技术标准。',
  food: '自办食堂依法取得食品经营许可，委托供餐的选择有资质的单位。',
  medical: '内设医疗机构依法取得许可或者备案；提供医疗卫生服务的符合有关规定。',
  environment: '符合环境保护有关要求。',
  specialEquipment: '电梯、锅炉等特种设备依法登记并定期检验。',
};
