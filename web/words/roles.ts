import { texts } from '../shared/texts.ts';

/** What the roles are called. */
export const ROLE_TEXTS = texts(
  {
    hotline: '热线受理员',
    caseworker: '经办人',
    supervisor: '督办负责人',
    leader: '分管领导',
    department: '协办部门',
    institution: '养老机构',
    discipline: '纪检监察',
    auditor: '审计监督',
    admin: '系统管理员',
  },
  {
    hotline: 'Hotline clerk',
    caseworker: 'Inspector',
    supervisor: 'Section head',
    leader: 'Bureau leader',
    department: 'Assisting department',
    institution: 'Institution',
    discipline: 'Discipline inspection',
    auditor: 'Auditor',
    admin: 'Administrator',
  },
);
