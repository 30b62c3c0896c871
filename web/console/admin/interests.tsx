import { Button, Card, Popconfirm, Table } from 'antd';
import { $api, api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayOf } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { Wide } from '../parts/wide.tsx';
import { USER_TEXTS } from './user-texts.ts';

type Interest = Item<'/api/v1/interests'>;

/** Who is kept from the cases of which institution, and since when; an administrator ends it. */
export function Interests() {
  const t = useTexts(USER_TEXTS);
  const { attempt, busy, problem } = useAttempt();
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/interests', {});
  const end = (id: string) =>
    attempt(async () => {
      await api.POST('/api/v1/interests/{id}/end', { params: { path: { id } } });
      await refetch();
    });
  return (
    <Card className="admin-card" title={<h2 className="admin-subtitle">{t.interests}</h2>}>
      <ProblemAlert problem={problem ?? error} />
      <Wide label={t.interests}>
        <Table
          size="small"
          rowKey="id"
          loading={isPending}
          dataSource={data?.items ?? []}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
          locale={{ emptyText: t.noInterests }}
          columns={[
            { title: t.name, key: 'user', render: ({ user }: Interest) => user?.name ?? '—' },
            { title: t.institution, key: 'institution', render: ({ institution }: Interest) => institution.name },
            { title: t.relation, dataIndex: 'relation' },
            { title: t.declaredOn, key: 'declaredAt', render: ({ declaredAt }: Interest) => dayOf(declaredAt) },
            {
              title: t.actions,
              key: 'end',
              render: ({ id, endedAt, user }: Interest) =>
                endedAt ? (
                  t.endedOn(dayOf(endedAt))
                ) : (
                  <Popconfirm title={t.endSure} okText={t.end} cancelText={t.cancel} onConfirm={() => void end(id)}>
                    <Button size="small" type="link" disabled={busy} aria-label={`${t.end}：${user?.name ?? ''}`}>
                      {t.end}
                    </Button>
                  </Popconfirm>
                ),
            },
          ]}
        />
      </Wide>
    </Card>
  );
}
