import type { ComponentType } from 'react';
import type { Me, Role } from '../api/types.ts';
import type { PAGE_TITLES } from './titles.ts';

/** A page of the console: where it is, whom it is for, and how it is loaded when somebody first goes there. */
export interface Page {
  path: string;
  title: Exclude<keyof typeof PAGE_TITLES.zh, 'groups'>;
  /** Group of the navigation; pages without one are reached from others. */
  group?: 'work' | 'overview' | 'registers' | 'admin';
  roles: readonly Role[];
  load: () => Promise<{ default: ComponentType }>;
}

const EVERYBODY: readonly Role[] = [
  'hotline',
  'caseworker',
  'supervisor',
  'leader',
  'department',
  'institution',
  'discipline',
  'auditor',
  'admin',
];

/** Every page, in the order of the navigation. The first that a person may open is where they arrive. */
export const PAGES: readonly Page[] = [
  { path: '/work', title: 'work', group: 'work', roles: EVERYBODY, load: () => import('./work/page.tsx') },
];

/** The pages that this person may open. */
export const pagesFor = ({ role }: Pick<Me, 'role'>): readonly Page[] => PAGES.filter((page) => page.roles.includes(role));
