import { Button, Card, Form, Input, Modal, Select, Switch, Table, Tabs } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Answer, Body, Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { Failure } from '../shell/states.tsx';
import './admin.css';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { MESSAGE_TEXTS } from './message-texts.ts';
import { StateTag } from './state-tag.tsx';

type Template = Item<'/api/v1/templates'>;
type Webhook = Item<'/api/v1/webhooks'>;
type NewWebhook = Body<'/api/v1/webhooks'>;
type Delivery = Item<'/api/v1/webhooks/{id}/deliveries'>;

/** The words of messages, and where messages and events are posted to. */
export default function MessagesPage() {
  const t = useTexts(MESSAGE_TEXTS);
  return (
    <Tabs
      items={[
        { key: 'templates', label: t.templates, children: <Templates /> },
        { key: 'webhooks', label: t.webhooks, children: <Webhooks /> },
      ]}
    />
  );
}

/** Of each event and language the words in use: the bureau's own where there are any. */
const inUse = (items: readonly Template[]): Template[] => [
  ...new Map(items.map((item) => [`${item.event}/${item.language}/${item.channel}`, item])).values(),
];

function Templates() {
  const t = useTexts(MESSAGE_TEXTS);
  const [language, setLanguage] = useState<Template['language']>('zh-CN');
  const [editing, edit] = useState<Template>();
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/templates', { params: { query: { language } } });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <Card className="admin-card">
      <div className="admin-tools">
        <Select
          aria-label={t.language}
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'zh-CN' as const, label: '中文' },
            { value: 'en' as const, label: 'English' },
          ]}
        />
      </div>
      <Table
        size="small"
        rowKey={(row: Template) => `${row.event}/${row.channel}`}
        loading={isPending}
        dataSource={inUse(data?.items ?? [])}
        pagination={{ pageSize: 15, showSizeChanger: false, size: 'small' }}
        scroll={{ x: 760 }}
        columns={[
          { title: t.event, dataIndex: 'event' },
          { title: t.subject, dataIndex: 'subject' },
          {
            title: t.version,
            key: 'version',
            render: (row: Template) => (row.version === 0 ? t.shipped : t.own(row.version)),
          },
          {
            title: '',
            key: 'edit',
            render: (row: Template) => (
              <Button size="small" type="link" onClick={() => edit(row)} aria-label={`${t.edit}：${row.event}`}>
                {t.edit}
              </Button>
            ),
          },
        ]}
      />
      {editing && (
        <EditTemplate
          template={editing}
          onClose={() => edit(undefined)}
          onDone={() => {
            edit(undefined);
            void refetch();
          }}
        />
      )}
    </Card>
  );
}

function EditTemplate({ template, onClose, onDone }: { template: Template; onClose: () => void; onDone: () => void }) {
  const t = useTexts(MESSAGE_TEXTS);
  const [words, setWords] = useState({ subject: template.subject, body: template.body });
  const [shown, setShown] = useState<Answer<'/api/v1/templates/preview', 'post'>>();
  const [problem, setProblem] = useState<unknown>();
  const place = { event: template.event, language: template.language, channel: template.channel } as Body<'/api/v1/templates/preview'>;
  const preview = () =>
    void api.POST('/api/v1/templates/preview', { body: { ...place, words } }).then(({ data }) => setShown(data), setProblem);
  const keep = (kept: typeof words | null) =>
    void api.POST('/api/v1/templates', { body: { ...place, words: kept } }).then(onDone, setProblem);
  return (
    <Modal
      open
      width={680}
      title={template.event}
      onCancel={onClose}
      footer={[
        <Button key="shipped" onClick={() => keep(null)} disabled={template.version === 0}>
          {t.backToShipped}
        </Button>,
        <Button key="preview" onClick={preview}>
          {t.preview}
        </Button>,
        <Button key="keep" type="primary" onClick={() => keep(words)}>
          {t.keep}
        </Button>,
      ]}
    >
      <label htmlFor="template-subject">{t.subject}</label>
      <Input id="template-subject" value={words.subject} onChange={(event) => setWords({ ...words, subject: event.target.value })} />
      <label htmlFor="template-body">{t.body}</label>
      <Input.TextArea
        id="template-body"
        autoSize={{ minRows: 6, maxRows: 16 }}
        value={words.body}
        onChange={(event) => setWords({ ...words, body: event.target.value })}
      />
      <p className="admin-note">
        {t.fields}：{template.fields.map((field) => `{{${field}}}`).join(' ')}
      </p>
      <ProblemAlert problem={problem} />
      {shown && <pre className="template-shown">{`${shown.subject}\n\n${shown.body}`}</pre>}
    </Modal>
  );
}

function Webhooks() {
  const t = useTexts(MESSAGE_TEXTS);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/webhooks', {});
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const enable = (row: Webhook, enabled: boolean) =>
    void api
      .POST('/api/v1/webhooks/{id}/enabled', { params: { path: { id: row.id } }, body: { enabled } })
      .then(() => refetch(), setProblem);
  return (
    <Card className="admin-card">
      <div className="admin-tools">
        <Button type="primary" onClick={() => setMaking(true)}>
          {t.newWebhook}
        </Button>
      </div>
      <ProblemAlert problem={problem} />
      {secret && (
        <p role="status">
          {t.secret} <code className="once">{secret}</code>
        </p>
      )}
      <Table
        size="small"
        rowKey="id"
        loading={isPending}
        dataSource={data?.items ?? []}
        pagination={false}
        scroll={{ x: 640 }}
        locale={{ emptyText: t.noWebhooks }}
        expandable={{ expandedRowRender: (row: Webhook) => <Deliveries id={row.id} /> }}
        columns={[
          { title: t.name, dataIndex: 'name' },
          { title: t.channel, dataIndex: 'channel' },
          { title: t.host, dataIndex: 'host' },
          {
            title: t.enabled,
            key: 'enabled',
            render: (row: Webhook) => (
              <Switch checked={row.enabled} onChange={(on) => enable(row, on)} aria-label={`${t.enabled}：${row.name}`} />
            ),
          },
        ]}
      />
      {making && (
        <NewWebhookForm
          onClose={() => setMaking(false)}
          onDone={(made) => {
            setMaking(false);
            setSecret(made ?? undefined);
            void refetch();
          }}
        />
      )}
    </Card>
  );
}

function NewWebhookForm({ onClose, onDone }: { onClose: () => void; onDone: (secret: string | null | undefined) => void }) {
  const t = useTexts(MESSAGE_TEXTS);
  const [form] = Form.useForm<NewWebhook>();
  const [problem, setProblem] = useState<unknown>();
  const make = (body: NewWebhook) => void api.POST('/api/v1/webhooks', { body }).then(({ data }) => onDone(data?.secret), setProblem);
  return (
    <Modal open title={t.newWebhook} okText={t.keep} cancelText={t.cancel} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" initialValues={{ channel: 'events' }} onFinish={make}>
        <Form.Item name="name" label={t.name} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="channel" label={t.channel} rules={[{ required: true }]}>
          <Select options={CHANNELS.map((value) => ({ value, label: t.channels[value] }))} />
        </Form.Item>
        <Form.Item name="url" label={t.url} rules={[{ required: true }]}>
          <Input type="url" placeholder="https://" />
        </Form.Item>
      </Form>
      <ProblemAlert problem={problem} />
    </Modal>
  );
}

const CHANNELS = ['events', 'webhook', 'dingtalk', 'wecom'] as const satisfies readonly NewWebhook['channel'][];

function Deliveries({ id }: { id: string }) {
  const t = useTexts(MESSAGE_TEXTS);
  const [problem, setProblem] = useState<unknown>();
  const { data, isPending, refetch } = $api.useQuery('get', '/api/v1/webhooks/{id}/deliveries', { params: { path: { id } } });
  const replay = (row: Delivery) =>
    void api.POST('/api/v1/webhook-deliveries/{id}/replay', { params: { path: { id: row.id } } }).then(() => refetch(), setProblem);
  return (
    <>
      <ProblemAlert problem={problem} />
      <Table
        size="small"
        rowKey="id"
        loading={isPending}
        dataSource={data?.items ?? []}
        pagination={false}
        locale={{ emptyText: t.noDeliveries }}
        columns={[
          { title: t.at, key: 'at', render: (row: Delivery) => dayAndTime(row.queuedAt) },
          { title: t.event, dataIndex: 'event' },
          {
            title: t.state,
            key: 'state',
            render: (row: Delivery) => <StateTag tone={row.state === 'failed' ? 'late' : 'calm'}>{row.state}</StateTag>,
          },
          {
            title: '',
            key: 'replay',
            render: (row: Delivery) =>
              row.state === 'failed' && (
                <Button size="small" type="link" onClick={() => replay(row)}>
                  {t.replay}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
