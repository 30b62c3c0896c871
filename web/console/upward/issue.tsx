import { DownOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Form } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { SchemaDrawer } from '../forms/schema-drawer.tsx';
import { useMe } from '../session/me.ts';
import { KIND_FIELDS, KINDS, type Kind } from './fields.ts';
import { Figures } from './figures.tsx';
import { UPWARD_TEXTS } from './texts.ts';

/** The button to report, for those who may: first which kind, then what is said, beside what the records say. */
export function Issue() {
  const t = useTexts(UPWARD_TEXTS);
  const { permissions } = useMe();
  const queries = useQueryClient();
  const [kind, choose] = useState<Kind>();
  if (!permissions.includes('upwardReports.issue')) return null;
  const send = async (input: object) => {
    await api.POST('/api/v1/upward-reports', { body: { kind, ...input } as never });
    await queries.invalidateQueries();
  };
  const items = KINDS.map((one) => ({ key: one, label: t.kinds[one], onClick: () => choose(one) }));
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="primary">
          {t.issue} <DownOutlined />
        </Button>
      </Dropdown>
      {kind && (
        <SchemaDrawer title={t.kinds[kind]} fields={KIND_FIELDS[kind]} send={send} close={() => choose(undefined)}>
          <Preview kind={kind} />
        </SchemaDrawer>
      )}
    </>
  );
}

/** What the records say of the days chosen so far. */
function Preview({ kind }: { kind: Kind }) {
  const periodDay: unknown = Form.useWatch('periodDay');
  const visitsFrom: unknown = Form.useWatch('visitsFrom');
  const visitsUntil: unknown = Form.useWatch('visitsUntil');
  const days = Object.fromEntries(Object.entries({ periodDay, visitsFrom, visitsUntil }).filter(([, day]) => typeof day === 'string'));
  const { data } = $api.useQuery('get', '/api/v1/upward-reports/figures', { params: { query: { kind, ...days } } }, { retry: false });
  return data ? <Figures of={data} /> : null;
}
