import type { ComponentType } from 'react';
import type { Me, Role } from '../api/types.ts';
import type { PAGE_TITLES } from './titles.ts';

/** A page of the console: where it is, whom it is for, and how it is loaded when somebody first goes there. */
export interface Page {
  path: string;
  title: Exclude<keyof typeof PAGE_TITLES.zh, 'groups'>;
  /** Group of the navigation; pages without one are reached from others. */
  group?: 'work' | 'overview' | 'registers' | 'admin';
  /** What the server lets people do who may open it; any one of these is enough. */
  may: readonly string[];
  /** Who may do this has a page of their own instead. */
  unless?: string;
  /** Roles that arrive here; all others at the first page of theirs. */
  home?: readonly Role[];
  load: () => Promise<{ default: ComponentType }>;
}

/** Every page, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  {
    path: '/work',
    title: 'work',
    group: 'work',
    may: ['cases.act', 'casework.read'],
    unless: 'referrals.read',
    load: () => import('./work/page.tsx'),
  },
  {
    path: '/intake',
    title: 'intake',
    group: 'work',
    may: ['complaints.open'],
    home: ['hotline'],
    load: () => import('./intake/page.tsx'),
  },
  { path: '/open', title: 'open', group: 'work', may: ['rectifications.open'], load: () => import('./open/page.tsx') },
  { path: '/board', title: 'board', group: 'work', may: ['bulk.reassign'], load: () => import('./board/page.tsx') },
  { path: '/referrals', title: 'referrals', group: 'work', may: ['referrals.read'], load: () => import('./referrals/page.tsx') },
  { path: '/waiting', title: 'waiting', group: 'work', may: ['cases.act'], load: () => import('./offline/waiting-page.tsx') },
  { path: '/inbox', title: 'inbox', may: ['inbox.use'], load: () => import('./inbox/page.tsx') },
  { path: '/account', title: 'account', may: ['me.change'], load: () => import('./account/page.tsx') },
  { path: '/cases/:caseNo', title: 'case', may: ['cases.read'], load: () => import('./case/page.tsx') },
  { path: '/dashboards', title: 'dashboards', group: 'overview', may: ['reports.read'], load: () => import('./dashboards/page.tsx') },
  {
    path: '/upward-reports',
    title: 'upwardReports',
    group: 'overview',
    may: ['upwardReports.read'],
    load: () => import('./upward/page.tsx'),
  },
  {
    path: '/institutions/:id',
    title: 'institution',
    may: ['institutions.read'],
    load: () => import('./registers/institution-page.tsx'),
  },
  {
    path: '/institutions',
    title: 'institutions',
    group: 'registers',
    may: ['institutions.read'],
    load: () => import('./registers/institutions-page.tsx'),
  },
  {
    path: '/industry-bans',
    title: 'bans',
    group: 'registers',
    may: ['industryBans.read'],
    load: () => import('./registers/bans-page.tsx'),
  },
  { path: '/sampling', title: 'sampling', group: 'registers', may: ['reports.read'], load: () => import('./registers/sampling-page.tsx') },
  { path: '/exits/:id', title: 'exit', may: ['exits.read'], load: () => import('./exits/exit-page.tsx') },
  { path: '/exits', title: 'exits', group: 'registers', may: ['exits.read'], load: () => import('./exits/exits-page.tsx') },
  { path: '/map', title: 'map', group: 'registers', may: ['reports.read'], load: () => import('./registers/map-page.tsx') },
  { path: '/admin/users', title: 'users', group: 'admin', may: ['users.manage'], load: () => import('./admin/users-page.tsx') },
  { path: '/admin/keys', title: 'keys', group: 'admin', may: ['apiKeys.manage'], load: () => import('./admin/keys-page.tsx') },
  { path: '/admin/policies', title: 'policies', group: 'admin', may: ['policies.read'], load: () => import('./admin/policies-page.tsx') },
  { path: '/admin/calendar', title: 'calendar', group: 'admin', may: ['calendar.manage'], load: () => import('./admin/calendar-page.tsx') },
  {
    path: '/admin/messages',
    title: 'messages',
    group: 'admin',
    may: ['templates.manage'],
    load: () => import('./admin/messages-page.tsx'),
  },
  {
    path: '/admin/retention',
    title: 'retention',
    group: 'admin',
    may: ['retention.read'],
    load: () => import('./admin/retention-page.tsx'),
  },
  {
    path: '/admin/system',
    title: 'system',
    group: 'admin',
    may: ['operations.read'],
    home: ['admin'],
    load: () => import('./admin/system-page.tsx'),
  },
];

/** The page that an address belongs to: parameters stand for anything, and what lies under a page belongs to it. */
export const pageAt = (pathname: string): Page | undefined =>
  PAGES.find(({ path }) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}(/|$)`).test(pathname));

/** Whether this person may open the page: by what the server says they may do, whatever their role is called. */
export const mayOpen = ({ permissions }: Pick<Me, 'permissions'>, { may, unless }: Page): boolean =>
  may.some((permission) => permissions.includes(permission)) && (unless === undefined || !permissions.includes(unless));

/** The pages that this person may open. */
export const pagesFor = (me: Pick<Me, 'permissions'>): readonly Page[] => PAGES.filter((page) => mayOpen(me, page));

/** Where this person arrives. */
export const homeOf = (me: Pick<Me, 'role' | 'permissions'>): Page | undefined =>
  PAGES.find((page) => page.home?.includes(me.role)) ?? pagesFor(me)[0];
