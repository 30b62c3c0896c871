import { Button, Card, Form, Input } from 'antd';
import { $api, api } from '../../api/client.ts';
import type { Body } from '../../api/types.ts';
import { dayOf } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { InstitutionSelect } from '../forms/institution-select.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useMe } from '../session/me.ts';

const TEXTS = texts(
  {
    title: '回避登记',
    note: '与养老机构有亲属、投资、任职等关系的，请在此登记：该机构的案件从此不再由您办理，您也看不到。登记后由管理员解除。',
    institution: '养老机构',
    relation: '关系',
    relationHint: '如：配偶在该院任职',
    needed: '请填写',
    declare: '登记',
    since: (day: string) => `${day} 登记`,
    ended: (day: string) => `${day} 已解除`,
  },
  {
    title: 'Interests',
    note: 'Whoever is related to an institution, owns a part of it or works for it declares it here: its cases are kept from you from then on. An administrator ends it.',
    institution: 'Institution',
    relation: 'Relation',
    relationHint: 'Such as: spouse works there',
    needed: 'Please fill this in',
    declare: 'Declare',
    since: (day: string) => `since ${day}`,
    ended: (day: string) => `ended ${day}`,
  },
);

type Declaration = Body<'/api/v1/me/interests'>;

/** Institutions that an official is related to (回避): declared here, and their cases are kept from the official at once. */
export function InterestsCard() {
  const t = useTexts(TEXTS);
  const may = useMe().permissions.includes('interests.declare');
  const [form] = Form.useForm<Declaration>();
  const { attempt, busy, problem } = useAttempt();
  const { data, error, refetch } = $api.useQuery('get', '/api/v1/me/interests', {}, { enabled: may });
  if (!may) return null;
  const declare = (body: Declaration) =>
    attempt(async () => {
      await api.POST('/api/v1/me/interests', { body });
      form.resetFields();
      await refetch();
    });
  const needed = [{ required: true, whitespace: true, message: t.needed }];
  return (
    <Card title={t.title} size="small" className="panel">
      <p className="admin-note">{t.note}</p>
      <ProblemAlert problem={problem ?? error} />
      <ul className="interests">
        {(data?.items ?? []).map(({ id, institution, relation, declaredAt, endedAt }) => (
          <li key={id}>
            <strong>{institution.name}</strong> {relation} <small>{endedAt ? t.ended(dayOf(endedAt)) : t.since(dayOf(declaredAt))}</small>
          </li>
        ))}
      </ul>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void declare(given)}>
        <Form.Item name="institution" label={t.institution} rules={needed}>
          <InstitutionSelect />
        </Form.Item>
        <Form.Item name="relation" label={t.relation} rules={needed}>
          <Input maxLength={200} placeholder={t.relationHint} />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {t.declare}
        </Button>
      </Form>
    </Card>
  );
}
