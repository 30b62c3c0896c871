import { texts } from '../shared/texts.ts';

/** Types of cases. */
export const TYPE_WORDS = texts<Record<string, string>>(
  { complaint: '投诉举报', rectification: '隐患整改', filingCheck: '备案核查', referral: '移送' },
  { complaint: 'Complaint', rectification: 'Rectification', filingCheck: 'Filing check', referral: 'Referral' },
);

/** Stages, in the order a case goes through them where nothing comes back. */
export const STAGES: Record<string, readonly string[]> = {
  complaint: ['awaitingTriage', 'awaitingInvestigation', 'awaitingFeedback', 'awaitingCallback', 'closed'],
  rectification: ['awaitingNotice', 'awaitingRectification', 'awaitingVerification', 'awaitingSignOff', 'awaitingLookBack', 'closed'],
  filingCheck: ['awaitingSiteCheck', 'awaitingCorrection', 'awaitingRecheck', 'closed'],
  referral: ['queued', 'accepted', 'registered', 'closed'],
};

/** Names of stages. */
export const STAGE_WORDS = texts<Record<string, string>>(
  {
    awaitingTriage: '待受理',
    awaitingInvestigation: '待调查',
    awaitingFeedback: '待反馈',
    awaitingCallback: '待回访',
    awaitingNotice: '待下发通知',
    awaitingRectification: '待整改',
    suspended: '停业整顿',
    awaitingVerification: '待验收',
    awaitingSignOff: '待签字',
    awaitingLookBack: '待回头看',
    awaitingSiteCheck: '待现场检查',
    awaitingCorrection: '待更正',
    awaitingRecheck: '待复查',
    awaitingFiling: '待备案',
    queued: '待接收',
    accepted: '已接收',
    registered: '已立案',
    returned: '退回补充',
    closed: '已办结',
  },
  {
    awaitingTriage: 'To be accepted',
    awaitingInvestigation: 'To be investigated',
    awaitingFeedback: 'To be answered',
    awaitingCallback: 'Callback to come',
    awaitingNotice: 'Notice to come',
    awaitingRectification: 'To be rectified',
    suspended: 'Operation suspended',
    awaitingVerification: 'To be verified',
    awaitingSignOff: 'To be signed off',
    awaitingLookBack: 'Look-back to come',
    awaitingSiteCheck: 'Site check to come',
    awaitingCorrection: 'To be corrected',
    awaitingRecheck: 'To be checked again',
    awaitingFiling: 'To be filed',
    queued: 'Queued',
    accepted: 'Accepted',
    registered: 'Registered',
    returned: 'Returned for supplement',
    closed: 'Closed',
  },
);

/** How a case ended. */
export const OUTCOME_WORDS = texts<Record<string, string>>(
  {
    answered: '已答复',
    concluded: '已作处理',
    confirmed: '核查属实',
    jointEnforcement: '转联合执法',
    merged: '并案办结',
    rectified: '整改到位',
    transferred: '已转办',
    unfounded: '不属实',
    withdrawn: '已撤销',
    duplicate: '重复记录',
  },
  {
    answered: 'Answered',
    concluded: 'Concluded',
    confirmed: 'Confirmed',
    jointEnforcement: 'Joint enforcement',
    merged: 'Merged',
    rectified: 'Rectified',
    transferred: 'Transferred',
    unfounded: 'Unfounded',
    withdrawn: 'Withdrawn',
    duplicate: 'Duplicate',
  },
);

/** What a letter to a department is for, and whether it asks for a reply. */
export const LETTER_TEXTS = texts(
  {
    purposes: { notice: '抄告', transfer: '移交', jointEnforcement: '联合执法' } as Record<string, string>,
    before: (day: string) => `${day} 前答复`,
    noReply: '无须答复',
  },
  {
    purposes: { notice: 'For their knowledge', transfer: 'Handed over', jointEnforcement: 'Joint enforcement' } as Record<string, string>,
    before: (day: string) => `reply before ${day}`,
    noReply: 'no reply needed',
  },
);

/** Dates that somebody has to meet. */
export const DEADLINE_WORDS = texts<Record<string, string>>(
  {
    answer: '答复期限',
    triage: '受理期限',
    investigation: '调查期限',
    callback: '回访期限',
    reopening: '重新办理审批期限',
    notice: '通知下发期限',
    rectification: '整改期限',
    verification: '验收期限',
    signOff: '签字期限',
    lookBack: '回头看期限',
    extension: '延期审批期限',
    suspension: '停业整顿复核期限',
    siteCheck: '现场检查期限',
    conclusion: '核查结论期限',
    correction: '更正期限',
    recheck: '复查期限',
    filing: '备案期限',
    return: '退单处理期限',
    queued: '接收期限',
    accepted: '立案期限',
    registered: '办结期限',
    returned: '补充期限',
    suspendedClock: '中止复核期限',
    departmentReply: '部门答复期限',
  },
  {
    answer: 'Answer',
    triage: 'Acceptance',
    investigation: 'Investigation',
    callback: 'Callback',
    reopening: 'Decision on reopening',
    notice: 'Notice',
    rectification: 'Rectification',
    verification: 'Verification',
    signOff: 'Sign-off',
    lookBack: 'Look-back',
    extension: 'Decision on more time',
    suspension: 'Review of the suspension',
    siteCheck: 'Site check',
    conclusion: 'Conclusion of the check',
    correction: 'Correction',
    recheck: 'Second check',
    filing: 'Filing',
    return: 'Decision on the return',
    queued: 'Acceptance',
    accepted: 'Registration',
    registered: 'Conclusion',
    returned: 'Supplement',
    suspendedClock: 'Review of the stopped clock',
    departmentReply: 'Reply of a department',
  },
);

/** Rungs of the ladder. */
export const RUNG_WORDS = texts<Record<string, string>>(
  {
    remind: '到期提醒',
    overdue: '已逾期',
    supervise: '督办',
    refer: '移送纪检监察',
    urge: '催办机构',
    propose: '提请领导决定措施',
    circulate: '通报',
  },
  {
    remind: 'Reminder',
    overdue: 'Overdue',
    supervise: 'Supervision order',
    refer: 'Referred to discipline inspection',
    urge: 'Institution urged',
    propose: 'Measures proposed to the leader',
    circulate: 'Named in the bulletin',
  },
);

/** Why a case stands still. */
export const STALLED_WORDS = texts<Record<string, string>>(
  {
    nextEventOverdue: '下一步已逾期',
    suspendedTooLong: '中止过久',
    unassigned: '无人承办',
    institutionUnidentified: '机构未确认',
    workflowBehind: '流程未跟上',
  },
  {
    nextEventOverdue: 'Next step overdue',
    suspendedTooLong: 'Suspended too long',
    unassigned: 'Nobody assigned',
    institutionUnidentified: 'Institution not identified',
    workflowBehind: 'Workflow behind',
  },
);

/** Kinds of links between cases. */
export const LINK_WORDS = texts<Record<string, string>>(
  { openedFrom: '由其派生', opened: '派生出', mergedInto: '并入', merged: '并入本案', duplicate: '重复', related: '相关' },
  {
    openedFrom: 'Opened from',
    opened: 'Led to',
    mergedInto: 'Merged into',
    merged: 'Merged here',
    duplicate: 'Duplicate',
    related: 'Related',
  },
);

/** Why a day of a period counts or does not. */
export const DAY_WORDS = texts<Record<string, string>>(
  {
    dayOfReceipt: '起算日，不计入',
    workingDay: '工作日',
    makeUpWorkday: '调休上班，计入',
    weekend: '周末，不计入',
    holiday: '法定节假日，不计入',
    suspended: '计时中止，不计入',
    notWorkingDay: '非工作日，不计入',
  },
  {
    dayOfReceipt: 'First day, not counted',
    workingDay: 'Working day',
    makeUpWorkday: 'Make-up working day, counted',
    weekend: 'Weekend, not counted',
    holiday: 'Public holiday, not counted',
    suspended: 'Clock stopped, not counted',
    notWorkingDay: 'Not a working day',
  },
);

/** Kinds of documents, called what stands printed on them. */
export const DOCUMENT_WORDS = texts<Record<string, string>>(
  {
    rectificationOrder: '责令限期整改决定书',
    departmentNotice: '问题隐患告知函',
    supervisionRecord: '督导检查记录表',
    filingCommitment: '养老机构备案信用承诺书',
    rectificationNotice: '整改通知书',
    acceptanceRecord: '隐患整改验收记录',
    signOffRecord: '隐患整改签字销号记录',
    siteCheckRecord: '现场检查记录',
    filingUrge: '督促备案通知书',
    complaintAnswer: '投诉举报办理情况反馈',
    transferNotice: '投诉举报转办函',
    referralLetter: '移送函',
    closingReport: '结案报告',
    extensionDecision: '整改延期决定书',
    suspensionOrder: '责令停业整顿决定书',
    jointEnforcementLetter: '联合执法函',
  },
  {
    rectificationOrder: 'Order to rectify within a time limit',
    departmentNotice: 'Notice to a department',
    supervisionRecord: 'Supervision record',
    filingCommitment: 'Filing commitment',
    rectificationNotice: 'Rectification notice',
    acceptanceRecord: 'Acceptance record',
    signOffRecord: 'Sign-off record',
    siteCheckRecord: 'Site check record',
    filingUrge: 'Urging to file',
    complaintAnswer: 'Answer to a complaint',
    transferNotice: 'Transfer notice',
    referralLetter: 'Referral letter',
    closingReport: 'Closing report',
    extensionDecision: 'Decision on more time',
    suspensionOrder: 'Order of suspension',
    jointEnforcementLetter: 'Letter of joint enforcement',
  },
);
