import { Button, Card, Select, Table } from 'antd';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import { useTexts } from '../../shared/texts.ts';
import { CHANNEL_WORDS, MESSAGE_EVENT_WORDS } from '../../words/messages.ts';
import { useWords } from '../../words/word.ts';
import { Wide } from '../parts/wide.tsx';
import { Failure } from '../shell/states.tsx';
import { EditTemplate } from './edit-template.tsx';
import { MESSAGE_TEXTS } from './message-texts.ts';

type Template = Item<'/api/v1/templates'>;
const LANGUAGES = [
  { value: 'zh-CN' as const, label: '中文' },
  { value: 'en' as const, label: 'English' },
];

/** Of each event, language and way the words in use: the bureau's own where there are any. */
const inUse = (items: readonly Template[]): Template[] => [
  ...new Map(items.map((item) => [`${item.event}/${item.language}/${item.channel}`, item])).values(),
];

/** The words of every message, for all ways or for one, changed and put back. */
export function Templates() {
  const t = useTexts(MESSAGE_TEXTS);
  const events = useWords(MESSAGE_EVENT_WORDS);
  const channels = useWords(CHANNEL_WORDS);
  const [language, setLanguage] = useState<Template['language']>('zh-CN');
  const [editing, edit] = useState<Template>();
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/templates', { params: { query: { language } } });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const known = inUse(data?.items ?? []);
  return (
    <Card className="admin-card">
      <div className="admin-tools">
        <Select aria-label={t.language} value={language} onChange={setLanguage} options={LANGUAGES} />
      </div>
      <Wide label={t.templates}>
        <Table
          size="small"
          rowKey={({ event, channel }: Template) => `${event}/${channel}`}
          loading={isPending}
          dataSource={known.toSorted((a, b) => order(known, a) - order(known, b))}
          pagination={{ pageSize: 15, showSizeChanger: false, size: 'small' }}
          columns={[
            { title: t.event, key: 'event', render: (row: Template) => events(row.event) },
            { title: t.way, key: 'channel', render: (row: Template) => channels(row.channel) },
            { title: t.subject, dataIndex: 'subject' },
            { title: t.version, key: 'version', render: (row: Template) => (row.version === 0 ? t.shipped : t.own(row.version)) },
            {
              title: '',
              key: 'edit',
              render: (row: Template) => (
                <Button size="small" type="link" onClick={() => edit(row)} aria-label={`${t.edit}：${events(row.event)}`}>
                  {t.edit}
                </Button>
              ),
            },
          ]}
        />
      </Wide>
      {editing && (
        <EditTemplate
          template={editing}
          known={known}
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

/** Words for one way stand beside those for all. */
const order = (known: readonly Template[], { event }: Template): number => known.findIndex((one) => one.event === event);
