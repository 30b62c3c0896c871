import type { FILING_CHECK_ACTIONS, FilingCheckFile } from '../../../domain/filing-check.ts';
import { COMMITMENT_SUBJECTS } from '../../../domain/filing-check.ts';
import { type ExamplesOf, inDays, inspectors, today } from './common.ts';

/** Examples of the actions of a filing check. */
export const FILING_CHECK_EXAMPLES: ExamplesOf<typeof FILING_CHECK_ACTIONS, FilingCheckFile> = {
  urgeFiling: (_file, context) => ({
    visitedOn: today(context),
    inspectors: inspectors(context),
    fileBefore: inDays(context, 14),
    residents: 12,
    note: '已当场告知备案所需材料。',
  }),
  recordFiling: (_file, context) => ({
    filedOn: today(context),
    commitment: { subjects: [...COMMITMENT_SUBJECTS], committedOn: today(context) },
  }),
  recordSiteCheck: (_file, context) => ({
    checkedOn: today(context),
    inspectors: inspectors(context),
    departments: ['消防救援大队'],
    verification: [
      { field: '床位数', filed: '60', found: '60', match: true },
      { field: '服务场所地址', filed: '锦屏镇文秀街12号', found: '锦屏镇文秀街12号', match: true },
    ],
    conclusion: 'genuine',
  }),
  confirm: () => ({ note: '备案信息属实。' }),
  requestCorrection: ({ checks }, context) => ({
    fields: differing(checks),
    dueOn: inDays(context, 14),
    note: '请按实际情况更正备案信息。',
  }),
  submitCorrection: () => ({ note: '已按实际床位数更正备案信息。' }),
  recordBreach: () => ({ subjects: ['fire'], description: '承诺消防设施完好，现场查看喷淋系统停用。' }),
  openJointEnforcement: () => ({ reason: '逾期仍未备案，商请联合处置。', departments: ['市场监督管理局', '消防救援大队'] }),
};

/** The fields in which the last check found a difference. */
function differing(checks: FilingCheckFile['checks']): string[] {
  const found = checks.at(-1)?.verification.filter((v) => !v.match) ?? [];
  return found.length > 0 ? found.map((v) => v.field) : ['床位数'];
}
