import { type ReactNode, useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { texts, useTexts } from '../../shared/texts.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Entry } from './entry.tsx';
import { useDivisions, useRegister } from './read-register.ts';
import { isRegister, REGISTERS, type RegisterName } from './registers.ts';

const TEXTS = texts(
  {
    title: '公开名单',
    lead: '依法公开的养老机构名单、隐患与整改结果。',
    lists: '名单',
    names: { institutions: '已备案机构', unfiled: '未备案机构', exits: '退出机构', rectifications: '隐患与整改', blacklist: '失信惩戒' },
    explained: {
      institutions: '已经登记备案的养老机构。',
      unfiled: '经实地核实、尚未备案的养老机构。',
      exits: '将要关闭、停业、合并或转交的养老机构，以及老年人安置的过渡期。',
      rectifications: '检查发现的隐患，以及整改结果。',
      blacklist: '列入养老服务失信联合惩戒的对象。',
    },
    search: '按名称、地址或内容查找',
    division: '地区',
    everywhere: '全部地区',
    look: '查找',
    total: (n: number) => `共 ${n} 条`,
    shown: (n: number) => `显示了 ${n} 条`,
    none: '没有符合的记录。',
    noneListed: '目前没有列入的对象。',
    more: '显示更多',
    reading: '正在读取…',
  },
  {
    title: 'Published registers',
    lead: 'Homes, hidden dangers and how they were mended, as published by law.',
    lists: 'Registers',
    names: {
      institutions: 'Filed homes',
      unfiled: 'Unfiled homes',
      exits: 'Homes that exit',
      rectifications: 'Dangers and results',
      blacklist: 'Sanctioned',
    },
    explained: {
      institutions: 'Homes that have filed with the authority.',
      unfiled: 'Homes found on the spot that have not filed yet.',
      exits: 'Homes that close, stop, merge or are handed over, and until when their residents are placed.',
      rectifications: 'Hidden dangers found by inspection, and the results.',
      blacklist: 'Who is listed for joint punishment for breach of trust.',
    },
    search: 'Find by name, address or content',
    division: 'Area',
    everywhere: 'Everywhere',
    look: 'Find',
    total: (n: number) => `${n} in all`,
    shown: (n: number) => `${n} shown`,
    none: 'Nothing fits.',
    noneListed: 'Nobody is listed at present.',
    more: 'Show more',
    reading: 'Reading…',
  },
);

/** The published registers, each searched by words and area. */
export default function RegistersPage() {
  const t = useTexts(TEXTS);
  const { register = '' } = useParams();
  const name = isRegister(register) ? register : 'institutions';
  return (
    <Page title={t.title} lead={t.lead}>
      <nav className="tabs" aria-label={t.lists}>
        {REGISTERS.map((each) => (
          <Link key={each} to={`/portal/registers/${each}`} aria-current={each === name ? 'page' : undefined}>
            {t.names[each]}
          </Link>
        ))}
      </nav>
      <Register key={name} name={name} />
    </Page>
  );
}

function Register({ name }: { name: RegisterName }) {
  const t = useTexts(TEXTS);
  const [asked, setAsked] = useState({ q: '', division: '' });
  const { items, total, problem, loading, more } = useRegister(name, asked);
  const searched = asked.q !== '' || asked.division !== '';
  return (
    <>
      <p>{t.explained[name]}</p>
      <Search asked={asked} look={setAsked} />
      <p role="status" className="hint">
        {loading ? t.reading : total === undefined ? t.shown(items.length) : t.total(total)}
      </p>
      <ProblemNotice problem={problem} />
      <ul className="entries">
        {items.map((item, i) => (
          <Entry key={i} entry={item} />
        ))}
      </ul>
      {!loading && problem === undefined && items.length === 0 && (
        <p className="empty">{name === 'blacklist' && !searched ? t.noneListed : t.none}</p>
      )}
      {more && (
        <button type="button" className="button" onClick={more}>
          {t.more}
        </button>
      )}
    </>
  );
}

function Search({
  asked,
  look,
}: {
  asked: { q: string; division: string };
  look: (asked: { q: string; division: string }) => void;
}): ReactNode {
  const t = useTexts(TEXTS);
  const divisions = useDivisions();
  const [q, setQ] = useState(asked.q);
  const [division, setDivision] = useState(asked.division);
  useEffect(() => setQ(asked.q), [asked.q]);
  return (
    <search>
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          look({ q: q.trim(), division });
        }}
      >
        <label>
          <span>{t.search}</span>
          <input type="search" value={q} maxLength={200} onChange={(event) => setQ(event.target.value)} />
        </label>
        <label>
          <span>{t.division}</span>
          <select value={division} onChange={(event) => setDivision(event.target.value)}>
            <option value="">{t.everywhere}</option>
            {divisions.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button button-main">
          {t.look}
        </button>
      </form>
    </search>
  );
}
