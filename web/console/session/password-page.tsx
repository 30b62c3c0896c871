import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { auth } from '../../api/auth.ts';
import { Problem } from '../../api/problem.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { Entrance } from './entrance.tsx';
import { useSession, useSignOut } from './me.ts';

const TEXTS = texts(
  {
    title: '修改密码',
    forced: '首次登录或密码已被重置，请先设置只有您知道的新密码。',
    current: '现在的密码',
    next: '新密码',
    again: '再输入一次',
    rule: '至少 10 个字符，与现在的不同',
    differ: '两次输入不一致',
    save: '保存',
    wrong: '现在的密码不对',
    signOut: '退出登录',
  },
  {
    title: 'Change your password',
    forced: 'This is your first sign-in, or your password was reset: choose one that only you know.',
    current: 'Present password',
    next: 'New password',
    again: 'Once more',
    rule: 'At least 10 characters, and not the present one',
    differ: 'The two are not the same',
    save: 'Save',
    wrong: 'The present password is wrong',
    signOut: 'Sign out',
  },
);

interface Given {
  currentPassword: string;
  newPassword: string;
}

/** A new password, before anything else, when the server asks for it; all other sessions end with the old one. */
export function PasswordPage({ forced }: { forced: boolean }) {
  const t = useTexts(TEXTS);
  const { refetch } = useSession();
  const signOut = useSignOut();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const change = async ({ currentPassword, newPassword }: Given) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await auth('change-password', { currentPassword, newPassword, revokeOtherSessions: true });
      await refetch();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Entrance title={t.title}>
      {forced && <Alert type="info" showIcon title={t.forced} />}
      {problem && <Alert type="error" showIcon role="alert" title={problem.code === 'INVALID_PASSWORD' ? t.wrong : problem.message} />}
      <Form layout="vertical" onFinish={(given) => void change(given)} requiredMark={false} size="large">
        <Form.Item name="currentPassword" label={t.current} rules={[{ required: true, message: t.current }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        <Form.Item name="newPassword" label={t.next} extra={t.rule} rules={[{ required: true, min: 10, message: t.rule }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t.again}
          dependencies={['newPassword']}
          rules={[
            ({ getFieldValue }) => ({
              validator: async (_rule, value) => {
                if (value !== getFieldValue('newPassword')) throw new Error(t.differ);
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t.save}
        </Button>
        <Button type="text" block onClick={() => void signOut()}>
          {t.signOut}
        </Button>
      </Form>
    </Entrance>
  );
}
