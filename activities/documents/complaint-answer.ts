import type { Answer, ComplaintFile } from '../../domain/complaint/file.ts';
import type { IsoDate } from '../../domain/days.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { factTable, heading, note, salutation, section, text } from './parts.ts';
import { TITLE } from './titles.ts';
import { ANSWER_WAY, CATEGORY, CHANNEL, onDay } from './words.ts';

/**
 * Answer to the complainant (投诉举报办理情况反馈, F-38, R-102). It is addressed to nobody by name: who complained is sealed, and the
 * document is kept with the case.
 */
export interface ComplaintAnswer extends Letterhead, Pick<ComplaintFile, 'channel' | 'category'>, Pick<Answer, 'way' | 'late'> {
  receivedOn: IsoDate;
  /** What the complainant is told. */
  answer: string;
  substantiated?: boolean;
  /** How long reopening may be asked for after the answer; unset when it may not. */
  reopenWithinWorkingDays?: number;
}

/** What a resident and an institution fall out about between themselves. */
const DISPUTED: readonly ComplaintFile['category'][] = ['service', 'fees'];
const WAYS_OUT =
  '你与养老机构之间的服务纠纷，可以自愿协商解决，可以向人民调解委员会申请调解，也可以依法向人民法院提起诉讼。达成的调解协议书、生效的裁判文书等材料，办结前可以凭查询码提交我单位存入案卷。';

export function complaintAnswer(facts: ComplaintAnswer): Sheets {
  const { way, substantiated, reopenWithinWorkingDays: days } = facts;
  const body = [
    heading(TITLE.complaintAnswer),
    salutation('投诉举报人'),
    text(`你于${onDay(facts.receivedOn)}反映的关于${institutionOf(facts)}的问题，我单位已经办理，现将办理情况反馈如下。`),
    factTable([
      ['受理日期、渠道', `${onDay(facts.receivedOn)}，${CHANNEL[facts.channel]}`],
      ['反映类别', CATEGORY[facts.category]],
      ['调查结论', substantiated === undefined ? undefined : substantiated ? '属实' : '不属实'],
      ['反馈日期', `${onDay(facts.issuedOn)}${facts.late ? '（超过规定期限）' : ''}`],
      ['反馈方式', way && ANSWER_WAY[way]],
    ]),
    section('办理结果', ...text(facts.answer)),
    DISPUTED.includes(facts.category) ? section('争议的解决', ...text(WAYS_OUT)) : [],
    text(
      '我单位将就办理情况进行满意度回访。',
      days === undefined ? undefined : `如对办理结果不满意，可以自反馈之日起${days}个工作日内申请重新办理一次。`,
    ),
    signedBy(facts),
    note('凭受理时告知的回执码可以随时查询办理进度、补充情况。'),
  ];
  return [body];
}
