import { Alert, Button } from 'antd';
import { texts, useTexts } from '../../shared/texts.ts';
import { Entrance } from './entrance.tsx';
import { useSession, useSignOut } from './me.ts';
import { PasswordForm } from './password-form.tsx';

const TEXTS = texts(
  { title: '修改密码', forced: '首次登录或密码已被重置，请先设置只有您知道的新密码。', signOut: '退出登录' },
  {
    title: 'Change your password',
    forced: 'This is your first sign-in, or your password was reset: choose one that only you know.',
    signOut: 'Sign out',
  },
);

/** A new password, before anything else, when the server asks for it. */
export function PasswordPage() {
  const t = useTexts(TEXTS);
  const { refetch } = useSession();
  const signOut = useSignOut();
  return (
    <Entrance title={t.title}>
      <Alert type="info" showIcon title={t.forced} />
      <PasswordForm done={refetch} large />
      <Button type="text" block onClick={() => void signOut()}>
        {t.signOut}
      </Button>
    </Entrance>
  );
}
