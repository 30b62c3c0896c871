import { App, Button, Card, Empty, Tag } from 'antd';
import { Link } from 'react-router';
import { dayAndTime } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { WhatRuns } from '../open/opened.tsx';
import { OPEN_TEXTS } from '../open/texts.ts';
import { useMe } from '../session/me.ts';
import { Conflict } from './conflict.tsx';
import { dropWaiting, isToSend, lineOf, openedIn } from './queue.ts';
import type { Waiting } from './store.ts';
import { useKeptCases } from './use-kept-cases.ts';
import { useSending, useWaiting } from './use-waiting.ts';
import './offline.css';

const TEXTS = texts(
  {
    waiting: '待提交',
    lead: '没有网络时办理的事项存在本机，网络恢复后自动提交；与别人的办理有冲突的，请您看过再决定。',
    none: '没有待提交的事项',
    now: '立即提交',
    file: '上传',
    opening: (what: string) => `登记立案：${what}`,
    opened: '已立案',
    seen: '知道了',
    giveUp: '放弃',
    sure: '放弃后，这一项不会提交，也无法找回。',
    refused: '需要您处理',
    soon: '等待网络',
    behind: '等前一项处理后提交',
    kept: '本机可离线办理的案件',
    keptLead: '打开过的整改、检查案件，没有网络也能查看和办理。退出登录后清除。',
    noKept: '还没有打开过整改或检查案件',
  },
  {
    waiting: 'To be sent',
    lead: 'What you did without a network is kept on this device and sent once there is one; where it conflicts with what others did, you decide.',
    none: 'Nothing waits to be sent',
    now: 'Send now',
    file: 'Upload',
    opening: (what: string) => `Open a case: ${what}`,
    opened: 'Opened',
    seen: 'I have seen it',
    giveUp: 'Give up',
    sure: 'It will not be sent and cannot be found again.',
    refused: 'Needs you',
    soon: 'Waits for a network',
    behind: 'Waits for what went before it',
    kept: 'Cases that can be worked on without a network',
    keptLead: 'Rectifications and inspections that were opened on this device. Cleared when you sign out.',
    noKept: 'No rectification or inspection was opened yet',
  },
);

/** What was done without a network and waits, what was refused and has to be looked at, and which cases can be worked on offline. */
export default function WaitingPage() {
  const t = useTexts(TEXTS);
  const me = useMe();
  const waiting = useWaiting(me.id);
  const send = useSending(me.id);
  return (
    <>
      <Card
        title={t.waiting}
        size="small"
        className="panel"
        extra={
          <Button type="primary" disabled={!waiting.some(isToSend)} onClick={send}>
            {t.now}
          </Button>
        }
      >
        <p>{t.lead}</p>
        {waiting.length === 0 && <Empty description={t.none} image={Empty.PRESENTED_IMAGE_SIMPLE} />}
        <ul className="waiting">
          {waiting.map((entry) => (
            <Entry key={entry.id} entry={entry} isBehind={isBehind(entry, waiting)} />
          ))}
        </ul>
      </Card>
      <KeptCases />
    </>
  );
}

/** What follows a step that was refused was done in the belief that it had been taken: it waits for the decision about it. */
const isBehind = (entry: Waiting, all: readonly Waiting[]): boolean =>
  all.slice(0, all.indexOf(entry)).some((before) => lineOf(before) === lineOf(entry) && before.refused);

function Entry({ entry, isBehind }: { entry: Waiting; isBehind: boolean }) {
  const t = useTexts(TEXTS);
  const { modal } = App.useApp();
  const opened = openedIn(entry);
  const title = useTitle(entry);
  const giveUp = () => modal.confirm({ title: t.giveUp, content: t.sure, okText: t.giveUp, onOk: () => dropWaiting(entry) });
  return (
    <li className="waiting-entry">
      <div className="waiting-head">
        <strong>{title}</strong>
        {entry.kind === 'opening' ? <span>{entry.institution}</span> : <Link to={`/cases/${entry.caseNo}`}>{entry.caseNo}</Link>}
        <time className="figure">{dayAndTime(entry.at)}</time>
        <Tag color={opened ? 'success' : entry.refused ? 'error' : 'default'}>
          {opened ? t.opened : entry.refused ? t.refused : isBehind ? t.behind : t.soon}
        </Tag>
        <Button size="small" onClick={opened ? () => void dropWaiting(entry) : giveUp}>
          {opened ? t.seen : t.giveUp}
        </Button>
      </div>
      {opened && (
        <>
          <Link to={`/cases/${opened.caseNo}`}>{opened.caseNo}</Link>
          <WhatRuns kase={opened} />
        </>
      )}
      {entry.refused && <Conflict entry={entry} />}
    </li>
  );
}

function useTitle(entry: Waiting): string {
  const t = useTexts(TEXTS);
  const openings = useTexts(OPEN_TEXTS);
  if (entry.kind === 'opening') return t.opening(openings[entry.what]);
  return entry.kind === 'action' ? entry.title : `${t.file} ${entry.name}`;
}

function KeptCases() {
  const t = useTexts(TEXTS);
  const kept = useKeptCases();
  return (
    <Card title={t.kept} size="small" className="panel">
      <p>{t.keptLead}</p>
      {kept.length === 0 && <p className="nothing">{t.noKept}</p>}
      <ul className="waiting">
        {kept.map(({ caseNo, at }) => (
          <li key={caseNo} className="waiting-head">
            <Link to={`/cases/${caseNo}`}>{caseNo}</Link>
            <time className="figure">{dayAndTime(at)}</time>
          </li>
        ))}
      </ul>
    </Card>
  );
}
