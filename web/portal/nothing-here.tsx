import { Link } from 'react-router';
import { texts, useTexts } from '../shared/texts.ts';
import { Page } from './ui/page.tsx';

const TEXTS = texts(
  {
    title: '没有这个页面',
    back: '回到首页',
    failed: '页面没有打开',
    why: '可能是网络断开了。您填写的内容还在。',
    again: '再试一次',
  },
  {
    title: 'There is no such page',
    back: 'Back to the start',
    failed: 'The page could not be opened',
    why: 'You may be offline. What you wrote is still here.',
    again: 'Try again',
  },
);

/** For an address that leads nowhere. */
export function NothingHere() {
  const t = useTexts(TEXTS);
  return (
    <Page title={t.title} narrow>
      <Link className="button button-main" to="/portal">
        {t.back}
      </Link>
    </Page>
  );
}

/** For a page whose code could not be loaded, or that failed. */
export function PageFailure() {
  const t = useTexts(TEXTS);
  return (
    <Page title={t.failed} lead={t.why} narrow>
      <button type="button" className="button button-main" onClick={() => globalThis.location.reload()}>
        {t.again}
      </button>
    </Page>
  );
}
