import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tag } from 'antd';
import { texts, useTexts } from '../../shared/texts.ts';
import { ACTION_WORDS } from '../../words/actions.ts';
import { OUTCOME_WORDS } from '../../words/cases.ts';
import { useWords } from '../../words/word.ts';
import { Remaining } from '../parts/remaining.tsx';
import { mainActions } from './offered.ts';
import type { CaseView } from './types.ts';

const TEXTS = texts(
  {
    more: '更多办理',
    print: '打印',
    unnamed: '机构待确认',
    received: '接收',
    owner: '责任人',
    nobody: '未分派',
    next: '下一步',
    firstResponsible: '机构第一责任人',
    nothing: '无待办',
  },
  {
    more: 'More',
    print: 'Print',
    unnamed: 'Institution to be identified',
    received: 'Received',
    owner: 'Accountable',
    nobody: 'nobody assigned',
    next: 'Next',
    firstResponsible: 'First responsible person',
    nothing: 'nothing awaited',
  },
);

/** What the case is, how much time it has, and what can be done now. */
export function CaseHead({ kase, take }: { kase: CaseView; take: (action: string) => void }) {
  const t = useTexts(TEXTS);
  const outcomes = useWords(OUTCOME_WORDS);
  const { main, more } = mainActions(kase);
  const menu = { items: more.map(({ name, title }) => ({ key: name, label: title })), onClick: ({ key }: { key: string }) => take(key) };
  return (
    <header className="case-head">
      <div className="case-what">
        <p className="case-no figure">
          {kase.title} · {kase.caseNo}
        </p>
        <h1>{kase.institution?.name ?? t.unnamed}</h1>
        <p className="case-marks">
          <Remaining of={kase} />
          {kase.status === 'open' && <Tag>{kase.stageTitle}</Tag>}
          {kase.outcome && <Tag className="tag-calm">{outcomes(kase.outcome)}</Tag>}
          {kase.institution && kase.institution.id === null && <Tag className="tag-soon">{t.unnamed}</Tag>}
        </p>
      </div>
      <div className="case-do no-print">
        {main.map(({ name, title }) => (
          <Button
            key={name}
            type={name === kase.next?.event || main.length === 1 ? 'primary' : 'default'}
            size="large"
            onClick={() => take(name)}
          >
            {title}
          </Button>
        ))}
        {more.length > 0 && (
          <Dropdown menu={menu} trigger={['click']}>
            <Button size="large">
              {t.more} <DownOutlined />
            </Button>
          </Dropdown>
        )}
        <Button size="large" icon={<PrinterOutlined />} aria-label={t.print} onClick={() => globalThis.print()} />
      </div>
    </header>
  );
}

/** Who answers for the case, and what is expected next. */
export function Accountable({ kase }: { kase: CaseView }) {
  const t = useTexts(TEXTS);
  const actions = useWords(ACTION_WORDS);
  return (
    <dl className="accountable">
      <div>
        <dt>{t.owner}</dt>
        <dd>
          {kase.owner?.name ?? '—'}
          {!kase.assignee && kase.status === 'open' && kase.type !== 'referral' && <small>（{t.nobody}）</small>}
        </dd>
      </div>
      <div>
        <dt>{t.next}</dt>
        <dd>{kase.next ? actions(kase.next.event) : t.nothing}</dd>
      </div>
      {kase.firstResponsible && (
        <div>
          <dt>{t.firstResponsible}</dt>
          <dd>
            {kase.firstResponsible.name}
            {kase.firstResponsible.post && <small className="accountable-post">（{kase.firstResponsible.post}）</small>}
          </dd>
        </div>
      )}
    </dl>
  );
}
