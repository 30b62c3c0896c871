import type { REFERRAL_ACTIONS, ReferralFile } from '../../../domain/referral.ts';
import { COMMON_EXAMPLES, type ExamplesOf } from './common.ts';

/** Examples of the actions of a referral. */
export const REFERRAL_EXAMPLES: ExamplesOf<typeof REFERRAL_ACTIONS, ReferralFile> = {
  acceptReferral: () => ({ receiptNo: '收〔2026〕15号' }),
  returnReferral: () => ({ reason: '线索材料不全。', needed: '请补充现场检查记录和询问笔录。' }),
  supplement: () => ({ text: '现补送现场检查记录一份、询问笔录两份。' }),
  registerReferral: () => ({ registerNo: '立〔2026〕3号' }),
  concludeReferral: () => ({ result: '情况属实，已约谈当事人。', measures: '批评教育，责令作出书面检查。' }),
  reassign: COMMON_EXAMPLES.reassign,
  addNote: COMMON_EXAMPLES.addNote,
  attachEvidence: COMMON_EXAMPLES.attachEvidence,
};
