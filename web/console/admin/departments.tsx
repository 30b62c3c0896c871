import { Button, Card, Form, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Body, Item } from '../../api/types.ts';
import { useLanguage } from '../../shared/language.ts';
import { useTexts } from '../../shared/texts.ts';
import { DivisionSelect } from '../parts/division-select.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { Wide } from '../parts/wide.tsx';
import { useMe } from '../session/me.ts';
import { Failure } from '../shell/states.tsx';
import { MESSAGE_TEXTS } from './message-texts.ts';

type Department = Item<'/api/v1/departments'>;
type Contact = Pick<Body<'/api/v1/departments'>, 'name' | 'email' | 'phone' | 'division'>;

/** Where letters to departments go: without an address a letter has to be handed over. */
export function Departments() {
  const t = useTexts(MESSAGE_TEXTS);
  const language = useLanguage();
  const [editing, edit] = useState<Department>();
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/departments', {});
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <Card className="admin-card">
      <p className="admin-note">{t.departmentsNote}</p>
      <Wide label={t.departments}>
        <Table
          size="small"
          rowKey={({ code, division }: Department) => `${code}/${division}`}
          loading={isPending}
          dataSource={data?.items ?? []}
          pagination={{ pageSize: 15, showSizeChanger: false, size: 'small' }}
          columns={[
            { title: t.department, key: 'what', render: (row: Department) => row[language] },
            { title: t.fullName, key: 'name', render: (row: Department) => row.name ?? '—' },
            { title: t.division, key: 'division', render: (row: Department) => row.division ?? '—' },
            { title: t.email, key: 'email', render: (row: Department) => row.email ?? '—' },
            { title: t.phone, key: 'phone', render: (row: Department) => row.phone ?? '—' },
            {
              title: '',
              key: 'edit',
              render: (row: Department) => (
                <Button size="small" type="link" onClick={() => edit(row)} aria-label={`${t.edit}：${row[language]}`}>
                  {t.edit}
                </Button>
              ),
            },
          ]}
        />
      </Wide>
      {editing && (
        <EditContact
          department={editing}
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

function EditContact({ department, onClose, onDone }: { department: Department; onClose: () => void; onDone: () => void }) {
  const t = useTexts(MESSAGE_TEXTS);
  const language = useLanguage();
  const [form] = Form.useForm<Contact>();
  const { attempt, busy, problem } = useAttempt();
  const { code, division, name, email, phone } = department;
  const { division: own } = useMe();
  const keep = (given: Contact) =>
    attempt(async () => {
      await api.POST('/api/v1/departments', {
        body: {
          code,
          ...(given.division ? { division: given.division } : {}),
          name: given.name.trim(),
          email: given.email?.trim() || null,
          phone: given.phone?.trim() || null,
        },
      });
      onDone();
    });
  return (
    <Modal
      open
      title={department[language]}
      okText={t.keep}
      cancelText={t.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={form.submit}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name, email, phone, division: division ?? own }}
        onFinish={(given) => void keep(given)}
      >
        <Form.Item name="name" label={t.fullName} rules={[{ required: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="division" label={t.division} rules={[{ required: true }]}>
          <DivisionSelect />
        </Form.Item>
        <Form.Item name="email" label={t.email} rules={[{ type: 'email', message: t.emailWrong }]}>
          <Input type="email" maxLength={200} />
        </Form.Item>
        <Form.Item name="phone" label={t.phone}>
          <Input type="tel" maxLength={40} />
        </Form.Item>
      </Form>
      <ProblemAlert problem={problem} />
    </Modal>
  );
}
