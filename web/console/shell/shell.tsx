import { GlobalOutlined, LogoutOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Drawer, Dropdown, Grid, Layout, Menu } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { speak, useLanguage } from '../../shared/language.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { type Page, pageAt, pagesFor } from '../pages.ts';
import { useKeyboardScroll } from '../parts/keyboard-scroll.ts';
import { useMe, useSignOut } from '../session/me.ts';
import { PAGE_TITLES } from '../titles.ts';
import { Bell } from './bell.tsx';
import { PAGE_ICONS } from './icons.tsx';
import { OfflineBar } from './offline-bar.tsx';

const TEXTS = texts(
  {
    product: '安老',
    subtitle: '养老机构监管办案',
    navigation: '主导航',
    open: '打开导航',
    toContent: '跳到正文',
    other: 'English',
    signOut: '退出登录',
    account: '我的账号',
  },
  {
    product: 'Anlao',
    subtitle: 'Elder-care supervision',
    navigation: 'Main navigation',
    open: 'Open the navigation',
    toContent: 'Skip to the content',
    other: '中文',
    signOut: 'Sign out',
    account: 'My account',
  },
);

/** What stands around every page: who one is, where one may go, and whether the server can be reached. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useTexts(TEXTS);
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  useKeyboardScroll();
  return (
    <Layout className="shell">
      <a className="skip" href="#content">
        {t.toContent}
      </a>
      {wide ? (
        <Layout.Sider width={216} className="shell-side">
          <Brand />
          <Navigation />
        </Layout.Sider>
      ) : (
        <Drawer placement="left" size={260} open={open} onClose={() => setOpen(false)} title={<Brand />} className="shell-drawer">
          <Navigation />
        </Drawer>
      )}
      <Layout>
        <header className="shell-top">
          {!wide && <Button type="text" icon={<MenuOutlined />} aria-label={t.open} onClick={() => setOpen(true)} />}
          <PageTitle />
          <Personal />
        </header>
        <OfflineBar />
        <main id="content" tabIndex={-1} className="shell-content">
          {children}
        </main>
      </Layout>
    </Layout>
  );
}

function Brand() {
  const t = useTexts(TEXTS);
  return (
    <Link to="/" className="brand">
      <img src="/favicon.svg" alt="" width={32} height={32} />
      <span>
        <strong>{t.product}</strong>
        <small>{t.subtitle}</small>
      </span>
    </Link>
  );
}

const GROUPS = ['work', 'overview', 'registers', 'admin'] as const;

function Navigation() {
  const t = useTexts(TEXTS);
  const titles = useTexts(PAGE_TITLES);
  const me = useMe();
  const { pathname } = useLocation();
  const pages = pagesFor(me);
  const item = ({ path, title }: Page) => ({ key: path, icon: PAGE_ICONS[title], label: <Link to={path}>{titles[title]}</Link> });
  const items = GROUPS.map((group) => ({ group, of: pages.filter((page) => page.group === group) }))
    .filter(({ of }) => of.length > 0)
    .map(({ group, of }) => ({ key: group, type: 'group' as const, label: titles.groups[group], children: of.map(item) }));
  const current = pageAt(pathname);
  return (
    <nav aria-label={t.navigation}>
      <Menu mode="inline" items={items} selectedKeys={current ? [current.path] : []} />
    </nav>
  );
}

function PageTitle() {
  const titles = useTexts(PAGE_TITLES);
  const { product } = useTexts(TEXTS);
  const { pathname } = useLocation();
  const page = pageAt(pathname);
  const title = page ? titles[page.title] : '';
  useEffect(() => {
    document.title = title === '' ? product : `${title} · ${product}`;
  }, [title, product]);
  return <p className="shell-title">{title}</p>;
}

function Personal() {
  const t = useTexts(TEXTS);
  const roles = useTexts(ROLE_TEXTS);
  const me = useMe();
  const language = useLanguage();
  const signOut = useSignOut();
  const items = [
    { key: 'account', icon: <UserOutlined />, label: <Link to="/account">{t.account}</Link> },
    { key: 'signOut', icon: <LogoutOutlined />, label: t.signOut, onClick: () => void signOut() },
  ];
  return (
    <div className="personal">
      <Bell />
      <Button
        type="text"
        icon={<GlobalOutlined />}
        onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
        lang={language === 'zh' ? 'en' : 'zh'}
      >
        {t.other}
      </Button>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text" className="personal-name" aria-label={`${me.name}, ${roles[me.role]}`}>
          <strong>{me.name}</strong>
          <small>{roles[me.role]}</small>
        </Button>
      </Dropdown>
    </div>
  );
}
