import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Form, Input, Modal, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Answer } from '../../api/types.ts';
import { dayAndTime } from '../../shared/dates.ts';
import { QrCode } from '../../shared/qr-code.tsx';
import { texts, useTexts } from '../../shared/texts.ts';
import { LETTER_TEXTS } from '../../words/cases.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { useAttempt } from '../parts/use-attempt.ts';
import { useMe } from '../session/me.ts';

const TEXTS = texts(
  {
    title: '致有关部门的函',
    written: (at: string) => `${at} 发出`,
    answered: (at: string) => `${at} 已答复`,
    links: '一次性链接',
    states: { open: '有效', answered: '已答复', expired: '已过期', revoked: '已撤销' },
    until: (at: string) => `至 ${at}`,
    opened: (at: string) => `${at} 打开过`,
    none: '没有链接',
    again: '重新发函',
    againNote: '生成新的一次性链接，旧链接随即失效。填写邮箱则直接发送；不填则由您转交。',
    email: '电子邮箱（可不填）',
    emailWrong: '邮箱格式不对',
    send: '生成链接',
    cancel: '取消',
    made: (until: string, mailed: boolean) => `链接有效至 ${until}${mailed ? '，已发往邮箱' : ''}；只显示这一次`,
    scan: '对方扫码即可答复',
    revoke: '撤销链接',
    revokeSure: '撤销后，收到链接的人不能再打开。',
  },
  {
    title: 'Letters to departments',
    written: (at: string) => `written ${at}`,
    answered: (at: string) => `answered ${at}`,
    links: 'One-time links',
    states: { open: 'open', answered: 'answered', expired: 'expired', revoked: 'revoked' },
    until: (at: string) => `until ${at}`,
    opened: (at: string) => `opened ${at}`,
    none: 'no link',
    again: 'Send again',
    againNote: 'Makes a new one-time link; the old one ends. With an address it is mailed, without one you pass it on.',
    email: 'E-mail (optional)',
    emailWrong: 'This is no e-mail address',
    send: 'Make the link',
    cancel: 'Cancel',
    made: (until: string, mailed: boolean) => `The link is good until ${until}${mailed ? ' and was mailed' : ''}; it is shown this once`,
    scan: 'They scan this to answer',
    revoke: 'Revoke the link',
    revokeSure: 'Whoever has it cannot open it any more.',
  },
);

type Letter = Answer<'/api/v1/cases/{caseNo}/letters'>['items'][number];
type Made = Answer<'/api/v1/cases/{caseNo}/letters/{no}/links', 'post'>;

/** What was written to departments, what they answered, and the one-time links that they answer by. */
export function Letters({ caseNo, version }: { caseNo: string; version: number }) {
  const t = useTexts(TEXTS);
  const { permissions } = useMe();
  const init = { params: { path: { caseNo } } };
  const enabled = permissions.includes('letters.read');
  const { data } = $api.useQuery('get', '/api/v1/cases/{caseNo}/letters', init, { enabled, queryHash: `letters ${caseNo} ${version}` });
  const letters = data?.items ?? [];
  if (letters.length === 0) return null;
  return (
    <Card title={t.title} size="small" className="panel">
      <ul className="letters">
        {letters.map((letter) => (
          <OneLetter key={letter.no} caseNo={caseNo} letter={letter} maySend={permissions.includes('letters.send')} />
        ))}
      </ul>
    </Card>
  );
}

function OneLetter({ caseNo, letter, maySend }: { caseNo: string; letter: Letter; maySend: boolean }) {
  const t = useTexts(TEXTS);
  const words = useTexts(LETTER_TEXTS);
  const { department, purpose, writtenAt, replyBefore, reply, links } = letter;
  const due = replyBefore ? words.before(replyBefore) : words.noReply;
  return (
    <li>
      <p>
        <strong>{department}</strong> <Tag>{words.purposes[purpose] ?? purpose}</Tag>
      </p>
      <p className="nothing figure">
        {t.written(dayAndTime(writtenAt))} · {reply ? t.answered(dayAndTime(reply.at)) : due}
      </p>
      {reply && (
        <blockquote className="written">
          {reply.text}
          {reply.respondent && ` —— ${reply.respondent}`}
        </blockquote>
      )}
      {links.map(({ id, state, expiresAt, openedAt }) => (
        <p key={id} className="nothing figure">
          <Tag className={state === 'open' ? 'tag-soon' : ''}>{t.states[state]}</Tag>
          {state === 'open' && t.until(dayAndTime(expiresAt))} {openedAt && t.opened(dayAndTime(openedAt))}
        </p>
      ))}
      {maySend && !reply && <Sending caseNo={caseNo} letter={letter} />}
    </li>
  );
}

/** A new link for a letter, and the end of the one that there is. */
function Sending({ caseNo, letter: { no, department, links } }: { caseNo: string; letter: Letter }) {
  const t = useTexts(TEXTS);
  const queries = useQueryClient();
  const [asking, ask] = useState(false);
  const [made, show] = useState<Made>();
  const { attempt, busy, problem } = useAttempt();
  const params = { path: { caseNo, no } };
  const revoke = () =>
    attempt(async () => {
      await api.POST('/api/v1/cases/{caseNo}/letters/{no}/revocation', { params });
      show(undefined);
      await queries.invalidateQueries();
    });
  return (
    <div className="no-print">
      <ProblemAlert problem={problem} />
      {made && (
        <ShownOnce title={t.made(dayAndTime(made.expiresAt), made.mailed)} secret={made.url} close={() => show(undefined)}>
          <QrCode text={made.url} label={t.scan} />
        </ShownOnce>
      )}
      <div className="letters-do">
        <Button size="small" onClick={() => ask(true)} aria-label={`${t.again}：${department}`}>
          {t.again}
        </Button>
        {links.some(({ state }) => state === 'open') && (
          <Popconfirm title={t.revokeSure} okText={t.revoke} cancelText={t.cancel} onConfirm={() => void revoke()}>
            <Button size="small" danger loading={busy} aria-label={`${t.revoke}：${department}`}>
              {t.revoke}
            </Button>
          </Popconfirm>
        )}
      </div>
      {asking && (
        <SendAgain
          params={params}
          close={() => ask(false)}
          done={(link) => {
            ask(false);
            show(link);
            void queries.invalidateQueries();
          }}
        />
      )}
    </div>
  );
}

interface SendAgainProps {
  params: { path: { caseNo: string; no: number } };
  close: () => void;
  done: (made: Made | undefined) => void;
}

function SendAgain({ params, close, done }: SendAgainProps) {
  const t = useTexts(TEXTS);
  const [form] = Form.useForm<{ email?: string }>();
  const { attempt, busy, problem } = useAttempt();
  const send = ({ email }: { email?: string }) =>
    attempt(async () => {
      const { data } = await api.POST('/api/v1/cases/{caseNo}/letters/{no}/links', { params, body: email ? { email } : {} });
      done(data);
    });
  return (
    <Modal open title={t.again} okText={t.send} cancelText={t.cancel} confirmLoading={busy} onOk={form.submit} onCancel={close}>
      <p>{t.againNote}</p>
      <ProblemAlert problem={problem} />
      <Form form={form} layout="vertical" onFinish={(given) => void send(given)}>
        <Form.Item name="email" label={t.email} rules={[{ type: 'email', message: t.emailWrong }]}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
