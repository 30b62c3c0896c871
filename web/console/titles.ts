import { texts } from '../shared/texts.ts';

/** Names of pages and of their groups in the navigation. */
export const PAGE_TITLES = texts(
  {
    work: '工作台',
    intake: '热线受理',
    board: '督办台',
    referrals: '移送队列',
    case: '案件',
    groups: { work: '办案', overview: '监督', registers: '台账', admin: '管理' },
  },
  {
    work: 'My work',
    intake: 'Intake',
    board: 'Supervisor board',
    referrals: 'Referrals',
    case: 'Case',
    groups: { work: 'Casework', overview: 'Oversight', registers: 'Registers', admin: 'Administration' },
  },
);
