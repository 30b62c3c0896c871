import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { auth } from '../../api/auth.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { useProblemText } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { Entrance } from './entrance.tsx';

const TEXTS = texts(
  {
    title: '两步验证',
    app: {
      hint: '请输入验证器应用上显示的六位数字。',
      code: '验证码',
      needed: '请输入六位数字',
      wrong: '验证码不对或已过期，请输入当前显示的数字',
    },
    backup: {
      hint: '请输入设置时保存的一个备用码，每个只能用一次。',
      code: '备用码',
      needed: '请输入备用码',
      wrong: '备用码不对，或已经用过',
    },
    confirm: '确认',
    useBackup: '手机不在身边？用备用码登录',
    useApp: '改用验证器应用',
  },
  {
    title: 'Second step',
    app: {
      hint: 'Enter the six digits that your authenticator app shows.',
      code: 'Code',
      needed: 'Six digits, please',
      wrong: 'The code is wrong or has expired; enter the one shown now',
    },
    backup: {
      hint: 'Enter one of the backup codes that you kept; each works once.',
      code: 'Backup code',
      needed: 'A backup code, please',
      wrong: 'This is no backup code, or it was used',
    },
    confirm: 'Confirm',
    useBackup: 'Without your phone? Use a backup code',
    useApp: 'Use the authenticator app',
  },
);

/** How each way of proving it is asked for and sent. */
const WAYS = {
  app: { path: 'two-factor/verify-totp', pattern: /^\d{6}$/, input: { inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 6 } },
  backup: { path: 'two-factor/verify-backup-code', pattern: /\S{6,}/, input: { autoComplete: 'off', maxLength: 40 } },
} as const;

/** The second step of signing in: the code of the authenticator app, or one of the backup codes. */
export function TotpForm({ done }: { done: () => Promise<void> }) {
  const t = useTexts(TEXTS);
  const whyNot = useProblemText();
  const [way, choose] = useState<keyof typeof WAYS>('app');
  const { attempt, busy, problem } = useAttempt();
  const { path, pattern, input } = WAYS[way];
  const said = t[way];
  const verify = ({ code }: { code: string }) =>
    attempt(async () => {
      await auth(path, { code: code.trim() });
      await done();
    });
  const wrong = problem && (problem.status === 401 || problem.status === 400) ? said.wrong : problem && whyNot(problem);
  return (
    <Entrance title={t.title}>
      <p>{said.hint}</p>
      {wrong && <Alert type="error" showIcon title={wrong} role="alert" />}
      <Form key={way} layout="vertical" onFinish={(given) => void verify(given)} requiredMark={false} size="large">
        <Form.Item name="code" label={said.code} rules={[{ required: true, pattern, message: said.needed }]}>
          <Input {...input} autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t.confirm}
        </Button>
        <Button type="link" block onClick={() => choose(way === 'app' ? 'backup' : 'app')}>
          {way === 'app' ? t.useBackup : t.useApp}
        </Button>
      </Form>
    </Entrance>
  );
}
