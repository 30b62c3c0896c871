import { Progress } from 'antd';
import { useTexts } from '../../../shared/texts.ts';
import type { Taking } from './send.ts';
import { IMPORT_TEXTS } from './texts.ts';

/** How far an import is: the upload first, then the rows, with how many of them were taken and how many refused so far. */
export function ImportProgress({ sent, taking }: { sent: number; taking: Taking | undefined }) {
  const t = useTexts(IMPORT_TEXTS);
  const isSending = sent < 1;
  const percent = Math.floor((isSending ? sent : (taking?.part ?? 0)) * 100);
  return (
    <section className="import-progress" aria-label={t.progress}>
      <p role="status">{isSending ? t.sending : t.working}</p>
      <Progress percent={percent} status="active" aria-label={isSending ? t.sending : t.progress} />
      {taking && <p>{t.soFar(taking)}</p>}
    </section>
  );
}
