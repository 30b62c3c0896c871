import { Button, Drawer, Form, Grid } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from '../../api/problem.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { inputOf, type NamedField } from './fields.ts';
import { markRefused } from './refused.ts';
import { SchemaFields } from './schema-fields.tsx';
import './forms.css';

const TEXTS = texts(
  { submit: '提交', cancel: '取消', empty: '这一步不需要填写内容。' },
  { submit: 'Submit', cancel: 'Cancel', empty: 'Nothing needs to be filled in for this step.' },
);

interface Props {
  title: string;
  fields: readonly NamedField[];
  /** Sends what was filled in. @throws Problem */
  send: (input: object) => Promise<unknown>;
  close: () => void;
  /** What stands below the fields and may follow what is filled in. */
  children?: ReactNode;
}

/** A form in a drawer, made of the fields that a schema asks for. */
export function SchemaDrawer({ title, fields, send, close, children }: Props) {
  const t = useTexts(TEXTS);
  const wide = Grid.useBreakpoint().md ?? true;
  const [form] = Form.useForm();
  const { attempt, busy, problem } = useAttempt();
  const submit = (filled: object) =>
    attempt(async () => {
      try {
        await send(inputOf(filled, fields) as object);
        close();
      } catch (error) {
        if (error instanceof Problem) markRefused(form, error);
        throw error;
      }
    });
  const foot = (
    <div className="action-foot">
      <Button onClick={close}>{t.cancel}</Button>
      <Button type="primary" loading={busy} onClick={form.submit}>
        {t.submit}
      </Button>
    </div>
  );
  return (
    <Drawer open onClose={close} size={wide ? 560 : '100%'} title={title} className="action-drawer" destroyOnHidden footer={foot}>
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" onFinish={(filled) => void submit(filled)} scrollToFirstError requiredMark={false}>
        {fields.length === 0 ? <p>{t.empty}</p> : <SchemaFields fields={fields} path={[]} />}
        {children}
      </Form>
    </Drawer>
  );
}
