import { Alert, Button } from 'antd';
import { texts, useTexts } from '../../shared/texts.ts';
import { Entrance } from './entrance.tsx';
import { useSession, useSignOut } from './me.ts';
import { SecondFactorSetup } from './second-factor-setup.tsx';

const TEXTS = texts(
  { title: '设置两步验证', forced: '您的角色须用两步验证登录，请先设置。', signOut: '退出登录' },
  { title: 'Set up a second factor', forced: 'Your role signs in with a second factor: set it up first.', signOut: 'Sign out' },
);

/** A second factor, before anything else, for roles that must have one. */
export function SecondFactorPage() {
  const t = useTexts(TEXTS);
  const { refetch } = useSession();
  const signOut = useSignOut();
  return (
    <Entrance title={t.title}>
      <Alert type="info" showIcon title={t.forced} />
      <SecondFactorSetup done={refetch} />
      <Button type="text" block onClick={() => void signOut()}>
        {t.signOut}
      </Button>
    </Entrance>
  );
}
