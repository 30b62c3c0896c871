import { useEffect } from 'react';
import { Link, NavLink, Outlet } from 'react-router';
import { useLanguage } from '../shared/language.ts';
import { texts, useTexts } from '../shared/texts.ts';
import { ReadingTools } from './reading/reading-tools.tsx';

const TEXTS = texts(
  {
    skip: '跳到正文',
    name: '安老',
    site: '养老服务监督',
    navigation: '主导航',
    complain: '投诉举报',
    follow: '查询进度',
    registers: '公开名单',
    foot: '本站由民政部门提供，不向任何人收费。',
    officers: '工作人员登录',
  },
  {
    skip: 'Skip to the content',
    name: 'Anlao',
    site: 'Elder-care supervision',
    navigation: 'Main navigation',
    complain: 'Complain',
    follow: 'Follow',
    registers: 'Registers',
    foot: 'Offered by the civil affairs authority, free of charge.',
    officers: 'Sign in for officers',
  },
);

/** What stands around every page of the portal. */
export function Frame() {
  const t = useTexts(TEXTS);
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return (
    <>
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <header className="top">
        <div className="top-row">
          <Link to="/portal" className="brand">
            <img src="/favicon.svg" alt="" width={40} height={40} />
            <span>
              <strong>{t.name}</strong>
              <small>{t.site}</small>
            </span>
          </Link>
          <ReadingTools />
        </div>
        <nav className="main-nav" aria-label={t.navigation}>
          <NavLink to="/portal/complain">{t.complain}</NavLink>
          <NavLink to="/portal/follow">{t.follow}</NavLink>
          <NavLink to="/portal/registers">{t.registers}</NavLink>
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="foot">
        <p>{t.foot}</p>
        <a href="/">{t.officers}</a>
      </footer>
    </>
  );
}
