import { Button, Card, Form, type FormInstance, Segmented } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { useTexts } from '../../shared/texts.ts';
import { inputOf } from '../forms/fields.ts';
import { InstitutionSelect } from '../forms/institution-select.tsx';
import { markRefused } from '../forms/refused.ts';
import { SchemaFields } from '../forms/schema-fields.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useRequestKey } from '../parts/use-request-key.ts';
import { useMe } from '../session/me.ts';
import { DESCRIBED_FIELDS, OPENING_FIELDS, OPENINGS, type Opening } from './fields.ts';
import { Opened, type OpenedCase } from './opened.tsx';
import { OPEN_TEXTS } from './texts.ts';
import '../forms/forms.css';
import './open.css';

/** Opening a case at the bureau's own desk: hidden dangers that were found (F-11), a filing to be checked, an institution that did not file. */
export default function OpenPage() {
  const t = useTexts(OPEN_TEXTS);
  const { permissions } = useMe();
  const [asked, ask] = useSearchParams();
  const [opened, setOpened] = useState<OpenedCase>();
  const offered = OPENINGS.filter((one) => permissions.includes(one === 'hazards' ? 'rectifications.open' : 'filings.open'));
  const what = offered.find((one) => one === asked.get('what')) ?? offered[0] ?? 'hazards';
  if (opened) return <Opened kase={opened} next={() => setOpened(undefined)} />;
  return (
    <Card size="small" className="panel open">
      <Segmented
        aria-label={t.what}
        value={what}
        options={offered.map((one) => ({ value: one, label: t[one] }))}
        onChange={(one) => ask({ what: one }, { replace: true })}
      />
      <Sheet key={what} what={what} institution={asked.get('institution') ?? undefined} onOpened={setOpened} />
    </Card>
  );
}

interface SheetProps {
  what: Opening;
  /** The institution that the page was asked for about. */
  institution: string | undefined;
  onOpened: (kase: OpenedCase) => void;
}

function Sheet({ what, institution, onOpened }: SheetProps) {
  const t = useTexts(OPEN_TEXTS);
  const [form] = Form.useForm();
  const registered = (Form.useWatch('registered', form) as boolean | undefined) ?? true;
  const { send, problem, busy } = useOpening(what, form, onOpened);
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ registered: true, ...(institution ? { institution: { id: institution } } : {}) }}
      onFinish={(filled) => void send(filled)}
      scrollToFirstError
      requiredMark={false}
    >
      <ProblemAlert problem={problem} />
      <fieldset className="form-group">
        <legend>{t.institution}</legend>
        <Form.Item name="registered">
          <Segmented
            aria-label={t.institution}
            options={[
              { value: true, label: t.registered },
              { value: false, label: t.described },
            ]}
          />
        </Form.Item>
        {registered ? (
          <Form.Item name={['institution', 'id']} label={t.institution} rules={[{ required: true, message: t.choose }]}>
            <InstitutionSelect />
          </Form.Item>
        ) : (
          <SchemaFields fields={DESCRIBED_FIELDS[what]} path={['institution']} />
        )}
      </fieldset>
      <SchemaFields fields={OPENING_FIELDS[what]} path={[]} />
      <div className="open-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t.submit}
        </Button>
      </div>
    </Form>
  );
}

/** Opens the case: once, however often it is sent. */
function useOpening(what: Opening, form: FormInstance, onOpened: (kase: OpenedCase) => void) {
  const { attempt, problem, busy } = useAttempt();
  const keyOf = useRequestKey<string>();
  const send = ({ registered: _, institution, ...filled }: Record<string, unknown>) =>
    attempt(async () => {
      const described = inputOf(institution, DESCRIBED_FIELDS[what]);
      const body = { institution: described, ...(inputOf(filled, OPENING_FIELDS[what]) as object) };
      const params = { header: { 'Idempotency-Key': keyOf(JSON.stringify(body)) } };
      const opening =
        what === 'hazards'
          ? api.POST('/api/v1/rectifications', { params, body: body as never })
          : api.POST('/api/v1/filings', { params, body: { kind: what, ...body } as never });
      const { data } = await opening.catch((error: unknown) => {
        if (error instanceof Problem) markRefused(form, error);
        throw error;
      });
      if (data) onOpened(data);
    });
  return { send, problem, busy };
}
