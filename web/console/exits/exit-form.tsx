import { Button, Drawer, Form, Grid } from 'antd';
import { Problem } from '../../api/problem.ts';
import { useTexts } from '../../shared/texts.ts';
import { inputOf, type NamedField } from '../forms/fields.ts';
import { markRefused } from '../forms/refused.ts';
import { SchemaFields } from '../forms/schema-fields.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { EXIT_TEXTS } from './texts.ts';
import '../forms/forms.css';

interface Props {
  title: string;
  fields: readonly NamedField[];
  /** Sends what was filled in. @throws Problem */
  send: (input: object) => Promise<unknown>;
  close: () => void;
}

/** One step of an exit as a form. */
export function ExitForm({ title, fields, send, close }: Props) {
  const t = useTexts(EXIT_TEXTS);
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
      </Form>
    </Drawer>
  );
}
