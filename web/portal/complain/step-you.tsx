import { useState } from 'react';
import { isPhoneNumber } from '../../shared/phone.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { Choices, Field, Group } from '../ui/field.tsx';
import { focusFirstWrong } from '../ui/focus-first-wrong.ts';
import type { Draft } from './draft.ts';

const TEXTS = texts(
  {
    who: '要留下您的信息吗？',
    anonymous: '匿名',
    anonymousMore: '我们不知道您是谁；凭回执码查看答复',
    named: '实名',
    namedMore: '便于核实和回访；信息加密保存，机构看不到',
    choose: '请选择匿名或实名。',
    name: '姓名',
    phone: '电话',
    phoneHint: '回访时用。可以只留电话，或只留姓名。',
    address: '地址（可以不填）',
    missing: '实名请至少留下姓名或电话。',
    noPhone: '电话号码应有 7 至 15 位数字，可以带 +、- 和分机号，例如 0876-4120000 转 8001。',
    careful: '匿名前请再看一眼',
    warnings: [
      '写到的姓名、房间号、具体日期，可能让人猜出是您。',
      '录音、录像里有声音和面孔；文档里常留有作者姓名。',
      '不要用机构里的电脑、无线网络提交。',
      '别人知道回执码，就能看到答复：请只自己保存。',
    ],
    sealed: '您的姓名、电话和地址单独加密保存。工作人员查看要说明理由并经批准，每一次查看您凭回执码都能看到。',
    back: '上一步',
    submit: '提交',
    busy: '正在提交…',
  },
  {
    who: 'Do you want to say who you are?',
    anonymous: 'Anonymous',
    anonymousMore: 'We do not know who you are; you read the answer with the receipt code',
    named: 'With my name',
    namedMore: 'We can ask you and call you back; kept encrypted, the home never sees it',
    choose: 'Please choose one of the two.',
    name: 'Name',
    phone: 'Telephone',
    phoneHint: 'To call you back. Only a number, or only a name, will do.',
    address: 'Address (optional)',
    missing: 'Please give a name or a telephone number.',
    noPhone: 'A telephone number has 7 to 15 digits, and may have + - and an extension, such as 0876-4120000 ext 8001.',
    careful: 'Before you stay anonymous',
    warnings: [
      'Names, room numbers and exact dates may let somebody guess that it was you.',
      'Sound and video carry voices and faces; documents often carry the name of their author.',
      'Do not send this from a computer or network of the home.',
      'Whoever knows the receipt code can read the answer: keep it to yourself.',
    ],
    sealed:
      'Your name, number and address are kept apart and encrypted. Officers need a reason and a permission to read them, and you see every reading under your receipt code.',
    back: 'Back',
    submit: 'Send',
    busy: 'Sending…',
  },
);

interface Step {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  back: () => void;
  submit: () => void;
  busy: boolean;
}

/** The third step: about the complainant, who may stay unknown. */
export function StepYou({ draft, change, back, submit, busy }: Step) {
  const t = useTexts(TEXTS);
  const [tried, setTried] = useState(false);
  const { anonymous } = draft;
  const wrongPhone = anonymous === false && draft.phone.trim() !== '' && !isPhoneNumber(draft.phone);
  const nobody = anonymous === false && draft.name.trim() === '' && draft.phone.trim() === '';
  const choices = [
    { value: 'anonymous', title: t.anonymous, more: t.anonymousMore },
    { value: 'named', title: t.named, more: t.namedMore },
  ] as const;
  const chosen = anonymous === undefined ? undefined : anonymous ? 'anonymous' : 'named';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (anonymous === undefined || nobody || wrongPhone) focusFirstWrong();
        else if (!busy) submit();
      }}
    >
      <Group label={t.who} error={tried && anonymous === undefined ? t.choose : undefined}>
        <Choices name="who" of={choices} chosen={chosen} choose={(value) => change({ anonymous: value === 'anonymous' })} width="narrow" />
      </Group>
      {anonymous === false && (
        <About
          draft={draft}
          change={change}
          missing={tried && nobody ? t.missing : undefined}
          wrongPhone={tried && wrongPhone ? t.noPhone : undefined}
        />
      )}
      {anonymous === true && (
        <div className="notice notice-careful">
          <strong>{t.careful}</strong>
          <ul>
            {t.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="buttons">
        <button type="submit" className="button button-main" aria-disabled={busy}>
          {busy ? t.busy : t.submit}
        </button>
        <button type="button" className="button" onClick={back}>
          {t.back}
        </button>
      </div>
    </form>
  );
}

interface AboutProps extends Pick<Step, 'draft' | 'change'> {
  missing: string | undefined;
  wrongPhone: string | undefined;
}

function About({ draft, change, missing, wrongPhone }: AboutProps) {
  const t = useTexts(TEXTS);
  return (
    <>
      <Field label={t.name} error={missing}>
        {(field) => (
          <input {...field} autoComplete="name" maxLength={200} value={draft.name} onChange={(e) => change({ name: e.target.value })} />
        )}
      </Field>
      <Field label={t.phone} hint={t.phoneHint} error={wrongPhone}>
        {(field) => (
          <input
            {...field}
            type="tel"
            autoComplete="tel"
            maxLength={200}
            value={draft.phone}
            onChange={(e) => change({ phone: e.target.value })}
          />
        )}
      </Field>
      <Field label={t.address}>
        {(field) => (
          <input
            {...field}
            autoComplete="street-address"
            maxLength={200}
            value={draft.address}
            onChange={(e) => change({ address: e.target.value })}
          />
        )}
      </Field>
      <p className="notice">{t.sealed}</p>
    </>
  );
}
