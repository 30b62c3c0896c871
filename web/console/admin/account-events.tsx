import { Drawer } from 'antd';
import { api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { useTexts } from '../../shared/texts.ts';
import { FIELD_WORDS } from '../../words/fields.ts';
import { useWords, type Word } from '../../words/word.ts';
import { Facts } from '../parts/facts.tsx';
import { More } from '../parts/more.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Wide } from '../parts/wide.tsx';
import { ACCOUNT_EVENT_WORDS, USER_TEXTS } from './user-texts.ts';

type AccountEvent = Item<'/api/v1/users/{id}/events'>;

/** What happened to an account: sign-ins, refusals, changes; by whom, when and from where. */
export function AccountEvents({ user: { id, name }, onClose }: { user: { id: string; name: string }; onClose: () => void }) {
  const t = useTexts(USER_TEXTS);
  const words = useWords(ACCOUNT_EVENT_WORDS);
  const fields = useWords(FIELD_WORDS);
  const list = usePages({
    key: ['account-events', id],
    page: async (at, signal) =>
      (await api.GET('/api/v1/users/{id}/events', { params: { path: { id }, query: { limit: 50, ...at } }, signal })).data,
  });
  return (
    <Drawer open size={720} title={`${t.events}：${name}`} onClose={onClose}>
      <ProblemAlert problem={list.error} />
      <Wide label={t.events}>
        <SmallTable
          rowKey="id"
          loading={list.isPending}
          rows={list.rows}
          columns={[
            { title: t.at, key: 'at', render: ({ at }: AccountEvent) => <span className="figure">{dayAndTime(at)}</span> },
            { title: t.event, key: 'kind', render: ({ kind }: AccountEvent) => words(kind) },
            { title: t.by, key: 'by', render: ({ by }: AccountEvent) => by?.name ?? '—' },
            { title: t.from, key: 'address', render: ({ address }: AccountEvent) => address?.replace('::ffff:', '') ?? '—' },
            { title: t.detail, key: 'detail', render: ({ detail }: AccountEvent) => <Facts data={inWords(detail, fields)} /> },
          ]}
        />
      </Wide>
      <More of={list} text={t.more} />
    </Drawer>
  );
}

/** Which fields of the account were changed, as they are called. */
const inWords = (detail: AccountEvent['detail'], fields: Word) =>
  Array.isArray(detail.changed) ? { ...detail, changed: detail.changed.map((name) => fields(String(name))) } : detail;
