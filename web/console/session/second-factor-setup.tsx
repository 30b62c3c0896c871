import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { auth } from '../../api/auth.ts';
import { QrCode } from '../../shared/qr-code.tsx';
import { texts, useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';

const TEXTS = texts(
  {
    password: '现在的密码',
    needed: '请输入密码',
    begin: '开始设置',
    scan: '用验证器应用扫描，或手工输入密钥',
    secret: '密钥',
    code: '应用上显示的六位数字',
    codeNeeded: '请输入六位数字',
    confirm: '确认并启用',
    saved: '请保存备用码',
    savedMore: '手机不在身边时，每个备用码可以代替验证码登录一次。只显示这一次。',
    done: '已经保存好',
  },
  {
    password: 'Present password',
    needed: 'Your password, please',
    begin: 'Set it up',
    scan: 'Scan this with an authenticator app, or type the key into it',
    secret: 'Key',
    code: 'The six digits that the app shows',
    codeNeeded: 'Six digits, please',
    confirm: 'Confirm and turn on',
    saved: 'Keep the backup codes',
    savedMore: 'Without your phone, each of them signs you in once. They are shown only now.',
    done: 'I have kept them',
  },
);

interface Offered {
  totpURI: string;
  backupCodes: string[];
}

/** Sets up an authenticator (TOTP): the password, the code to scan, a number as a proof, and the backup codes. */
export function SecondFactorSetup({ done }: { done: () => Promise<unknown> }) {
  const t = useTexts(TEXTS);
  const [offered, setOffered] = useState<Offered>();
  const [proved, setProved] = useState(false);
  const { attempt, busy, problem } = useAttempt();
  if (offered && proved) return <BackupCodes codes={offered.backupCodes} done={done} />;
  const begin = ({ password }: { password: string }) =>
    attempt(async () => setOffered(await auth<Offered>('two-factor/enable', { password })));
  const prove = ({ code }: { code: string }) =>
    attempt(async () => {
      await auth('two-factor/verify-totp', { code });
      setProved(true);
    });
  return (
    <>
      <ProblemAlert problem={problem} />
      {offered ? (
        <>
          <QrCode text={offered.totpURI} label={t.scan} />
          <p>
            {t.secret} <code className="once">{new URL(offered.totpURI).searchParams.get('secret')}</code>
          </p>
          <Form key="code" layout="vertical" onFinish={(given) => void prove(given)} requiredMark={false}>
            <Form.Item name="code" label={t.code} rules={[{ required: true, pattern: /^\d{6}$/, message: t.codeNeeded }]}>
              <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={busy}>
              {t.confirm}
            </Button>
          </Form>
        </>
      ) : (
        <Form key="password" layout="vertical" onFinish={(given) => void begin(given)} requiredMark={false}>
          <Form.Item name="password" label={t.password} rules={[{ required: true, message: t.needed }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t.begin}
          </Button>
        </Form>
      )}
    </>
  );
}

function BackupCodes({ codes, done }: { codes: readonly string[]; done: () => Promise<unknown> }) {
  const t = useTexts(TEXTS);
  return (
    <section aria-label={t.saved}>
      <h2 className="subtitle">{t.saved}</h2>
      <p>{t.savedMore}</p>
      <ul className="backup-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button type="primary" onClick={() => void done()}>
        {t.done}
      </Button>
    </section>
  );
}
