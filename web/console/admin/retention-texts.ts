import { texts } from '../../shared/texts.ts';

export const RETENTION_TEXTS = texts(
  {
    note: '已结案件按政策保存到期后，可由分管领导批准匿名化；依法留存的案件不会被匿名化。',
    caseNo: '案号',
    type: '业务',
    closed: '办结日期',
    state: '状态',
    on: '到期日',
    hold: '依法留存',
    release: '解除留存',
    anonymise: '匿名化',
    sure: '将删除当事人信息和附件，案件日志的哈希链保持完整。此操作不能撤销。',
    reason: '理由',
    cancel: '取消',
    none: '没有已结案件',
  },
  {
    note: 'Closed cases are kept as the policy says; then the bureau leader may have them made anonymous. What is held for the law never is.',
    caseNo: 'Case',
    type: 'Process',
    closed: 'Closed',
    state: 'State',
    on: 'Until',
    hold: 'Hold for the law',
    release: 'Release',
    anonymise: 'Make anonymous',
    sure: 'What tells of persons and the files are removed; the chain of the log stays whole. This cannot be undone.',
    reason: 'Reason',
    cancel: 'Cancel',
    none: 'No closed cases',
  },
);

/** States of a closed case in its keeping. */
export const RETENTION_WORDS = texts<Record<string, string>>(
  { open: '在办', retain: '保存中', review: '待复核', due: '到期待处理', held: '依法留存', anonymised: '已匿名' },
  { open: 'Open', retain: 'Kept', review: 'To be reviewed', due: 'Due', held: 'Held', anonymised: 'Anonymous' },
);
