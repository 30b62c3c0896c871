import { App, Button, Card, Form, Input, Radio } from 'antd';
import { $api, api } from '../../api/client.ts';
import type { Body } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { Loading } from '../shell/states.tsx';
import { ACCOUNT_TEXTS } from './texts.ts';

type Contact = Body<'/api/v1/me/contact'>;
const LANGUAGES = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
];

/** Where messages go beside the inbox, and in which language. */
export function ContactCard() {
  const t = useTexts(ACCOUNT_TEXTS);
  const { data, error } = $api.useQuery('get', '/api/v1/me/contact', {});
  return (
    <Card title={t.contact} size="small" className="panel">
      <p className="admin-note">{t.contactNote}</p>
      <ProblemAlert problem={error} />
      {data && <ContactForm contact={data} />}
      {!data && !error && <Loading rows={3} />}
    </Card>
  );
}

function ContactForm({ contact }: { contact: Contact }) {
  const t = useTexts(ACCOUNT_TEXTS);
  const { message } = App.useApp();
  const { attempt, busy, problem } = useAttempt();
  const save = ({ email, phone, language }: Contact) =>
    attempt(async () => {
      await api.POST('/api/v1/me/contact', { body: { email: email || null, phone: phone || null, language } });
      void message.success(t.saved);
    });
  return (
    <>
      <ProblemAlert problem={problem} />
      <Form layout="vertical" initialValues={contact} onFinish={(given) => void save(given)} requiredMark={false}>
        <Form.Item name="email" label={t.email} rules={[{ type: 'email', message: t.emailWrong }]}>
          <Input type="email" autoComplete="email" maxLength={200} />
        </Form.Item>
        <Form.Item name="phone" label={t.phone} rules={[{ pattern: /^\+?[\d -]{5,20}$/, message: t.phoneWrong }]}>
          <Input type="tel" autoComplete="tel" maxLength={21} />
        </Form.Item>
        <Form.Item name="language" label={t.messageLanguage}>
          <Radio.Group options={LANGUAGES} optionType="button" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t.save}
        </Button>
      </Form>
    </>
  );
}
