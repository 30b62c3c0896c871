import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, type FormInstance, Grid } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { $api, api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { useWords } from '../../words/word.ts';
import { CaseOfForm } from '../forms/context.ts';
import { exampleOf, fieldsOf, inputOf, type JsonSchema, startOf } from '../forms/fields.ts';
import { markRefused } from '../forms/refused.ts';
import { SchemaFields } from '../forms/schema-fields.tsx';
import { keepStep } from '../offline/hand-in.ts';
import { dropWaiting } from '../offline/queue.ts';
import type { WaitingAction } from '../offline/store.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useRequestKey } from '../parts/use-request-key.ts';
import { useMe } from '../session/me.ts';
import type { CaseEvent, CaseView, OfferedAction } from './types.ts';
import { eventsSince } from './use-events.ts';

const TEXTS = texts(
  {
    submit: (action: string) => (action.startsWith('确认') ? action : `确认${action}`),
    cancel: '取消',
    done: (action: string) => `${action}：已办理`,
    nothing: '这一步不需要填写内容。',
    changed: '您打开之后发生的变化：',
    again: '看过变化后仍要提交，请再按一次确认。',
    waits: '没有网络：已存在本机，网络恢复后自动提交',
  },
  {
    submit: (action: string) => `Confirm: ${action}`,
    cancel: 'Cancel',
    done: (action: string) => `${action}: done`,
    nothing: 'Nothing needs to be filled in for this step.',
    changed: 'What has happened since you opened it: ',
    again: 'To submit all the same, confirm once more.',
    waits: 'No network: kept on this device and sent once there is one',
  },
);

/** Refusals that may come of what somebody else has done in the meantime. */
const CHANGED = new Set(['version-conflict', 'action-not-available']);

interface Props {
  kase: CaseView;
  action: OfferedAction;
  /** What was entered without a network and was not taken: it is mended here, and goes when the step is taken. */
  correcting?: WaitingAction;
  close: () => void;
}

/** One step of the case as a form, made from what the API says the step needs. */
export function ActionDrawer({ kase, action, correcting, close }: Props) {
  const t = useTexts(TEXTS);
  const wide = Grid.useBreakpoint().md ?? true;
  const [form] = Form.useForm();
  const schema = action.inputSchema as JsonSchema;
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const example = useMemo(() => exampleOf(schema), [schema]);
  const { name } = useMe();
  const mine = fields.some((field) => field.name === 'inspectors') ? { inspectors: [name] } : {};
  const { take, problem, changes, busy } = useTake(kase, action, form, () => {
    if (correcting) void dropWaiting(correcting);
    close();
  });
  return (
    <Drawer
      open
      onClose={close}
      size={wide ? 560 : '100%'}
      title={action.title}
      className="action-drawer"
      destroyOnHidden
      footer={
        <div className="action-foot">
          <Button onClick={close}>{t.cancel}</Button>
          <Button type="primary" loading={busy} onClick={form.submit}>
            {t.submit(action.title)}
          </Button>
        </div>
      }
    >
      <ProblemAlert problem={problem}>
        {changes.length > 0 && <Changes events={changes} />}
        {problem?.code === 'version-conflict' && <p>{t.again}</p>}
      </ProblemAlert>
      <CaseOfForm value={kase}>
        <Form
          form={form}
          layout="vertical"
          initialValues={{ ...startOf(fields, example), ...mine, ...(correcting?.input as object | undefined) }}
          onFinish={(filled) => void take(filled)}
          scrollToFirstError
          requiredMark={false}
        >
          {fields.length === 0 ? <p>{t.nothing}</p> : <SchemaFields fields={fields} path={[]} example={example} />}
        </Form>
      </CaseOfForm>
    </Drawer>
  );
}

function Changes({ events }: { events: readonly CaseEvent[] }) {
  const t = useTexts(TEXTS);
  const words = useWords(ACTION_WORDS);
  return (
    <div>
      {t.changed}
      <ul>
        {events.map(({ seq, at, name, actor }) => (
          <li key={seq}>
            {dayAndTime(at)} {actor.name} {words(name)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Takes the step: once, however often it is sent, and only on the case as it was seen. */
function useTake(kase: CaseView, action: OfferedAction, form: FormInstance, done: () => void) {
  const t = useTexts(TEXTS);
  const { message } = App.useApp();
  const me = useMe();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<Problem>();
  const [changes, setChanges] = useState<CaseEvent[]>([]);
  const [busy, setBusy] = useState(false);
  const seen = useRef(kase.version);
  const keyOf = useRequestKey<string>();
  const path = { caseNo: kase.caseNo, action: action.name };

  const refused = async (error: Problem) => {
    setProblem(error);
    markRefused(form, error);
    if (!CHANGED.has(error.code)) return;
    const news = await eventsSince(kase.caseNo, seen.current);
    setChanges(news);
    seen.current = news.at(-1)?.seq ?? seen.current;
    await queries.invalidateQueries();
  };

  const take = async (filled: unknown) => {
    const body = inputOf(filled, fieldsOf(action.inputSchema as JsonSchema));
    const key = keyOf(JSON.stringify([body, seen.current]));
    setBusy(true);
    setProblem(undefined);
    setChanges([]);
    try {
      const header = { 'Idempotency-Key': key, 'If-Match': `"${seen.current}"` };
      const { data } = await api.POST('/api/v1/cases/{caseNo}/actions/{action}', { params: { path, header }, body: body as never });
      const { queryKey } = $api.queryOptions('get', '/api/v1/cases/{caseNo}', { params: { path: { caseNo: kase.caseNo } } });
      queries.setQueryData(queryKey, data);
      void message.success(t.done(action.title));
      done();
      await queries.invalidateQueries();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const step = { by: me.id, caseNo: kase.caseNo, action: action.name, title: action.title, input: body, version: seen.current };
      if (await keepStep(error, { ...step, key })) {
        void message.info(t.waits);
        done();
      } else await refused(error);
    } finally {
      setBusy(false);
    }
  };
  return { take, problem, changes, busy };
}
