import { texts } from '../shared/texts.ts';

/** Names of pages and of their groups in the navigation. */
export const PAGE_TITLES = texts(
  {
    work: '工作台',
    groups: { work: '办案', overview: '监督', registers: '台账', admin: '管理' },
  },
  {
    work: 'My work',
    groups: { work: 'Casework', overview: 'Oversight', registers: 'Registers', admin: 'Administration' },
  },
);
