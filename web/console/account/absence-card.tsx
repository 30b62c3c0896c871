import { Alert, App, Button, Card, Form, Input, Select } from 'antd';
import { $api, api } from '../../api/client.ts';
import type { Body, Me } from '../../api/types.ts';
import { dayOf } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { ROLE_TEXTS } from '../../words/roles.ts';
import { DayInput } from '../forms/day-input.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useMe, useSession } from '../session/me.ts';
import { ACCOUNT_TEXTS } from './texts.ts';

type Asked = Body<'/api/v1/me/absence'>;

/** Who stands in while one is away, and from when until when. */
export function AbsenceCard() {
  const t = useTexts(ACCOUNT_TEXTS);
  const me = useMe();
  const absence = me.absence ?? me.nextAbsence;
  return (
    <Card title={t.absence} size="small" className="panel">
      <p className="admin-note">{t.absenceNote}</p>
      {absence ? <Away absence={absence} /> : <Leave />}
    </Card>
  );
}

function Away({ absence: { substitute, from, until } }: { absence: NonNullable<Me['absence']> }) {
  const t = useTexts(ACCOUNT_TEXTS);
  const { message } = App.useApp();
  const { refetch } = useSession();
  const { attempt, busy, problem } = useAttempt();
  const end = () =>
    attempt(async () => {
      await api.POST('/api/v1/me/absence/end', {});
      void message.success(t.absenceEnded);
      await refetch();
    });
  return (
    <>
      <ProblemAlert problem={problem} />
      <Alert type="warning" showIcon title={t.away(substitute.name, from, until ?? t.untilEnded)} className="account-away" />
      <Button type="primary" loading={busy} onClick={() => void end()}>
        {t.endAbsence}
      </Button>
    </>
  );
}

function Leave() {
  const t = useTexts(ACCOUNT_TEXTS);
  const roles = useTexts(ROLE_TEXTS);
  const { message } = App.useApp();
  const { refetch } = useSession();
  const { attempt, busy, problem } = useAttempt();
  const { data, isPending } = $api.useQuery('get', '/api/v1/me/substitutes', {});
  const people = (data?.items ?? []).map(({ id, name, role }) => ({ value: id, label: `${name}（${roles[role]}）` }));
  const leave = (asked: Asked) =>
    attempt(async () => {
      await api.POST('/api/v1/me/absence', { body: { ...asked, until: asked.until ?? null, note: asked.note || null } });
      void message.success(t.absenceSet);
      await refetch();
    });
  const needed = [{ required: true, message: t.needed }];
  return (
    <>
      <ProblemAlert problem={problem} />
      <Form layout="vertical" initialValues={{ from: dayOf(Date.now()) }} onFinish={(given) => void leave(given)} requiredMark={false}>
        <Form.Item name="substitute" label={t.substitute} rules={needed}>
          <Select options={people} loading={isPending} showSearch={{ optionFilterProp: 'label' }} notFoundContent={t.nobody} />
        </Form.Item>
        <div className="account-days">
          <Form.Item name="from" label={t.from} rules={needed}>
            <DayInput />
          </Form.Item>
          <Form.Item name="until" label={t.until} extra={t.untilHint}>
            <DayInput />
          </Form.Item>
        </div>
        <Form.Item name="note" label={t.reason}>
          <Input maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t.set}
        </Button>
      </Form>
    </>
  );
}
