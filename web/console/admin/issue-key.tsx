import { Checkbox, Form, Input, Modal, Radio, Select } from 'antd';
import { api } from '../../api/client.ts';
import type { Answer, Body, Item } from '../../api/types.ts';
import { dayOf } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { DayInput } from '../forms/day-input.tsx';
import { DivisionSelect } from '../parts/division-select.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useMe } from '../session/me.ts';
import { KEY_TEXTS } from './key-texts.ts';
import { OrganisationSelect } from './organisation-select.tsx';

type NewKey = Body<'/api/v1/api-keys'>;
type Scope = NewKey['scopes'][number];
type Account = Item<'/api/v1/api-keys'>['account'];

/** Whose system each role is, and what its keys may do; the server has the last word. */
const SCOPES = {
  hotline: ['complaints:create', 'cases:read', 'events:read'],
  department: ['cases:read', 'events:read', 'letters:reply'],
  auditor: ['cases:read', 'events:read'],
} as const satisfies Record<string, readonly Scope[]>;
type ServiceRole = keyof typeof SCOPES;
const ROLES = ['hotline', 'department', 'auditor'] as const satisfies readonly ServiceRole[];
const isServiceRole = (role: string | null | undefined): role is ServiceRole => ROLES.some((r) => r === role);

/** How long a key is good for, when nobody says: a year. */
const USUAL_MS = 365 * 86_400_000;

interface Given {
  id?: string;
  name: string;
  role: ServiceRole;
  division: string;
  organisationId?: string;
  scopes: Scope[];
  expiresOn: string;
}

interface Props {
  accounts: readonly Account[];
  close: () => void;
  done: (issued: Answer<'/api/v1/api-keys', 'post'> | undefined) => void;
}

/** A key for a service account, new or known: what it may do, and until when. */
export function IssueKey({ accounts, close, done }: Props) {
  const t = useTexts(KEY_TEXTS);
  const me = useMe();
  const [form] = Form.useForm<Given & { known: boolean }>();
  const { attempt, busy, problem } = useAttempt();
  const { known, id, role } = Form.useWatch((given) => given, form) ?? {};
  const fits = known ? accounts.find((account) => account.id === id)?.role : role;
  const scopes = isServiceRole(fits) ? SCOPES[fits] : [];
  const issue = (given: Given) =>
    attempt(async () => {
      const { data } = await api.POST('/api/v1/api-keys', { body: keyOf(given) });
      done(data);
    });
  const needed = [{ required: true, message: t.needed }];
  const which = [
    { value: false, label: t.newAccount },
    { value: true, label: t.existing, disabled: accounts.length === 0 },
  ];
  return (
    <Modal open title={t.issue} okText={t.issue} cancelText={t.cancel} confirmLoading={busy} onCancel={close} onOk={form.submit}>
      <ProblemAlert problem={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ known: false, role: 'hotline', division: me.division, scopes: [], expiresOn: dayOf(Date.now() + USUAL_MS) }}
        onFinish={(given) => void issue(given)}
      >
        <Form.Item name="known" label={t.which}>
          <Radio.Group optionType="button" options={which} onChange={() => form.setFieldValue('scopes', [])} />
        </Form.Item>
        {known ? (
          <Form.Item name="id" label={t.account} rules={needed}>
            <Select
              options={accounts.map(({ id: value, name }) => ({ value, label: name }))}
              onChange={() => form.setFieldValue('scopes', [])}
            />
          </Form.Item>
        ) : (
          <NewAccount onRole={() => form.setFieldValue('scopes', [])} />
        )}
        <Form.Item name="scopes" label={t.scopes} rules={needed}>
          <Checkbox.Group options={scopes.map((value) => ({ value, label: t.scope[value] }))} className="key-scopes" />
        </Form.Item>
        <Form.Item name="expiresOn" label={t.expiresOn} rules={needed}>
          <DayInput />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function NewAccount({ onRole }: { onRole: () => void }) {
  const t = useTexts(KEY_TEXTS);
  const roles = useTexts(ROLE_TEXTS);
  const needed = [{ required: true, message: t.needed }];
  const role = Form.useWatch('role');
  return (
    <>
      <Form.Item name="name" label={t.name} rules={needed}>
        <Input placeholder={t.nameHint} maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={t.role}>
        <Radio.Group optionType="button" options={ROLES.map((value) => ({ value, label: roles[value] }))} onChange={onRole} />
      </Form.Item>
      <Form.Item name="division" label={t.division} rules={needed}>
        <DivisionSelect />
      </Form.Item>
      {role === 'department' && (
        <Form.Item name="organisationId" label={t.organisation} rules={needed}>
          <OrganisationSelect />
        </Form.Item>
      )}
    </>
  );
}

function keyOf({ id, name, role, division, organisationId, scopes, expiresOn }: Given): NewKey {
  if (id !== undefined) return { account: { id }, scopes, expiresOn };
  return {
    account: { name: name.trim(), role, division, ...(organisationId ? { organisationId } : {}) },
    scopes,
    expiresOn,
  };
}
