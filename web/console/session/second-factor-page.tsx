import { texts, useTexts } from '../../shared/texts.ts';
import { ForcedPage } from './forced-page.tsx';
import { useSession } from './me.ts';
import { SecondFactorSetup } from './second-factor-setup.tsx';

const TEXTS = texts(
  { title: '设置两步验证', forced: '您的角色须用两步验证登录，请先设置。' },
  { title: 'Set up a second factor', forced: 'Your role signs in with a second factor: set it up first.' },
);

/** A second factor, before anything else, for roles that must have one. */
export function SecondFactorPage() {
  const t = useTexts(TEXTS);
  const { refetch } = useSession();
  return (
    <ForcedPage title={t.title} why={t.forced}>
      <SecondFactorSetup done={refetch} />
    </ForcedPage>
  );
}
