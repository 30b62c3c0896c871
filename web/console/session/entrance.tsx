import { GlobalOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { speak, useLanguage } from '../../shared/language.ts';
import { texts, useTexts } from '../../shared/texts.ts';

const TEXTS = texts(
  { product: '安老', motto: '养老机构监管办案', more: '投诉必复 · 隐患必改 · 期限自明', other: 'English', portal: '公众请到公众门户 →' },
  {
    product: 'Anlao',
    motto: 'Supervision of elder-care institutions',
    more: 'Every complaint answered, every hazard closed, every date explained',
    other: '中文',
    portal: 'Not an officer? To the public portal →',
  },
);

/** The page one comes in by: a form on paper beside the seal. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  const t = useTexts(TEXTS);
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${t.product}`;
  }, [title, t.product]);
  return (
    <div className="entrance">
      <div className="entrance-side">
        <img src="/favicon.svg" alt="" width={56} height={56} />
        <p className="entrance-name">{t.product}</p>
        <p>{t.motto}</p>
        <p className="entrance-more">{t.more}</p>
      </div>
      <main className="entrance-main">
        <div className="entrance-form">
          <h1>{title}</h1>
          {children}
          <p className="entrance-foot">
            <a href="/portal/">{t.portal}</a>
            <Button type="text" size="small" icon={<GlobalOutlined />} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>
              {t.other}
            </Button>
          </p>
        </div>
      </main>
    </div>
  );
}
