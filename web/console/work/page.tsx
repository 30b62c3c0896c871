import { Table } from 'antd';
import { $api } from '../../api/client.ts';
import { lastDay } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { Failure } from '../shell/states.tsx';

const TEXTS = texts(
  { caseNo: '案号', type: '类型', stage: '阶段', due: '期限' },
  { caseNo: 'Case', type: 'Type', stage: 'Stage', due: 'Due' },
);

/** My work: what waits for me, the most urgent first. */
export default function WorkPage() {
  const t = useTexts(TEXTS);
  const { data, error, isPending, refetch } = $api.useQuery('get', '/api/v1/cases', {
    params: { query: { status: 'open', sort: 'dueAt', limit: 50 } },
  });
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const columns = [
    { title: t.caseNo, dataIndex: 'caseNo' },
    { title: t.type, dataIndex: 'title' },
    { title: t.stage, dataIndex: 'stageTitle' },
    { title: t.due, dataIndex: 'dueAt', render: (dueAt: string | null) => dueAt && lastDay(dueAt) },
  ];
  return <Table rowKey="caseNo" loading={isPending} dataSource={data?.items ?? []} columns={columns} pagination={false} />;
}
