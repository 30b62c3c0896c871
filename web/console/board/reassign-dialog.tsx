import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { BOARD_TEXTS } from './texts.ts';

interface Props {
  count: number;
  to: string | undefined;
  reassign: (to: string, note: string) => Promise<void>;
  close: () => void;
}

/** To whom, and what they should know: nothing is handed over without a note. */
export function ReassignDialog({ count, to, reassign, close }: Props) {
  const t = useTexts(BOARD_TEXTS);
  const [form] = Form.useForm<{ to: string; note: string }>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const { data } = $api.useQuery('get', '/api/v1/users', { params: { query: { role: 'caseworker' } } });
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const send = async ({ to: officer, note }: { to: string; note: string }) => {
    setBusy(true);
    try {
      await reassign(officer, note.trim());
      close();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open title={t.title(count)} okText={t.confirm} cancelText={t.cancel} confirmLoading={busy} onOk={form.submit} onCancel={close}>
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" initialValues={{ to }} onFinish={(given) => void send(given)} requiredMark={false}>
        <Form.Item name="to" label={t.to} rules={[{ required: true, message: t.choose }]}>
          <Select options={options} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item name="note" label={t.note} rules={[{ required: true, whitespace: true, message: t.needed }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={5000} placeholder={t.noteHint} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
