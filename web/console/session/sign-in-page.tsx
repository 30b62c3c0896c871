import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { auth, type SignedIn } from '../../api/auth.ts';
import { Problem } from '../../api/problem.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { PROBLEM_WORDS } from '../../words/problems.ts';
import { Entrance } from './entrance.tsx';
import { SsoButton } from './sso-button.tsx';
import { TotpForm } from './totp-form.tsx';

const TEXTS = texts(
  {
    title: '登录',
    username: '用户名',
    password: '密码',
    enter: '登录',
    needed: '请填写',
    wrong: '用户名或密码不对',
    tooMany: '尝试次数太多，请稍后再试',
    offline: '连不上服务器，请检查网络',
    locked: '账号已停用，请联系管理员',
    notKnown: '统一身份认证没有完成，请再试一次',
  },
  {
    title: 'Sign in',
    username: 'User name',
    password: 'Password',
    enter: 'Sign in',
    needed: 'Please fill this in',
    wrong: 'User name or password is wrong',
    tooMany: 'Too many attempts; try again a little later',
    offline: 'The server cannot be reached; check the network',
    locked: 'This account is disabled; ask an administrator',
    notKnown: 'The single sign-on was not completed; please try again',
  },
);

/** Only addresses of our own are gone back to. */
const ownPath = (to: string | null): string => (to !== null && /^\/(?!\/)/.test(to) ? to : '/');

/** Signing in by user name and password, with a second factor where the account has one. */
export function SignInPage() {
  const t = useTexts(TEXTS);
  const words = useTexts(PROBLEM_WORDS);
  const [asks, setAsks] = useState<'password' | 'code'>('password');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [search] = useSearchParams();
  const refused = search.get('error');
  const navigate = useNavigate();
  const queries = useQueryClient();

  const arrive = async () => {
    queries.clear();
    await navigate(ownPath(search.get('to')), { replace: true });
  };
  const enter = async (given: { username: string; password: string }) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { twoFactorRedirect } = await auth<SignedIn>('sign-in/username', given);
      if (twoFactorRedirect) setAsks('code');
      else await arrive();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  if (asks === 'code') return <TotpForm done={arrive} />;
  const needed = [{ required: true, message: t.needed }];
  return (
    <Entrance title={t.title}>
      {!problem && refused !== null && (
        <Alert type="error" showIcon title={Object.hasOwn(words, refused) ? words[refused] : t.notKnown} role="alert" />
      )}
      {problem && <Alert type="error" showIcon title={whyNot(problem, t)} role="alert" />}
      <Form layout="vertical" onFinish={(given) => void enter(given)} requiredMark={false} size="large">
        <Form.Item name="username" label={t.username} rules={needed}>
          <Input prefix={<UserOutlined />} autoComplete="username" autoFocus autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="password" label={t.password} rules={needed}>
          <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t.enter}
        </Button>
      </Form>
      <SsoButton to={ownPath(search.get('to'))} />
    </Entrance>
  );
}

function whyNot({ status, message }: Problem, t: typeof TEXTS.zh): string {
  if (status === 0) return t.offline;
  if (status === 401) return t.wrong;
  if (status === 403) return t.locked;
  return status === 429 ? t.tooMany : message;
}
