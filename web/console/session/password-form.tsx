import { Button, Form, Input } from 'antd';
import { auth } from '../../api/auth.ts';
import { $api } from '../../api/client.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';

const TEXTS = texts(
  {
    current: '现在的密码',
    next: '新密码',
    again: '再输入一次',
    rule: (min: number) => `至少 ${min} 个字符，与现在的不同；不能只是姓名、地名或常见密码`,
    differ: '两次输入不一致',
    save: '修改密码',
  },
  {
    current: 'Present password',
    next: 'New password',
    again: 'Once more',
    rule: (min: number) => `At least ${min} characters, not the present one, and more than names or a common password`,
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
  const min = $api.useQuery('get', '/api/v1/sign-in', {}, { staleTime: Number.POSITIVE_INFINITY }).data?.passwordLength.min ?? 1;
  const rule = t.rule(min);
  const size = large ? { size: 'large' as const } : {};
  return (
    <>
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" onFinish={(given) => void change(given)} requiredMark={false} {...size}>
        <Form.Item name="currentPassword" label={t.current} rules={[{ required: true, message: t.current }]}>
          <Input.Password autoComplete="current-password" autoFocus={large} />
        </Form.Item>
        <Form.Item name="newPassword" label={t.next} extra={rule} rules={[{ required: true, min, message: rule }]}>
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
