import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { texts, useTexts } from '../../shared/texts.ts';
import { Entrance } from './entrance.tsx';
import { useSignOut } from './me.ts';

const TEXTS = texts({ signOut: '退出登录' }, { signOut: 'Sign out' });

/** What has to be done before anything else, and why; signing out again is the only way round it. */
export function ForcedPage({ title, why, children }: { title: string; why: string; children: ReactNode }) {
  const t = useTexts(TEXTS);
  const signOut = useSignOut();
  return (
    <Entrance title={title}>
      <Alert type="info" showIcon title={why} />
      {children}
      <Button type="text" block onClick={() => void signOut()}>
        {t.signOut}
      </Button>
    </Entrance>
  );
}
