import { Button, Card, Form, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../shared/texts.ts';
import { InstitutionSelect } from '../forms/institution-select.tsx';
import { SchemaFields } from '../forms/schema-fields.tsx';
import type { WaitingOpening } from '../offline/store.ts';
import { useCorrection, waitingOpening } from '../offline/use-correction.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { useMe } from '../session/me.ts';
import { DESCRIBED_FIELDS, fieldsFor, OPENINGS, type Opening } from './fields.ts';
import { Opened } from './opened.tsx';
import type { OpenedCase } from './send.ts';
import { OPEN_TEXTS } from './texts.ts';
import { useOpening } from './use-opening.ts';
import '../forms/forms.css';
import './open.css';

/** Opening a case at the bureau's own desk: hidden dangers that were found (F-11), a filing to be checked, an institution that did not file. */
export default function OpenPage() {
  const t = useTexts(OPEN_TEXTS);
  const { permissions } = useMe();
  const [asked, ask] = useSearchParams();
  const [opened, setOpened] = useState<OpenedCase>();
  const institution = asked.get('institution') ?? undefined;
  const offered = OPENINGS.filter((one) => permissions.includes(one === 'hazards' ? 'rectifications.open' : 'filings.open'));
  const what = offered.find((one) => one === asked.get('what')) ?? offered[0] ?? 'hazards';
  const next = () => {
    setOpened(undefined);
    ask(institution ? { what, institution } : { what }, { replace: true });
  };
  const correction = useCorrection(asked.get('correct'), waitingOpening);
  useEffect(() => void import('../offline/waiting-page.tsx').catch(() => undefined), []); // for where there is no network
  if (opened) return <Opened kase={opened} next={next} />;
  return (
    <Card size="small" className="panel open">
      <Segmented
        aria-label={t.what}
        value={what}
        options={offered.map((one) => ({ value: one, label: t[one] }))}
        onChange={(one) => ask({ what: one }, { replace: true })}
      />
      {!correction.isReading && (
        <Sheet
          key={`${what} ${correction.entry?.id}`}
          what={what}
          institution={institution}
          correcting={correction.entry}
          onOpened={setOpened}
        />
      )}
    </Card>
  );
}

interface SheetProps {
  what: Opening;
  /** The institution that the page was asked for about. */
  institution: string | undefined;
  /** What was entered without a network and was not taken: it is mended here, and goes when the case is opened. */
  correcting: WaitingOpening | undefined;
  onOpened: (kase: OpenedCase) => void;
}

function Sheet({ what, institution, correcting, onOpened }: SheetProps) {
  const t = useTexts(OPEN_TEXTS);
  const [form] = Form.useForm();
  const registered = (Form.useWatch('registered', form) as boolean | undefined) ?? true;
  const source: unknown = Form.useWatch('source', form);
  const called = useRef(correcting?.institution ?? '');
  const { send, problem, busy } = useOpening({ what, correcting, form, onOpened });
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={startOf(institution, correcting)}
      onFinish={(filled) => void send(filled, called.current)}
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
            <InstitutionSelect
              onFound={(found) => {
                called.current = found?.name ?? '';
              }}
            />
          </Form.Item>
        ) : (
          <SchemaFields fields={DESCRIBED_FIELDS[what]} path={['institution']} />
        )}
      </fieldset>
      <SchemaFields fields={fieldsFor(what, source)} path={[]} />
      <div className="open-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t.submit}
        </Button>
      </div>
    </Form>
  );
}

const startOf = (institution: string | undefined, correcting: WaitingOpening | undefined) => {
  if (!correcting) return { registered: true, ...(institution ? { institution: { id: institution } } : {}) };
  return { registered: correcting.input.institution.id !== undefined, ...correcting.input };
};
