import { Form, Input, InputNumber, Modal, Radio } from 'antd';
import { useRef } from 'react';
import { api, newKey } from '../../api/client.ts';
import { useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { INFORMANT_TEXTS } from './informant-texts.ts';

interface Props {
  caseNo: string;
  done: () => void;
  close: () => void;
}

/** In hours: usual, and the longest that may be granted. */
const HOURS = { usual: 24, most: 72 };

/** Asks, with a reason, to see who complained. */
export function AskToUnseal({ caseNo, done, close }: Props) {
  const t = useTexts(INFORMANT_TEXTS);
  const [form] = Form.useForm<{ reason: string }>();
  const key = useRef(newKey());
  const { attempt, busy, problem } = useAttempt();
  const ask = ({ reason }: { reason: string }) =>
    attempt(async () => {
      const params = { path: { caseNo }, header: { 'Idempotency-Key': key.current } };
      await api.POST('/api/v1/cases/{caseNo}/informant/requests', { params, body: { reason: reason.trim() } });
      done();
    });
  return (
    <Modal open title={t.ask} okText={t.confirm} cancelText={t.cancel} confirmLoading={busy} onOk={form.submit} onCancel={close}>
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" onFinish={(given) => void ask(given)} requiredMark={false}>
        <Reason />
      </Form>
    </Modal>
  );
}

interface Decision {
  granted: boolean;
  reason: string;
  hours?: number;
}

/** Grants or refuses it, with a reason, and for how long. */
export function DecideUnsealing({ caseNo, id, done, close }: Props & { id: number }) {
  const t = useTexts(INFORMANT_TEXTS);
  const [form] = Form.useForm<Decision>();
  const granted = Form.useWatch('granted', form);
  const key = useRef(newKey());
  const { attempt, busy, problem } = useAttempt();
  const decide = ({ granted: consent, reason, hours }: Decision) =>
    attempt(async () => {
      const params = { path: { caseNo, id }, header: { 'Idempotency-Key': key.current } };
      const body = { granted: consent, reason: reason.trim(), ...(consent && hours ? { hours } : {}) };
      await api.POST('/api/v1/cases/{caseNo}/informant/requests/{id}/decision', { params, body });
      done();
    });
  const options = [
    { value: true, label: t.yes },
    { value: false, label: t.no },
  ];
  return (
    <Modal open title={t.decideTitle} okText={t.confirm} cancelText={t.cancel} confirmLoading={busy} onOk={form.submit} onCancel={close}>
      <ProblemAlert problem={problem} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ hours: HOURS.usual }}
        onFinish={(given) => void decide(given)}
        requiredMark={false}
      >
        <Form.Item name="granted" label={t.granted} rules={[{ required: true, message: t.grantedNeeded }]}>
          <Radio.Group options={options} optionType="button" />
        </Form.Item>
        {granted === true && (
          <Form.Item name="hours" label={t.hours} rules={[{ required: true }]}>
            <InputNumber min={1} max={HOURS.most} precision={0} />
          </Form.Item>
        )}
        <Reason />
      </Form>
    </Modal>
  );
}

function Reason() {
  const t = useTexts(INFORMANT_TEXTS);
  return (
    <Form.Item name="reason" label={t.reason} rules={[{ required: true, whitespace: true, message: t.reasonNeeded }]}>
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
    </Form.Item>
  );
}
