import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { auth } from '../../api/auth.ts';
import { Problem } from '../../api/problem.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { Entrance } from './entrance.tsx';

const TEXTS = texts(
  {
    title: '两步验证',
    hint: '请输入验证器应用上显示的六位数字。',
    code: '验证码',
    confirm: '确认',
    needed: '请输入六位数字',
    wrong: '验证码不对或已过期，请输入当前显示的数字',
  },
  {
    title: 'Second step',
    hint: 'Enter the six digits that your authenticator app shows.',
    code: 'Code',
    confirm: 'Confirm',
    needed: 'Six digits, please',
    wrong: 'The code is wrong or has expired; enter the one shown now',
  },
);

/** The second step of signing in: the code of the authenticator app. */
export function TotpForm({ done }: { done: () => Promise<void> }) {
  const t = useTexts(TEXTS);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const verify = async ({ code }: { code: string }) => {
    setBusy(true);
    try {
      await auth('two-factor/verify-totp', { code });
      await done();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Entrance title={t.title}>
      <p>{t.hint}</p>
      {problem && (
        <Alert type="error" showIcon title={problem.status === 401 || problem.status === 400 ? t.wrong : problem.message} role="alert" />
      )}
      <Form layout="vertical" onFinish={(given) => void verify(given)} requiredMark={false} size="large">
        <Form.Item name="code" label={t.code} rules={[{ required: true, pattern: /^\d{6}$/, message: t.needed }]}>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t.confirm}
        </Button>
      </Form>
    </Entrance>
  );
}
