import { Button, Card, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { useMe } from '../session/me.ts';
import { Failure } from '../shell/states.tsx';
import './admin.css';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { AccountEvents } from './account-events.tsx';
import { Interests } from './interests.tsx';
import { StateTag } from './state-tag.tsx';
import { type Issued, UserForm } from './user-form.tsx';
import { USER_TEXTS } from './user-texts.ts';

type User = Item<'/api/v1/users'>;

/** The accounts of the division: made, changed, disabled, given a new password, signed out everywhere. */
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
    <>
      <Card className="admin-card">
        <div className="admin-tools">
          <Button type="primary" onClick={() => setMaking(true)}>
            {t.create}
          </Button>
        </div>
        <ProblemAlert problem={problem} />
        {issued && <ShownOnce title={t.issued(issued.name)} secret={issued.password} close={() => setIssued(undefined)} />}
        <Users users={data?.items ?? []} loading={isPending} done={done} failed={setProblem} />
        {making && (
          <UserForm
            onClose={() => setMaking(false)}
            onDone={(password) => {
              setMaking(false);
              done(password);
            }}
          />
        )}
      </Card>
      <Interests />
    </>
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
      scroll={{ x: 1000 }}
      columns={[
        { title: t.name, dataIndex: 'name' },
        { title: t.username, key: 'username', render: (user: User) => user.username ?? t.service },
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

type Opened = 'disable' | 'change' | 'events';

function Actions({ user, done, failed }: { user: User } & Pick<UsersProps, 'done' | 'failed'>) {
  const t = useTexts(USER_TEXTS);
  const me = useMe();
  const [opened, open] = useState<Opened>();
  const path = { params: { path: { id: user.id } } };
  const button = (label: string, act: () => void, danger = false) => (
    <Button size="small" type="link" danger={danger} onClick={act} aria-label={`${label}：${user.name}`}>
      {label}
    </Button>
  );
  const reset = async () => {
    const { data } = await api.POST('/api/v1/users/{id}/reset-password', path);
    return data && { name: data.user.name, password: data.password };
  };
  const endSessions = async () => void (await api.POST('/api/v1/users/{id}/end-sessions', path));
  const enable = async () => void (await api.POST('/api/v1/users/{id}/enable', path));
  const close = () => open(undefined);
  const finish = () => {
    close();
    done();
  };
  return (
    <span className="tags">
      {button(t.change, () => open('change'))}
      {button(t.events, () => open('events'))}
      {!user.service && button(t.reset, () => void reset().then(done, failed))}
      {button(t.endSessions, () => void endSessions().then(done, failed))}
      {user.disabled && button(t.enable, () => void enable().then(done, failed))}
      {!user.disabled && user.id !== me.id && button(t.disable, () => open('disable'), true)}
      {opened === 'change' && <UserForm user={user} onClose={close} onDone={finish} />}
      {opened === 'events' && <AccountEvents user={user} onClose={close} />}
      {opened === 'disable' && <Disable user={user} onClose={close} onDone={finish} />}
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
