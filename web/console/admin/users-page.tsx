import { Alert, Button, Card, Form, Input, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Body, Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { useMe } from '../session/me.ts';
import { Failure } from '../shell/states.tsx';
import './admin.css';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { StateTag } from './state-tag.tsx';
import { USER_TEXTS } from './user-texts.ts';

type User = Item<'/api/v1/users'>;
type NewUser = Body<'/api/v1/users'>;

/** A password that is shown once, and for whom. */
interface Issued {
  name: string;
  password: string;
}

/** The accounts of the division: made, disabled, given a new password, signed out everywhere. */
export default function UsersPage() {
  const t = useTexts(USER_TEXTS);
  const [making, setMaking] = useState(false);
  const [issued, setIssued] = useState<Issued>();
  const [problem, setProblem] = useState<unknown>();
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/users', { params: { query: { limit: 200 } } });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const done = (password?: Issued) => {
    setProblem(undefined);
    if (password) setIssued(password);
    void refetch();
  };
  return (
    <Card className="admin-card">
      <div className="admin-tools">
        <Button type="primary" onClick={() => setMaking(true)}>
          {t.create}
        </Button>
      </div>
      <ProblemAlert problem={problem} />
      {issued && (
        <Alert
          type="success"
          showIcon
          role="status"
          className="admin-card"
          closable={{ onClose: () => setIssued(undefined) }}
          title={t.issued(issued.name)}
          description={<code className="once">{issued.password}</code>}
        />
      )}
      <Users users={data?.items ?? []} loading={isPending} done={done} failed={setProblem} />
      {making && <Create onClose={() => setMaking(false)} onDone={done} />}
    </Card>
  );
}

interface UsersProps {
  users: readonly User[];
  loading: boolean;
  done: (issued?: Issued) => void;
  failed: (problem: unknown) => void;
}

function Users({ users, loading, done, failed }: UsersProps) {
  const t = useTexts(USER_TEXTS);
  const roles = useTexts(ROLE_TEXTS);
  return (
    <Table
      size="small"
      rowKey="id"
      loading={loading}
      dataSource={users}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 860 }}
      columns={[
        { title: t.name, dataIndex: 'name' },
        { title: t.username, dataIndex: 'username' },
        { title: t.role, key: 'role', render: (user: User) => (user.role ? roles[user.role] : '—') },
        { title: t.division, dataIndex: 'division' },
        { title: t.state, key: 'state', render: (user: User) => <States user={user} /> },
        { title: t.sessions, dataIndex: 'sessions', align: 'right' },
        { title: t.actions, key: 'actions', render: (user: User) => <Actions user={user} done={done} failed={failed} /> },
      ]}
    />
  );
}

function States({ user }: { user: User }) {
  const t = useTexts(USER_TEXTS);
  return (
    <span className="tags">
      {user.disabled ? <StateTag tone="late">{t.disabled}</StateTag> : <StateTag tone="calm">{t.enabled}</StateTag>}
      {user.mustChangePassword && <StateTag tone="soon">{t.mustChange}</StateTag>}
      {user.secondFactor && <StateTag tone="plain">{t.secondFactor}</StateTag>}
      {user.absence && <StateTag tone="plain">{t.away(user.absence.substitute.name)}</StateTag>}
    </span>
  );
}

function Actions({ user, done, failed }: { user: User } & Pick<UsersProps, 'done' | 'failed'>) {
  const t = useTexts(USER_TEXTS);
  const me = useMe();
  const [disabling, setDisabling] = useState(false);
  const path = { params: { path: { id: user.id } } };
  const button = (label: string, act: () => Promise<Issued | undefined>) => (
    <Button size="small" type="link" onClick={() => void act().then(done, failed)} aria-label={`${label}：${user.name}`}>
      {label}
    </Button>
  );
  const reset = async () => {
    const { data } = await api.POST('/api/v1/users/{id}/reset-password', path);
    return data && { name: data.user.name, password: data.password };
  };
  return (
    <span className="tags">
      {button(t.reset, reset)}
      {button(t.endSessions, async () => void (await api.POST('/api/v1/users/{id}/end-sessions', path)))}
      {user.disabled
        ? button(t.enable, async () => void (await api.POST('/api/v1/users/{id}/enable', path)))
        : user.id !== me.id && (
            <Button size="small" type="link" danger onClick={() => setDisabling(true)} aria-label={`${t.disable}：${user.name}`}>
              {t.disable}
            </Button>
          )}
      {disabling && (
        <Disable
          user={user}
          onClose={() => setDisabling(false)}
          onDone={() => {
            setDisabling(false);
            done();
          }}
        />
      )}
    </span>
  );
}

function Disable({ user, onClose, onDone }: { user: User; onClose: () => void; onDone: () => void }) {
  const t = useTexts(USER_TEXTS);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const disable = () =>
    void api.POST('/api/v1/users/{id}/disable', { params: { path: { id: user.id } }, body: { reason } }).then(onDone, setProblem);
  return (
    <Modal
      open
      title={`${t.disable}：${user.name}`}
      okText={t.disable}
      cancelText={t.cancel}
      onCancel={onClose}
      onOk={disable}
      okButtonProps={{ disabled: !reason.trim() }}
    >
      <label htmlFor="disable-reason">{t.reason}</label>
      <Input.TextArea id="disable-reason" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
      <ProblemAlert problem={problem} />
    </Modal>
  );
}

function Create({ onClose, onDone }: { onClose: () => void; onDone: (issued: Issued) => void }) {
  const t = useTexts(USER_TEXTS);
  const roles = useTexts(ROLE_TEXTS);
  const me = useMe();
  const [form] = Form.useForm<NewUser>();
  const role = Form.useWatch('role', form);
  const [problem, setProblem] = useState<unknown>();
  const create = async (body: NewUser) => {
    const { data } = await api.POST('/api/v1/users', { body });
    onClose();
    if (data) onDone({ name: data.user.name, password: data.password });
  };
  const options = Object.entries(roles).map(([value, label]) => ({ value, label }));
  return (
    <Modal open title={t.create} okText={t.create} cancelText={t.cancel} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ division: me.division }}
        onFinish={(body) => void create(body).catch(setProblem)}
      >
        <Form.Item name="name" label={t.name} rules={[{ required: true }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="username" label={t.username} rules={[{ required: true }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t.role} rules={[{ required: true }]}>
          <Select options={options} />
        </Form.Item>
        <Form.Item name="division" label={t.division} rules={[{ required: true }]}>
          <Input inputMode="numeric" />
        </Form.Item>
        {role === 'institution' && (
          <Form.Item name="institutionId" label={t.institutionId} rules={[{ required: true }]}>
            <Input />
          </Form.Item>
        )}
      </Form>
      <ProblemAlert problem={problem} />
    </Modal>
  );
}
