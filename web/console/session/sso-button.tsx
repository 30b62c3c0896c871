import { LoginOutlined } from '@ant-design/icons';
import { Button, Divider } from 'antd';
import { auth } from '../../api/auth.ts';
import { $api } from '../../api/client.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';

const TEXTS = texts({ or: '或', enter: (name: string) => `用${name}登录` }, { or: 'or', enter: (name: string) => `Sign in with ${name}` });

/** The way to the bureau's own sign-in, where there is one; `to` is where one wanted to go. */
export function SsoButton({ to }: { to: string }) {
  const t = useTexts(TEXTS);
  const { data } = $api.useQuery('get', '/api/v1/sign-in', {}, { staleTime: Number.POSITIVE_INFINITY });
  const { attempt, busy, problem } = useAttempt();
  if (!data?.sso) return null;
  const { provider, name } = data.sso;
  const leave = () =>
    attempt(async () => {
      const { url } = await auth<{ url: string }>('sign-in/social', { provider, callbackURL: to, errorCallbackURL: '/sign-in' });
      globalThis.location.assign(url);
    });
  return (
    <>
      <Divider plain>{t.or}</Divider>
      <ProblemAlert problem={problem} />
      <Button block size="large" icon={<LoginOutlined />} loading={busy} onClick={() => void leave()}>
        {t.enter(name)}
      </Button>
    </>
  );
}
