import type { ComplaintFile } from '../../domain/complaint/file.ts';
import type { IsoDate } from '../../domain/days.ts';
import { institutionOf, type Letterhead, type Sheets, signedBy } from './page.ts';
import { factTable, heading, note, salutation, text } from './parts.ts';
import { TITLE } from './titles.ts';
import { CATEGORY, CHANNEL, onDay } from './words.ts';

/**
 * Transfer of a complaint that is not our remit (转办函, R-104): a letter to the department and, on a sheet of its own, the notice to the
 * complainant. Neither names who complained; the department asks us when it has to know.
 */
export interface TransferNotice extends Letterhead, Pick<ComplaintFile, 'channel' | 'category'> {
  department: string;
  reason: string;
  receivedOn: IsoDate;
  /** What was reported, written so that it does not tell by whom. */
  summary?: string;
}

export function transferNotice(facts: TransferNotice): Sheets {
  return [toDepartment(facts), toComplainant(facts)];
}

const toDepartment = (facts: TransferNotice) => [
  heading(TITLE.transferNotice),
  salutation(facts.department),
  text('我单位收到下列投诉举报。经审查，所反映的事项属于贵单位职责范围，现予转办，请依法处理，并将处理结果告知投诉举报人和我单位。'),
  factTable([
    ['涉及机构', institutionOf(facts)],
    ['受理日期、渠道', `${onDay(facts.receivedOn)}，${CHANNEL[facts.channel]}`],
    ['反映类别', CATEGORY[facts.category]],
    ['反映内容', facts.summary],
    ['转办理由', facts.reason],
  ]),
  signedBy(facts),
  note('投诉举报人信息依法保密。因办理确需联系投诉举报人的，请与我单位联系。'),
];

const toComplainant = (facts: TransferNotice) => [
  heading('投诉举报转办告知书'),
  salutation('投诉举报人'),
  text(
    `你于${onDay(facts.receivedOn)}反映的关于${institutionOf(facts)}的问题，属于${facts.department}的职责范围，我单位已于${onDay(facts.issuedOn)}转请其依法处理。`,
    `转办理由：${facts.reason}`,
  ),
  signedBy(facts),
  note('凭受理时告知的回执码可以查询本件的转办情况。'),
];
