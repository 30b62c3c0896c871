import { Form, Input, Modal, Select } from 'antd';
import { api } from '../../api/client.ts';
import type { Body, Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { InstitutionSelect } from '../forms/institution-select.tsx';
import { DivisionSelect } from '../parts/division-select.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useMe } from '../session/me.ts';
import { OrganisationSelect } from './organisation-select.tsx';
import { USER_TEXTS } from './user-texts.ts';

type User = Item<'/api/v1/users'>;
type NewUser = Body<'/api/v1/users'>;

/** A password that is shown once, and for whom. */
export interface Issued {
  name: string;
  password: string;
}

interface Props {
  /** Whose account it is; a new one where there is none. */
  user?: User;
  onClose: () => void;
  onDone: (issued?: Issued) => void;
}

/** A new account, or what is changed about one: name, role, division, and whom they speak for. */
export function UserForm({ user, onClose, onDone }: Props) {
  const t = useTexts(USER_TEXTS);
  const me = useMe();
  const [form] = Form.useForm<NewUser>();
  const { attempt, busy, problem } = useAttempt();
  const title = user ? `${t.change}：${user.name}` : t.create;
  const save = (given: NewUser) =>
    attempt(async () => {
      const standing = { ...given, notifyEmail: given.notifyEmail?.trim() || null, ...placeOf(given) };
      onDone(user ? await changed(user, standing) : await created(standing));
    });
  return (
    <Modal
      open
      title={title}
      okText={user ? t.save : t.create}
      cancelText={t.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={form.submit}
    >
      <Form form={form} layout="vertical" initialValues={user ?? { division: me.division }} onFinish={(given) => void save(given)}>
        <Form.Item name="name" label={t.name} rules={[{ required: true }]}>
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        {!user && (
          <Form.Item name="username" label={t.username} extra={t.usernameHint} rules={[{ required: true }]}>
            <Input autoComplete="off" maxLength={60} />
          </Form.Item>
        )}
        <Standing own={user?.id === me.id} />
      </Form>
      <ProblemAlert problem={problem} />
    </Modal>
  );
}

/** What they may do and where; an administrator’s own is changed by another. */
function Standing({ own }: { own: boolean }) {
  const t = useTexts(USER_TEXTS);
  const roles = useTexts(ROLE_TEXTS);
  const role = Form.useWatch('role');
  return (
    <>
      <Form.Item name="role" label={t.role} rules={[{ required: true, message: t.chooseRole }]}>
        <Select options={Object.entries(roles).map(([value, label]) => ({ value, label }))} disabled={own} />
      </Form.Item>
      <Form.Item name="division" label={t.division} rules={[{ required: true }]}>
        <DivisionSelect disabled={own} />
      </Form.Item>
      {role === 'institution' && (
        <Form.Item name="institutionId" label={t.institution} rules={[{ required: true, message: t.chooseInstitution }]}>
          <InstitutionSelect />
        </Form.Item>
      )}
      {role === 'department' && (
        <Form.Item name="organisationId" label={t.organisation} rules={[{ required: true, message: t.chooseOrganisation }]}>
          <OrganisationSelect />
        </Form.Item>
      )}
      <Form.Item name="notifyEmail" label={t.email} rules={[{ type: 'email', message: t.emailWrong }]}>
        <Input type="email" autoComplete="off" maxLength={200} />
      </Form.Item>
    </>
  );
}

/** Whoever no longer speaks for an institution or a department belongs to none. */
const placeOf = ({ role, institutionId, organisationId }: NewUser) => ({
  institutionId: role === 'institution' ? (institutionId ?? null) : null,
  organisationId: role === 'department' ? (organisationId ?? null) : null,
});

async function created(body: NewUser): Promise<Issued | undefined> {
  const { data } = await api.POST('/api/v1/users', { body });
  return data && { name: data.user.name, password: data.password };
}

/** Sends what differs, so that the record of the account says what was changed. */
async function changed(user: User, standing: NewUser): Promise<undefined> {
  const before: Record<string, unknown> = user;
  const differs = Object.entries(standing).filter(([name, value]) => value !== (before[name] ?? null));
  const body = Object.fromEntries(differs) as Body<'/api/v1/users/{id}/changes'>;
  if (differs.length > 0) await api.POST('/api/v1/users/{id}/changes', { params: { path: { id: user.id } }, body });
}
