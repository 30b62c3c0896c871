import { Button, Form, Input } from 'antd';
import { auth } from '../../api/auth.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';

const TEXTS = texts(
  {
    current: '现在的密码',
    next: '新密码',
    again: '再输入一次',
    rule: '至少 10 个字符，与现在的不同',
    differ: '两次输入不一致',
    save: '修改密码',
  },
  {
    current: 'Present password',
    next: 'New password',
    again: 'Once more',
    rule: 'At least 10 characters, and not the present one',
    differ: 'The two are not the same',
    save: 'Change password',
  },
);

interface Given {
  currentPassword: string;
  newPassword: string;
}

/** Asks for the present password and a new one; all other sessions end with the old one. */
export function PasswordForm({ done, large = false }: { done: () => Promise<unknown>; large?: boolean }) {
  const t = useTexts(TEXTS);
  const [form] = Form.useForm();
  const { attempt, busy, problem } = useAttempt();
  const change = ({ currentPassword, newPassword }: Given) =>
    attempt(async () => {
      await auth('change-password', { currentPassword, newPassword, revokeOtherSessions: true });
      form.resetFields();
      await done();
    });
  const size = large ? { size: 'large' as const } : {};
  return (
    <>
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" onFinish={(given) => void change(given)} requiredMark={false} {...size}>
        <Form.Item name="currentPassword" label={t.current} rules={[{ required: true, message: t.current }]}>
          <Input.Password autoComplete="current-password" autoFocus={large} />
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
        <Button type="primary" htmlType="submit" block={large} loading={busy}>
          {t.save}
        </Button>
      </Form>
    </>
  );
}
