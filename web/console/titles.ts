import { texts } from '../shared/texts.ts';

/** Names of pages and of their groups in the navigation. */
export const PAGE_TITLES = texts(
  {
    work: '工作台',
    intake: '热线受理',
    board: '督办台',
    referrals: '移送队列',
    case: '案件',
    dashboards: '统计看板',
    institutions: '养老机构',
    institution: '机构档案',
    map: '区划分布',
    policies: '政策参数',
    calendar: '工作日历',
    system: '系统运维',
    groups: { work: '办案', overview: '监督', registers: '台账', admin: '管理' },
  },
  {
    work: 'My work',
    intake: 'Intake',
    board: 'Supervisor board',
    referrals: 'Referrals',
    case: 'Case',
    dashboards: 'Dashboards',
    institutions: 'Institutions',
    institution: 'Institution',
    map: 'Divisions',
    policies: 'Policies',
    calendar: 'Calendar',
    system: 'System',
    groups: { work: 'Casework', overview: 'Oversight', registers: 'Registers', admin: 'Administration' },
  },
);
