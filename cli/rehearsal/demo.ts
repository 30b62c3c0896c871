import { type Assembly, assemble } from '../../casebook/assembly.ts';
import { type CaseFile, type CaseTypeName, nextRung } from '../../domain/kernel/case-file.ts';
import type { PublishInput } from '../../domain/rectification/file.ts';
import type { Actor } from '../../domain/roles.ts';
import { dayOf, startOfDay } from '../../domain/working-days.ts';
import { searchOf } from '../../prisma/institution-search.ts';
import { seedExit } from './demo-exit.ts';
import { CAST, nextMove } from './script.ts';

const COUNTY = '532626';
const DAY = 86_400_000;
/** The towns of 丘北县 with their codes. */
const TOWNS: [code: string, name: string][] = [
  ['532626101', '锦屏'],
  ['532626102', '曰者'],
  ['532626103', '双龙营'],
  ['532626201', '八道哨'],
  ['532626202', '天星'],
  ['532626203', '平寨'],
  ['532626204', '树皮'],
  ['532626205', '腻脚'],
  ['532626206', '新店'],
  ['532626207', '舍得'],
  ['532626208', '官寨'],
  ['532626209', '温浏'],
];
const KINDS: [name: string, mode: string][] = [
  ['敬老院', '公办公营'],
  ['养老服务中心', '公建民营'],
  ['颐养院', '民办'],
];

const COMPLAINTS: [category: string, content: string][] = [
  ['food', '晚饭多次有异味，老人反映腹泻，食堂无留样。'],
  ['fees', '入住后每月多收护理费二百元，没有明码标价，也不开票据。'],
  ['staffConduct', '夜班护理员对失能老人态度粗暴，呼叫半小时无人应答。'],
  ['safety', '二楼走廊堆放被褥，安全出口夜间上锁。'],
  ['funds', '要求一次交清三年会员费才给床位，押金没有专户。'],
  ['service', '协议约定每周两次康复训练，实际一次也没有做。'],
];
const HAZARDS: [kind: string, severity: string, description: string][] = [
  ['fire', 'general', '一楼疏散通道被杂物占用，应急灯两处不亮。'],
  ['building', 'major', '北侧外墙开裂渗水，未作房屋安全鉴定。'],
  ['food', 'general', '食品留样不足四十八小时，冷藏柜温度记录缺失。'],
  ['specialEquipment', 'major', '电梯定期检验已过期。'],
  ['management', 'onTheSpot', '值班记录缺两天，交接班未签字。'],
  ['fire', 'intractable', '无自动喷水灭火系统，建筑未通过消防审验。'],
];

const GRADES = ['一级', '二级', '三级'];

/** What the register says of most homes, for the public to compare. */
const factsOf = (n: number, mode: string) => ({
  registrationNo: `525326260${String(7_300 + n * 37)}`,
  grade: GRADES[n % GRADES.length],
  gradedOn: `2025-0${4 + (n % 5)}-15`,
  services: n % 2 ? '全日托养、日间照料、助餐、助浴' : '全日托养、康复护理、失智照护、临终关怀',
  priceKind: mode === '公办公营' ? 'governmentSet' : 'market',
  bedFee: `${600 + (n % 5) * 150}元/月`,
  careFee: `${300 + (n % 4) * 100}—${1_500 + (n % 6) * 200}元/月`,
});

/** Institutions of the demonstration county: three in the larger towns, fewer in the others. */
const INSTITUTIONS = TOWNS.flatMap(([division, town], i) =>
  KINDS.slice(0, i < 4 ? 3 : 1 + (i % 2)).map(([kind, mode], j) => ({
    id: `demo-${i * KINDS.length + j + 1}`,
    name: `丘北县${town}${kind}`,
    address: `丘北县${town}文明路${i * KINDS.length + j + 1}号`,
    division,
    mode,
    beds: 30 + ((i * 17 + j * 29) % 90),
    filed: (i + j) % 7 !== 0,
    facts: (i + j) % 4 === 3 ? {} : factsOf(i + j, mode),
    // listed before there was a case here: such an entry comes with the register
    attributes: i === 5 ? { creditListing: { state: 'listed', cause: '提供虚假材料骗取建设补贴', listedOn: '2026-03-16' } } : {},
  })),
);

interface Plan {
  type: CaseTypeName;
  input: unknown;
  by: string;
  /** Days before today on which the case was opened, and how many steps it has come at most. */
  daysAgo: number;
  steps: number;
}

const ALL_STEPS = 20;
/** After which part of its time each step is taken: mostly well before the date, now and then too late. */
const PACE = [0.3, 0.55, 0.8, 0.4, 0.95, 0.6, 1.3, 0.5, 0.7];

/** When the n-th case was opened and how far it has come: three in five lie months back and were seen through, the rest is in hand now. */
function timesOf(n: number): Pick<Plan, 'daysAgo' | 'steps'> {
  if (n % 5 < 3) return { daysAgo: 40 + ((n * 37) % 290), steps: ALL_STEPS };
  return { daysAgo: (n * 5) % 34, steps: n % 7 };
}

/** The n-th case of the demonstration: every type in every stage, some of them left lying. */
function planOf(n: number, now: number): Plan {
  const { daysAgo, steps } = timesOf(n);
  const day = dayOf(now - daysAgo * DAY);
  const turn = Math.floor(n / 3);
  if (n % 3 === 0) {
    const [category, content] = COMPLAINTS[turn % COMPLAINTS.length] as [string, string];
    const channel = ['hotline', 'visit', 'box', 'letter'][turn % 4];
    const input = { channel, category, content, anonymous: n % 2 === 0 };
    return { type: 'complaint', by: 'hotline', daysAgo: steps === ALL_STEPS ? daysAgo : daysAgo % 12, steps, input };
  }
  if (n % 3 === 1) {
    const items = [turn, turn + 1 + (turn % 3)]
      .map((i) => HAZARDS[i % HAZARDS.length])
      .map((h) => ({ kind: h?.[0], severity: h?.[1], description: h?.[2] }));
    return { type: 'rectification', by: 'caseworker', daysAgo, steps, input: { source: n % 2 ? 'inspection' : 'tip', items } };
  }
  const unfiled = turn % 4 === 0;
  const input = unfiled ? { kind: 'unfiled', discoveredOn: day } : { kind: 'filed', filedOn: day };
  return { type: 'filingCheck', by: 'caseworker', daysAgo, steps: steps === ALL_STEPS ? steps : steps % 5, input };
}

/** What is said where the usual example would not do. One look-back in three finds that a hazard has come back, once. */
function inputOf(n: number, name: string, round: number, usual: unknown): unknown {
  if (name === 'recordLookBack')
    return n % 9 === 1 && round === 0 ? { recurred: [1], note: '通道又被占用' } : { recurred: [], note: '现场复查，未见反弹' };
  if (name === 'recordCallback') return { reached: true, satisfied: true, score: 4 + (n % 2), note: '对处理结果表示满意' };
  return usual;
}

/** Fills 丘北县 with institutions and cases; a second time it adds nothing. Answers how many cases were opened now. */
export async function seedDemo(databaseUrl: string, cases: number, onProgress: (done: number) => void): Promise<number> {
  const today = Date.now();
  let clock = today;
  const assembly = assemble(databaseUrl, { name: 'anlao demo', email: false, now: () => clock, ttlMs: 60_000 });
  try {
    await institutions(assembly);
    const leaving = INSTITUTIONS.at(-1);
    if (leaving) await seedExit(assembly, leaving.id, today);
    let opened = 0;
    const setClock = (at: number) => {
      clock = Math.min(at, today);
    };
    for (let n = 0; n < cases; n++) {
      const plan = planOf(n, today);
      setClock(startOfDay(dayOf(today - plan.daysAgo * DAY)) + 9.5 * 3_600_000 + n * 60_000);
      if (await oneCase(assembly, n, plan, { now: () => clock, setClock, today })) opened += 1;
      onProgress(n + 1);
    }
    return opened;
  } finally {
    await assembly.pool.end();
  }
}

async function institutions({ pool }: Assembly): Promise<void> {
  for (const { id, name, address, division, mode, beds, filed, attributes, facts } of INSTITUTIONS)
    await pool.query(
      `INSERT INTO institution (id, name, division, beds, filing_status, category, operation_mode, address, source, source_number, search, attributes,
         registration_no, grade, graded_on, services, price_kind, bed_fee, care_fee)
       SELECT $1, $2, $3, $4, $5, '养老机构', $6, $7, 'demo', $1, $8, $9, f.* FROM jsonb_to_record($10::jsonb)
         AS f("registrationNo" text, grade text, "gradedOn" date, services text, "priceKind" text, "bedFee" text, "careFee" text) ON CONFLICT DO NOTHING`,
      [id, name, division, beds, filed ? 'filed' : 'unfiled', mode, address, searchOf(name), attributes, facts],
    );
}

interface Clock {
  now(): number;
  setClock(at: number): void;
  today: number;
}

async function oneCase(assembly: Assembly, n: number, plan: Plan, clock: Clock): Promise<boolean> {
  const { type, input, by, steps } = plan;
  const institution =
    n % 9 === 4
      ? { id: 'ankang', name: '丘北县安康养老院', division: COUNTY }
      : INSTITUTIONS[(n * 7 + Math.floor(n / 3)) % INSTITUTIONS.length];
  const actor = CAST.find((a) => a.id === by) as Actor;
  const nobody = n % 8 === 3 && steps < ALL_STEPS;
  const { file, again } = await assembly.casebook.open({
    type,
    division: institution?.division ?? COUNTY,
    ...(institution ? { institution: { id: institution.id, name: institution.name } } : {}),
    actor,
    ...(nobody ? {} : { assignee: n % 2 === 1 ? 'caseworker' : 'caseworker2' }),
    input,
    search: type === 'complaint' ? String((input as { content: string }).content) : '',
    intake: { request: { scope: 'demo', key: `case-${n}`, bodyHash: '' } },
  });
  if (again) return false;
  await hold(assembly, file.caseNo);
  await walk(assembly, file.caseNo, n, steps, clock);
  await climbUntil(assembly, file.caseNo, clock.today);
  await release(assembly, file.caseNo);
  return true;
}

/** Takes step after step, each when so much of its time is over, until so many are done or today is reached. */
async function walk(assembly: Assembly, caseNo: string, n: number, steps: number, { now, setClock, today }: Clock): Promise<void> {
  const { casebook } = assembly;
  let lookBacks = 0;
  for (let i = 0; i < steps; i++) {
    const file = await casebook.file(caseNo);
    const next = nextMove(file, await casebook.circumstances(file));
    if (!next) return;
    const at = now() + Math.max(3_600_000, (next.dueAt - now()) * (PACE[(n + i * 2) % PACE.length] ?? 0.5));
    if (at > today) return;
    await climbUntil(assembly, caseNo, at);
    setClock(at);
    const then = await casebook.file(caseNo);
    const move = nextMove(then, await casebook.circumstances(then));
    if (!move) return;
    const input = inputOf(n, move.name, lookBacks, move.input);
    if (move.name === 'recordLookBack') lookBacks += 1;
    const after = await casebook.act(caseNo, { name: move.name, actor: move.actor, input }, { key: `demo-${n}-${i}` });
    await publish(assembly, after, n);
    await hold(assembly, caseNo);
  }
}

/** What is made public when a rectification has come to a stage. */
const PUBLISHED_AT: Readonly<Record<string, PublishInput['what']>> = { awaitingRectification: 'problem', awaitingLookBack: 'result' };

/** Makes public what one rectification in four has come to, once. */
async function publish({ casebook }: Assembly, file: CaseFile, n: number): Promise<void> {
  const what = file.type === 'rectification' && n % 4 === 1 ? PUBLISHED_AT[file.stage] : undefined;
  const actor = CAST.find(({ role }) => role === 'leader');
  if (what && actor) await casebook.act(file.caseNo, { name: 'publish', actor, input: { what } }, { key: `demo-${n}-publish-${what}` });
}

/** Climbs what fell due until then, at the times at which it did: the workflow of the case is not there yet. */
async function climbUntil(assembly: Assembly, caseNo: string, until: number): Promise<void> {
  const { casebook } = assembly;
  for (;;) {
    const file = await casebook.file(caseNo);
    const due = nextRung(file);
    if (!due || due.at > until) return;
    await casebook.climb(caseNo, { ...due, seen: file.told, at: Math.max(due.at, file.at) });
    await hold(assembly, caseNo);
  }
}

/** Keeps the workflow from beginning while the case's past is still being written; then lets it begin. */
const hold = ({ pool }: Assembly, caseNo: string) =>
  pool.query(`UPDATE outbox SET not_before = now() + interval '5 minutes' WHERE case_no = $1`, [caseNo]);
const release = ({ pool }: Assembly, caseNo: string) => pool.query('UPDATE outbox SET not_before = now() WHERE case_no = $1', [caseNo]);
