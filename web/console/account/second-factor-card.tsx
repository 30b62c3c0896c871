import { App, Button, Card, Form, Input } from 'antd';
import { auth } from '../../api/auth.ts';
import { useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useMe, useSession } from '../session/me.ts';
import { SecondFactorSetup } from '../session/second-factor-setup.tsx';
import { ACCOUNT_TEXTS } from './texts.ts';

/** The second factor of one's account: set up, or turned off with the password. */
export function SecondFactorCard() {
  const t = useTexts(ACCOUNT_TEXTS);
  const { enabled, required } = useMe().secondFactor;
  const { refetch } = useSession();
  return (
    <Card title={t.secondFactor} size="small" className="panel">
      <p>{enabled ? t.secondFactorOn : t.secondFactorOff}</p>
      {required && <p className="admin-note">{t.secondFactorRequired}</p>}
      {!enabled && <SecondFactorSetup done={refetch} />}
      {enabled && !required && <TurnOff />}
    </Card>
  );
}

function TurnOff() {
  const t = useTexts(ACCOUNT_TEXTS);
  const { message } = App.useApp();
  const { refetch } = useSession();
  const { attempt, busy, problem } = useAttempt();
  const turnOff = ({ password }: { password: string }) =>
    attempt(async () => {
      await auth('two-factor/disable', { password });
      void message.success(t.turnedOff);
      await refetch();
    });
  return (
    <>
      <ProblemAlert problem={problem} />
      <Form layout="vertical" onFinish={(given) => void turnOff(given)} requiredMark={false}>
        <Form.Item name="password" label={t.ownPassword} rules={[{ required: true, message: t.needed }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button danger htmlType="submit" loading={busy}>
          {t.turnOff}
        </Button>
      </Form>
    </>
  );
}
