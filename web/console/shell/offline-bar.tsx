import { DisconnectOutlined } from '@ant-design/icons';
import { useEffect, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { texts, useTexts } from '../../shared/texts.ts';
import { openedIn } from '../offline/queue.ts';
import { useSending, useWaiting } from '../offline/use-waiting.ts';
import { startWorker } from '../offline/worker.ts';
import { useMe } from '../session/me.ts';

const TEXTS = texts(
  {
    away: '网络已断开：可以继续填写，内容保存在本机；恢复后再提交。',
    waits: (n: number) => `${n} 项等待提交`,
    refused: (n: number) => `${n} 项没有被接受，请查看`,
    opened: (n: number) => `离线登记的 ${n} 件已立案，请查看`,
  },
  {
    away: 'You are offline: go on typing, it is kept on this device; submit once you are back.',
    waits: (n: number) => `${n} to be sent`,
    refused: (n: number) => `${n} not accepted; please look`,
    opened: (n: number) => `${n} entered without a network opened; please look`,
  },
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
  const me = useMe();
  const online = useOnline();
  const waiting = useWaiting(me.id);
  useSending(me.id);
  useEffect(() => void startWorker().catch(() => undefined), []);
  const refused = waiting.filter((entry) => entry.refused).length;
  const opened = waiting.filter(openedIn).length;
  const said = refused > 0 ? t.refused(refused) : opened < waiting.length ? t.waits(waiting.length - opened) : t.opened(opened);
  return (
    <div role="status" aria-live="polite">
      {!online && (
        <p className="offline-bar">
          <DisconnectOutlined /> {t.away}
        </p>
      )}
      {waiting.length > 0 && (
        <p className="offline-bar">
          <Link to="/waiting">{said}</Link>
        </p>
      )}
    </div>
  );
}
