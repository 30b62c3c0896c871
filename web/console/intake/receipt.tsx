import { CheckCircleFilled, CopyOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { longDay } from '../../shared/dates.ts';
import { QrCode } from '../../shared/qr-code.tsx';
import { useTexts } from '../../shared/texts.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { INTAKE_TEXTS } from './texts.ts';

export interface Taken {
  caseNo: string;
  receiptCode?: string | undefined;
  dueAt: string | null;
  provisional: boolean;
}

/** What the caller is told: the code, the date of the answer, and a sentence with both to read out. */
export function Receipt({ taken: { caseNo, receiptCode = '', dueAt, provisional }, next }: { taken: Taken; next: () => void }) {
  const t = useTexts(INTAKE_TEXTS);
  const { message } = App.useApp();
  const day = dueAt === null ? undefined : longDay(Date.parse(dueAt) - 1);
  const copy = () => void navigator.clipboard.writeText(receiptCode).then(() => message.success(t.copied));
  return (
    <section className="receipt" aria-label={t.done}>
      <h1>
        <CheckCircleFilled className="good" /> {t.done} <small className="figure">{caseNo}</small>
      </h1>
      <div className="receipt-body">
        <div>
          <p className="receipt-label">{t.receipt}</p>
          <p className="receipt-code figure">{receiptCode}</p>
          {day && (
            <>
              <p className="receipt-label">{t.answerBy}</p>
              <p className="receipt-day">
                {day}
                {provisional && t.provisional}
              </p>
            </>
          )}
        </div>
        <QrCode text={`${globalThis.location.origin}/portal/follow#${receiptCode}`} label={t.qr} />
      </div>
      <blockquote>
        <p className="receipt-label">{t.say}</p>
        <p className="receipt-sentence">{day ? t.sentence(receiptCode, day) : t.sentenceNoDate(receiptCode)}</p>
      </blockquote>
      <div className="receipt-do no-print">
        <Button type="primary" size="large" autoFocus onClick={next} title={t.nextHint}>
          {t.next}
        </Button>
        <Button size="large" icon={<CopyOutlined />} onClick={copy}>
          {t.copy}
        </Button>
        <Button size="large" icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
          {t.print}
        </Button>
        <LinkButton to={`/cases/${caseNo}`} size="large">
          {t.openCase}
        </LinkButton>
      </div>
    </section>
  );
}
