import { Button, Result, Skeleton } from 'antd';
import { useEffect } from 'react';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { offlineProblem, Problem } from '../../api/problem.ts';
import { texts, useTexts } from '../../shared/texts.ts';

const TEXTS = texts(
  {
    back: '回到首页',
    again: '重试',
    notFound: '没有这个页面，或者您无权查看',
    notAllowed: '您的角色不能打开这个页面',
    offline: '暂时连不上服务器',
    offlineMore: '网络恢复后会自动继续；已填写的内容保存在本机，不会丢失。',
    failed: '出了问题，未能显示',
    loading: '正在读取',
  },
  {
    back: 'Back to the start',
    again: 'Try again',
    notFound: 'There is no such page, or you may not see it',
    notAllowed: 'Your role cannot open this page',
    offline: 'The server cannot be reached',
    offlineMore: 'It goes on by itself once the network is back; what you typed is kept on this device.',
    failed: 'Something went wrong and this cannot be shown',
    loading: 'Loading',
  },
);

const home = (label: string) => (
  <Link to="/">
    <Button type="primary">{label}</Button>
  </Link>
);

/** For an address that leads nowhere, or to what this person may not know of: the two are not told apart. */
export function NotFound() {
  const t = useTexts(TEXTS);
  return <Result status="404" title={t.notFound} extra={home(t.back)} />;
}

/** For a page that belongs to other roles. */
export function NotAllowed() {
  const t = useTexts(TEXTS);
  return <Result status="403" title={t.notAllowed} extra={home(t.back)} />;
}

/** What a list or page shows when it could not be read, with a way to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useTexts(TEXTS);
  const problem = error instanceof Problem ? error : undefined;
  if (problem?.status === 404) return <NotFound />;
  if (problem?.status === 403) return <NotAllowed />;
  const offline = problem?.status === 0;
  const again = retry && (
    <Button type="primary" onClick={retry}>
      {t.again}
    </Button>
  );
  const why = offline ? t.offlineMore : error instanceof Error ? error.message : undefined;
  return <Result status={offline ? 'warning' : '500'} title={offline ? t.offline : t.failed} subTitle={why} extra={again} />;
}

/** What stands where something is still being read. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const t = useTexts(TEXTS);
  return (
    <div role="status" aria-label={t.loading} className="loading">
      <Skeleton active paragraph={{ rows }} />
    </div>
  );
}

/** A page whose code could not be loaded, as where there is no network: it is tried again as soon as there is one. */
export function Unloaded({ error }: { error: unknown }) {
  const again = () => globalThis.location.reload();
  useEffect(() => {
    globalThis.addEventListener('online', again);
    return () => globalThis.removeEventListener('online', again);
  });
  return <Failure error={globalThis.navigator.onLine ? error : offlineProblem(error)} retry={again} />;
}

/** What a route shows whose code failed, or could not be loaded. */
export function PageFailure() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return <Failure error={error} retry={() => globalThis.location.reload()} />;
}
