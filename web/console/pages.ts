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
  /** Roles that arrive here; all others at the first page of theirs. */
  home?: readonly Role[];
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

const WORKERS = EVERYBODY.filter((role) => role !== 'discipline' && role !== 'admin');

/** Who looks after the work of others: whom the server lets see figures. */
const OVERSEERS: readonly Role[] = ['supervisor', 'leader', 'auditor', 'admin'];
/** Who works on site, where there may be no network. */
const ON_SITE: readonly Role[] = ['caseworker', 'supervisor', 'leader', 'department', 'institution'];

/** Every page, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  { path: '/work', title: 'work', group: 'work', roles: WORKERS, load: () => import('./work/page.tsx') },
  {
    path: '/intake',
    title: 'intake',
    group: 'work',
    roles: ['hotline', 'caseworker', 'supervisor'],
    home: ['hotline'],
    load: () => import('./intake/page.tsx'),
  },
  { path: '/board', title: 'board', group: 'work', roles: ['supervisor', 'leader'], load: () => import('./board/page.tsx') },
  { path: '/referrals', title: 'referrals', group: 'work', roles: ['discipline'], load: () => import('./referrals/page.tsx') },
  { path: '/waiting', title: 'waiting', group: 'work', roles: ON_SITE, load: () => import('./offline/waiting-page.tsx') },
  { path: '/cases/:caseNo', title: 'case', roles: EVERYBODY, load: () => import('./case/page.tsx') },
  { path: '/dashboards', title: 'dashboards', group: 'overview', roles: OVERSEERS, load: () => import('./dashboards/page.tsx') },
  { path: '/institutions/:id', title: 'institution', roles: EVERYBODY, load: () => import('./registers/institution-page.tsx') },
  {
    path: '/institutions',
    title: 'institutions',
    group: 'registers',
    roles: EVERYBODY,
    load: () => import('./registers/institutions-page.tsx'),
  },
  { path: '/map', title: 'map', group: 'registers', roles: OVERSEERS, load: () => import('./registers/map-page.tsx') },
  { path: '/admin/users', title: 'users', group: 'admin', roles: ['admin'], load: () => import('./admin/users-page.tsx') },
  {
    path: '/admin/policies',
    title: 'policies',
    group: 'admin',
    roles: ['supervisor', 'leader', 'auditor', 'admin'],
    load: () => import('./admin/policies-page.tsx'),
  },
  { path: '/admin/calendar', title: 'calendar', group: 'admin', roles: ['admin'], load: () => import('./admin/calendar-page.tsx') },
  { path: '/admin/messages', title: 'messages', group: 'admin', roles: ['admin'], load: () => import('./admin/messages-page.tsx') },
  { path: '/admin/retention', title: 'retention', group: 'admin', roles: OVERSEERS, load: () => import('./admin/retention-page.tsx') },
  {
    path: '/admin/system',
    title: 'system',
    group: 'admin',
    roles: ['auditor', 'admin'],
    home: ['admin'],
    load: () => import('./admin/system-page.tsx'),
  },
];

/** The page that an address belongs to: parameters stand for anything, and what lies under a page belongs to it. */
export const pageAt = (pathname: string): Page | undefined =>
  PAGES.find(({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}(/|$)`).test(pathname));

/** The pages that this person may open. */
export const pagesFor = ({ role }: Pick<Me, 'role'>): readonly Page[] => PAGES.filter((page) => page.roles.includes(role));

/** Where this person arrives. */
export const homeOf = ({ role }: Pick<Me, 'role'>): Page | undefined =>
  PAGES.find((page) => page.home?.includes(role)) ?? pagesFor({ role })[0];
