import { AuditOutlined, CustomerServiceOutlined, DashboardOutlined, FileTextOutlined, InboxOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Page } from '../pages.ts';

/** Pictures of the pages in the navigation. */
export const PAGE_ICONS: Record<Page['title'], ReactNode> = {
  work: <InboxOutlined />,
  intake: <CustomerServiceOutlined />,
  board: <DashboardOutlined />,
  referrals: <AuditOutlined />,
  case: <FileTextOutlined />,
};
