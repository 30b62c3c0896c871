import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enGB from 'antd/es/locale/en_GB';
import zhCN from 'antd/es/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useRef, useState } from 'react';
import { RouterProvider } from 'react-router';
import { Problem } from '../api/problem.ts';
import { useLanguage } from '../shared/language.ts';
import { consoleRouter } from './router.tsx';
import { THEME } from './theme.ts';

/** Asking again helps when the network or the server was away, not when the server said no. */
const worthRetrying = (count: number, error: unknown): boolean =>
  count < 3 && error instanceof Problem && (error.status === 0 || error.status >= 502);

/** The console: what every page of it lives in. */
export function Console() {
  const language = useLanguage();
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { retry: worthRetrying, staleTime: 10_000, networkMode: 'always' },
          mutations: { networkMode: 'always' },
        },
      }),
  );
  const [router] = useState(consoleRouter);
  const spoken = useRef(language);
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    if (spoken.current !== language) void queries.invalidateQueries(); // titles come from the server, in the language of the asker
    spoken.current = language;
  }, [language, queries]);
  return (
    <ConfigProvider theme={THEME} locale={language === 'zh' ? zhCN : enGB} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <App message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
