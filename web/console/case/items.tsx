import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Card, Image, Tag } from 'antd';
import { dayOf } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';
import { VALUE_WORDS } from '../../words/values.ts';
import { useWords } from '../../words/word.ts';
import type { CaseView, Evidence } from './types.ts';

const TEXTS = texts(
  {
    title: (n: number) => `隐患清单（${n} 项）`,
    no: (n: number) => `第 ${n} 项`,
    due: '限期',
    round: (n: number) => `第 ${n} 轮`,
    before: '整改前',
    after: '整改后',
    none: '没有照片',
    submitted: '整改说明',
    passed: '验收通过',
    failed: '验收未通过',
    last: (what: string) => `上一轮${what}`,
    signed: (name: string) => `${name} 签字销号`,
    extension: (day: string) => `申请延期至 ${day}`,
    relapses: (n: number) => `反弹 ${n} 次`,
    published: '已公开',
  },
  {
    title: (n: number) => `Hazards (${n})`,
    no: (n: number) => `Item ${n}`,
    due: 'Due',
    round: (n: number) => `round ${n}`,
    before: 'Before',
    after: 'After',
    none: 'No photographs',
    submitted: 'What was done',
    passed: 'Passed',
    failed: 'Failed',
    last: (what: string) => `Last round: ${what}`,
    signed: (name: string) => `Signed off by ${name}`,
    extension: (day: string) => `More time asked for, until ${day}`,
    relapses: (n: number) => `recurred ${n} times`,
    published: 'Published',
  },
);

/** A hazard as the API gives it; what is missing has not happened yet. */
interface Item {
  no: number;
  description: string;
  kind: string;
  severity: string;
  state: string;
  dueOn?: string;
  round: number;
  relapses: number;
  published: string[];
  submitted?: { note: string; evidence: string[] };
  verdict?: { passed: boolean; note: string };
  signature?: { name: string };
  extension?: { dueOn: string };
}

/** The hazards of a rectification, each with what was there before and what is there now. */
export function Items({ kase }: { kase: CaseView }) {
  const t = useTexts(TEXTS);
  const items = kase.items as unknown as Item[];
  if (items.length === 0) return null;
  return (
    <Card title={t.title(items.length)} size="small" className="panel">
      <Image.PreviewGroup>
        {items.map((item) => (
          <ItemCard key={item.no} item={item} evidence={kase.evidence} />
        ))}
      </Image.PreviewGroup>
    </Card>
  );
}

const STATE_LOOKS: Record<string, string> = { notified: 'tag-soon', submitted: 'tag-link', verified: 'tag-calm', signedOff: 'tag-calm' };

const asIs = (what: string): string => what;

function ItemCard({ item, evidence }: { item: Item; evidence: readonly Evidence[] }) {
  const t = useTexts(TEXTS);
  const words = useWords(VALUE_WORDS);
  const { no, description, kind, severity, state, dueOn, round, relapses, verdict, signature, extension, submitted, published } = item;
  // what was handed in and judged before the round that runs now
  const submittedIs = state === 'notified' ? t.last : asIs;
  const judgedIs = state === 'notified' || state === 'submitted' ? t.last : asIs;
  const late = dueOn !== undefined && state === 'notified' && dueOn < dayOf(Date.now());
  return (
    <section className="item" aria-label={t.no(no)}>
      <header>
        <span className="item-no figure">{no}</span>
        <p className="item-what">{description}</p>
        <Tag className={STATE_LOOKS[state] ?? ''}>{words(state)}</Tag>
      </header>
      <p className="item-facts">
        <span>{words(kind)}</span>
        <span className={severity === 'major' || severity === 'intractable' ? 'item-grave' : ''}>{words(severity)}</span>
        {dueOn && (
          <span className={late ? 'remaining remaining-late' : 'figure'}>
            {t.due} {dueOn}
          </span>
        )}
        {round > 1 && <span>{t.round(round)}</span>}
        {relapses > 0 && <span className="item-grave">{t.relapses(relapses)}</span>}
        {extension && <span>{t.extension(extension.dueOn)}</span>}
        {published.length > 0 && <span>{t.published}</span>}
      </p>
      <Photographs item={item} evidence={evidence} />
      {submitted && (
        <p className="item-note">
          <b>{submittedIs(t.submitted)}</b> {submitted.note}
        </p>
      )}
      {verdict && (
        <p className="item-note">
          {verdict.passed ? <CheckCircleFilled className="good" /> : <CloseCircleFilled className="bad" />}{' '}
          <b>{judgedIs(verdict.passed ? t.passed : t.failed)}</b> {verdict.note}
          {signature && <span>　{t.signed(signature.name)}</span>}
        </p>
      )}
    </section>
  );
}

/** Before and after, side by side. What the institution handed in shows what was done; all else of the item, what was found. */
function Photographs({ item: { no, submitted }, evidence }: { item: Item; evidence: readonly Evidence[] }) {
  const t = useTexts(TEXTS);
  const handedIn = new Set(submitted?.evidence ?? []);
  const isAfter = (e: Evidence) => handedIn.has(e.id) || (e.itemNo === no && e.phase === 'after');
  const pictures = evidence.filter((e) => e.mediaType.startsWith('image/'));
  const after = pictures.filter(isAfter);
  const before = pictures.filter((e) => e.itemNo === no && !isAfter(e));
  if (after.length + before.length === 0) return null;
  const row = (label: string, of: readonly Evidence[]) => (
    <figure>
      <figcaption>{label}</figcaption>
      <div className="photographs">
        {of.map((e) => (
          <Image
            key={e.id}
            src={`/api/v1/evidence/${e.id}?size=thumb`}
            preview={{ src: `/api/v1/evidence/${e.id}` }}
            alt={`${label} ${e.name}`}
            width={112}
            height={84}
          />
        ))}
        {of.length === 0 && <span className="photographs-none">{t.none}</span>}
      </div>
    </figure>
  );
  return (
    <div className="before-after">
      {row(t.before, before)}
      {row(t.after, after)}
    </div>
  );
}
