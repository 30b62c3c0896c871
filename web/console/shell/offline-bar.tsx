import { DisconnectOutlined } from '@ant-design/icons';
import { useSyncExternalStore } from 'react';
import { texts, useTexts } from '../../shared/texts.ts';

const TEXTS = texts(
  { away: '网络已断开：可以继续填写，内容保存在本机；恢复后再提交。' },
  { away: 'You are offline: go on typing, it is kept on this device; submit once you are back.' },
);

function listen(listener: () => void): () => void {
  globalThis.addEventListener('online', listener);
  globalThis.addEventListener('offline', listener);
  return () => {
    globalThis.removeEventListener('online', listener);
    globalThis.removeEventListener('offline', listener);
  };
}

/** Whether the device has a network, as far as the browser knows. */
export const useOnline = (): boolean => useSyncExternalStore(listen, () => globalThis.navigator.onLine);

/** Says that there is no network, for as long as there is none. */
export function OfflineBar() {
  const t = useTexts(TEXTS);
  return (
    <div role="status" aria-live="polite">
      {!useOnline() && (
        <p className="offline-bar">
          <DisconnectOutlined /> {t.away}
        </p>
      )}
    </div>
  );
}
