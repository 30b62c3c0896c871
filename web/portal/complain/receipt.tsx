import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { lastDay, longDay } from '../../shared/dates.ts';
import { QrCode } from '../../shared/qr-code.tsx';
import { texts, useTexts } from '../../shared/texts.ts';
import { Page } from '../ui/page.tsx';
import { useProblemText } from '../ui/problem-notice.tsx';
import type { HandedIn } from './hand-in.ts';

const TEXTS = texts(
  {
    title: '已收到您的投诉举报',
    code: '您的回执码',
    keep: '请保存好回执码。查看答复、补充材料都要用它；丢了就找不回来，我们也无法替您查。',
    due: (day: string) => `我们最迟在 ${day} 答复您。`,
    provisional: '（当年放假安排还没有公布，日期可能调整）',
    copy: '复制',
    copied: '已复制',
    print: '打印',
    download: '下载保存',
    qr: '用手机扫一扫，直接查看办理进度',
    saved: '我已经把回执码保存好了',
    follow: '查看办理进度',
    first: '请先保存回执码，再打勾。',
    file: (code: string, due: string) =>
      `投诉举报回执码：${code}\n${due}\n凭回执码查询：${globalThis.location.origin}/portal/follow\n请不要让别人看到这个码。\n`,
    fileName: '回执码.txt',
    failed: '下面的文件没有传上去，可以稍后凭回执码补充：',
  },
  {
    title: 'We received your complaint',
    code: 'Your receipt code',
    keep: 'Please keep the code. You need it to read the answer and to add anything; lost, it cannot be found again, not by us either.',
    due: (day: string) => `You are answered by ${day} at the latest.`,
    provisional: ' (the holidays of that year are not announced yet; the date may move)',
    copy: 'Copy',
    copied: 'Copied',
    print: 'Print',
    download: 'Save as a file',
    qr: 'Scan it with a telephone to see how the case goes',
    saved: 'I have saved the receipt code',
    follow: 'See how it goes',
    first: 'Please save the code first, then tick the box.',
    file: (code: string, due: string) =>
      `Receipt code of the complaint: ${code}\n${due}\nFollow it at ${globalThis.location.origin}/portal/follow\nDo not show this code to anybody.\n`,
    fileName: 'receipt-code.txt',
    failed: 'These files did not arrive; you can add them later with the code:',
  },
);

/** What a complainant is given. */
export interface Given {
  receiptCode: string;
  dueAt: string | null;
  provisional: boolean;
}

/** The receipt code, large; and no way on before it is saved. */
export function Receipt({ receiptCode, dueAt, provisional, handed }: Given & { handed: HandedIn }) {
  const t = useTexts(TEXTS);
  const say = useProblemText();
  const due = dueAt === null ? '' : t.due(longDay(Date.parse(dueAt) - 1)) + (provisional ? t.provisional : '');
  useWarnBeforeLeaving();
  return (
    <Page title={t.title} narrow>
      <div className="sheet receipt">
        <p className="receipt-label" id="code-label">
          {t.code}
        </p>
        <output className="receipt-code" aria-labelledby="code-label">
          {receiptCode}
        </output>
        <QrCode text={`${globalThis.location.origin}/portal/follow#${receiptCode}`} label={t.qr} />
        <p className="receipt-due" data-day={dueAt === null ? undefined : lastDay(dueAt)}>
          {due}
        </p>
        <Keeping code={receiptCode} due={due} />
      </div>
      <p className="notice notice-careful">{t.keep}</p>
      {handed.failed.length > 0 && (
        <div className="notice notice-wrong" role="alert">
          {t.failed}
          <ul>
            {handed.failed.map(({ name, problem }) => (
              <li key={name}>
                {name}：{say(problem)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <SavedStep code={receiptCode} />
    </Page>
  );
}

function Keeping({ code, due }: { code: string; due: string }) {
  const t = useTexts(TEXTS);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(true);
  };
  return (
    <div className="buttons unprinted">
      <button
        type="button"
        className="button"
        onClick={() =>
          void copy().catch(() => globalThis.getSelection()?.selectAllChildren(document.querySelector('.receipt-code') ?? document.body))
        }
      >
        {copied ? t.copied : t.copy}
      </button>
      <button type="button" className="button" onClick={() => globalThis.print()}>
        {t.print}
      </button>
      <a className="button" download={t.fileName} href={`data:text/plain;charset=utf-8,${encodeURIComponent(t.file(code, due))}`}>
        {t.download}
      </a>
    </div>
  );
}

function SavedStep({ code }: { code: string }) {
  const t = useTexts(TEXTS);
  const [saved, setSaved] = useState(false);
  return (
    <div className="unprinted saved-step">
      <label className="tick">
        <input type="checkbox" checked={saved} onChange={(event) => setSaved(event.target.checked)} />
        {t.saved}
      </label>
      {saved ? (
        <Link className="button button-main" to={`/portal/follow#${code}`}>
          {t.follow}
        </Link>
      ) : (
        <p className="hint">{t.first}</p>
      )}
    </div>
  );
}

/** Asks before the page is closed: the code is shown once. */
function useWarnBeforeLeaving(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener('beforeunload', warn);
    return () => globalThis.removeEventListener('beforeunload', warn);
  }, []);
}
