import { texts, useTexts } from '../../shared/texts.ts';
import { ForcedPage } from './forced-page.tsx';
import { useSession } from './me.ts';
import { PasswordForm } from './password-form.tsx';

const TEXTS = texts(
  { title: '修改密码', forced: '首次登录或密码已被重置，请先设置只有您知道的新密码。' },
  {
    title: 'Change your password',
    forced: 'This is your first sign-in, or your password was reset: choose one that only you know.',
  },
);

/** A new password, before anything else, when the server asks for it. */
export function PasswordPage() {
  const t = useTexts(TEXTS);
  const { refetch } = useSession();
  return (
    <ForcedPage title={t.title} why={t.forced}>
      <PasswordForm done={refetch} large />
    </ForcedPage>
  );
}
