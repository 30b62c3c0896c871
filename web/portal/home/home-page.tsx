import { Link } from 'react-router';
import { texts, useTexts } from '../../shared/texts.ts';
import { Page } from '../ui/page.tsx';

const TEXTS = texts(
  {
    title: '养老机构的问题，请告诉我们',
    lead: '老人受了委屈、发现安全隐患、收费不合理，都可以在这里反映。不用注册，可以匿名，五个工作日内答复。',
    complain: '我要投诉举报',
    complainMore: '三步完成，约三分钟',
    follow: '查询办理进度',
    followMore: '凭回执码看答复、补充材料、评价',
    registers: '查公开名单',
    registersMore: '备案机构、未备案机构、隐患与整改',
    verify: '核验文书真假',
    verifyMore: '输入文书上的编号或核验码',
    after: '提交以后',
    steps: [
      ['当天', '系统登记，给您一个回执码'],
      ['1 个工作日内', '受理，由专人负责'],
      ['5 个工作日内', '调查并答复；逾期自动督办'],
      ['答复以后', '您说满意不满意；不满意可以申请重新办理'],
    ],
    urgent: '正在发生人身伤害、火灾等紧急情况，请立即拨打 110、119 或 120。',
    safe: '怎样保护您',
    safety: [
      '匿名投诉不记录您是谁，也不保存您的网络地址和投诉的对应关系。',
      '实名的姓名和电话加密保存，养老机构看不到；谁看过，您查得到。',
      '投诉涉及的公职人员看不到、也不能经办这件投诉。',
    ],
  },
  {
    title: 'Something wrong in a home for the old? Tell us',
    lead: 'Ill-treatment, danger, unfair fees: tell us here. No account is needed, you may stay anonymous, and you are answered within five working days.',
    complain: 'Make a complaint',
    complainMore: 'three short steps, about three minutes',
    follow: 'Follow a complaint',
    followMore: 'read the answer, add to it, say whether it satisfies',
    registers: 'Published registers',
    registersMore: 'filed and unfiled homes, dangers and how they were mended',
    verify: 'Check a document',
    verifyMore: 'by the number or code printed on it',
    after: 'What happens then',
    steps: [
      ['The same day', 'it is registered and you get a receipt code'],
      ['Within 1 working day', 'it is accepted and an officer is responsible for it'],
      ['Within 5 working days', 'it is looked into and answered; superiors are told of delay automatically'],
      ['After the answer', 'you say whether it satisfies; if not you may ask for it to be taken up again'],
    ],
    urgent: 'If somebody is being hurt or there is a fire, call 110, 119 or 120 at once.',
    safe: 'How you are protected',
    safety: [
      'An anonymous complaint does not record who you are, and your network address is not kept with it.',
      'A name and number given are kept encrypted; the home never sees them, and you can see who read them.',
      'Officials whom a complaint is about can neither see nor handle it.',
    ],
  },
);

/** Where everybody arrives: what one can do here, and what happens then. */
export default function HomePage() {
  const t = useTexts(TEXTS);
  const doors = [
    ['/portal/complain', t.complain, t.complainMore],
    ['/portal/follow', t.follow, t.followMore],
    ['/portal/registers/institutions', t.registers, t.registersMore],
    ['/portal/verify', t.verify, t.verifyMore],
  ] as const;
  return (
    <Page title={t.title} lead={t.lead}>
      <nav className="doors" aria-label={t.title}>
        {doors.map(([to, title, more], i) => (
          <Link key={to} to={to} className={i === 0 ? 'door door-main' : 'door'}>
            <strong>{title}</strong>
            <span>{more}</span>
          </Link>
        ))}
      </nav>
      <p className="notice notice-careful">{t.urgent}</p>
      <div className="beside">
        <section>
          <h2>{t.after}</h2>
          <ol className="then">
            {t.steps.map(([when, what]) => (
              <li key={when}>
                <strong>{when}</strong>
                <span>{what}</span>
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h2>{t.safe}</h2>
          <ul className="plain">
            {t.safety.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  );
}
