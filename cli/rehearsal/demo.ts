import { type Assembly, assemble } from '../../casebook/assembly.ts';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { Actor } from '../../domain/roles.ts';
import { dayOf, startOfDay } from '../../domain/working-days.ts';
import { CAST, nextMove } from './script.ts';

const COUNTY = '532626';
const DAY = 86_400_000;
const TOWNS = ['锦屏', '曰者', '双龙营', '八道哨', '天星', '平寨', '树皮', '腻脚', '新店', '舍得', '官寨', '温浏'];
const KINDS = ['敬老院', '养老服务中心', '颐养院'];

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

/** Institutions of the demonstration county. */
const INSTITUTIONS = TOWNS.flatMap((town, i) =>
  KINDS.map((kind, j) => ({
    id: `demo-${i * KINDS.length + j + 1}`,
    name: `丘北县${town}${kind}`,
    beds: 30 + ((i * 17 + j * 29) % 90),
    filed: (i + j) % 7 !== 0,
  })),
);

interface Plan {
  type: CaseTypeName;
  input: unknown;
  by: string;
  /** Days before today on which the case was opened, and how many steps it has come. */
  daysAgo: number;
  steps: number;
}

/** The n-th case of the demonstration: every type in every stage, some of them left lying. */
function planOf(n: number, now: number): Plan {
  const daysAgo = (n * 5) % 34;
  const steps = n % 7;
  const day = dayOf(now - daysAgo * DAY);
  const turn = Math.floor(n / 3);
  if (n % 3 === 0) {
    const [category, content] = COMPLAINTS[turn % COMPLAINTS.length] as [string, string];
    return {
      type: 'complaint',
      by: 'hotline',
      daysAgo: daysAgo % 12,
      steps,
      input: { channel: 'hotline', category, content, anonymous: n % 2 === 0 },
    };
  }
  if (n % 3 === 1) {
    const items = [turn, turn + 1 + (turn % 3)]
      .map((i) => HAZARDS[i % HAZARDS.length])
      .map((h) => ({ kind: h?.[0], severity: h?.[1], description: h?.[2] }));
    return { type: 'rectification', by: 'caseworker', daysAgo, steps, input: { source: n % 2 ? 'inspection' : 'tip', items } };
  }
  const unfiled = turn % 4 === 0;
  const input = unfiled ? { kind: 'unfiled', discoveredOn: day } : { kind: 'filed', filedOn: day };
  return { type: 'filingCheck', by: 'caseworker', daysAgo, steps: steps % 5, input };
}

/** Fills 丘北县 with institutions and cases; a second time it adds nothing. Answers how many cases were opened now. */
export async function seedDemo(databaseUrl: string, cases: number, onProgress: (done: number) => void): Promise<number> {
  const today = Date.now();
  let clock = today;
  const assembly = assemble(databaseUrl, { name: 'anlao demo', email: false, now: () => clock, ttlMs: 60_000 });
  try {
    await institutions(assembly);
    let opened = 0;
    for (let n = 0; n < cases; n++) {
      const plan = planOf(n, today);
      clock = startOfDay(dayOf(today - plan.daysAgo * DAY)) + 9.5 * 3_600_000 + n * 60_000;
      clock = Math.min(clock, today);
      if (await oneCase(assembly, n, plan, (days) => (clock = Math.min(clock + days * DAY, today)))) opened += 1;
      onProgress(n + 1);
    }
    return opened;
  } finally {
    await assembly.pool.end();
  }
}

async function institutions({ pool }: Assembly): Promise<void> {
  for (const { id, name, beds, filed } of INSTITUTIONS)
    await pool.query(
      `INSERT INTO institution (id, name, division, beds, filing_status, category, source, source_number) VALUES ($1, $2, $3, $4, $5, '养老机构', 'demo', $1) ON CONFLICT DO NOTHING`,
      [id, name, COUNTY, beds, filed ? 'filed' : 'unfiled'],
    );
}

async function oneCase({ casebook }: Assembly, n: number, plan: Plan, pass: (days: number) => void): Promise<boolean> {
  const { type, input, by, daysAgo, steps } = plan;
  const institution = n % 9 === 4 ? { id: 'ankang', name: '丘北县安康养老院' } : INSTITUTIONS[(n * 7) % INSTITUTIONS.length];
  const actor = CAST.find((a) => a.id === by) as Actor;
  const { file, again } = await casebook.open({
    type,
    division: COUNTY,
    ...(institution ? { institution: { id: institution.id, name: institution.name } } : {}),
    actor,
    ...(n % 4 === 0 ? {} : { assignee: n % 4 === 1 ? 'caseworker' : 'caseworker2' }),
    input,
    search: JSON.stringify(input),
    intake: { request: { scope: 'demo', key: `case-${n}`, bodyHash: '' } },
  });
  if (again) return false;
  for (let i = 0; i < steps; i++) {
    pass(Math.max(0.1, daysAgo / (steps + 2)));
    const now = await casebook.file(file.caseNo);
    const move = nextMove(now, await casebook.circumstances(now));
    if (!move) break;
    await casebook.act(file.caseNo, { name: move.name, actor: move.actor, input: move.input }, { key: `demo-${n}-${i}` });
  }
  return true;
}
