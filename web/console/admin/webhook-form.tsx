import { Form, Input, Modal, Select } from 'antd';
import { $api, api } from '../../api/client.ts';
import type { Body } from '../../api/types.ts';
import { useLanguage } from '../../shared/language.ts';
import { useTexts } from '../../shared/texts.ts';
import { CHANNEL_WORDS, MESSAGE_EVENT_WORDS } from '../../words/messages.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { useWords } from '../../words/word.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { MESSAGE_TEXTS } from './message-texts.ts';

type NewWebhook = Body<'/api/v1/webhooks'>;
const CHANNELS = ['events', 'webhook', 'dingtalk', 'wecom'] as const satisfies readonly NewWebhook['channel'][];

interface Props {
  onClose: () => void;
  /** With the secret that is shown once; none where the service gives its own. */
  onDone: (secret: string | null | undefined) => void;
}

/** An endpoint: what kind, where, for whom and of what it is told. */
export function WebhookForm({ onClose, onDone }: Props) {
  const t = useTexts(MESSAGE_TEXTS);
  const channels = useWords(CHANNEL_WORDS);
  const [form] = Form.useForm<NewWebhook>();
  const channel = Form.useWatch('channel', form);
  const { attempt, busy, problem } = useAttempt();
  const make = (given: NewWebhook) =>
    attempt(async () => {
      const { data } = await api.POST('/api/v1/webhooks', { body: given });
      onDone(given.secret ? undefined : data?.secret);
    });
  return (
    <Modal open title={t.newWebhook} okText={t.keep} cancelText={t.cancel} confirmLoading={busy} onCancel={onClose} onOk={form.submit}>
      <Form form={form} layout="vertical" initialValues={{ channel: 'events' }} onFinish={(given) => void make(given)}>
        <Form.Item name="name" label={t.name} rules={[{ required: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="channel" label={t.channel} rules={[{ required: true }]}>
          <Select options={CHANNELS.map((value) => ({ value, label: channels(value) }))} />
        </Form.Item>
        <Form.Item name="url" label={t.url} rules={[{ required: true }]}>
          <Input type="url" placeholder="https://" />
        </Form.Item>
        {channel === 'dingtalk' && (
          <Form.Item name="secret" label={t.dingtalkSecret}>
            <Input.Password autoComplete="off" maxLength={200} />
          </Form.Item>
        )}
        {channel !== undefined && channel !== 'events' && <Whom gateway={channel === 'webhook'} />}
      </Form>
      <ProblemAlert problem={problem} />
    </Modal>
  );
}

function Whom({ gateway }: { gateway: boolean }) {
  const t = useTexts(MESSAGE_TEXTS);
  const language = useLanguage();
  const roles = useTexts(ROLE_TEXTS);
  const events = useTexts(MESSAGE_EVENT_WORDS);
  const { data } = $api.useQuery('get', '/api/v1/departments', {}, { enabled: gateway });
  const departments = new Map((data?.items ?? []).map((one) => [one.code, { value: one.code, label: one[language] }]));
  return (
    <>
      <Form.Item name="role" label={t.role}>
        <Select allowClear placeholder={t.everyRole} options={optionsOf(roles)} />
      </Form.Item>
      <Form.Item name="events" label={t.events}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t.allEvents}
          options={optionsOf(events)}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      {gateway && (
        <Form.Item name="department" label={t.ofDepartment} extra={t.ofDepartmentNote}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={[...departments.values()]} />
        </Form.Item>
      )}
    </>
  );
}

const optionsOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));
