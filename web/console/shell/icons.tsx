import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BellOutlined,
  CalendarOutlined,
  CloudUploadOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  FileTextOutlined,
  FolderOutlined,
  InboxOutlined,
  LineChartOutlined,
  MailOutlined,
  SettingOutlined,
  TeamOutlined,
  ToolOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Page } from '../pages.ts';

/** Pictures of the pages in the navigation. */
export const PAGE_ICONS: Record<Page['title'], ReactNode> = {
  work: <InboxOutlined />,
  intake: <CustomerServiceOutlined />,
  board: <DashboardOutlined />,
  referrals: <AuditOutlined />,
  waiting: <CloudUploadOutlined />,
  inbox: <BellOutlined />,
  account: <UserOutlined />,
  case: <FileTextOutlined />,
  dashboards: <LineChartOutlined />,
  institutions: <BankOutlined />,
  institution: <BankOutlined />,
  map: <ApartmentOutlined />,
  users: <TeamOutlined />,
  messages: <MailOutlined />,
  retention: <FolderOutlined />,
  policies: <SettingOutlined />,
  calendar: <CalendarOutlined />,
  system: <ToolOutlined />,
};
