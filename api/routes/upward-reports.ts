import { z } from 'zod';
import { InvalidInput } from '../../casebook/errors.ts';
import type { Person } from '../../casebook/people.ts';
import { type Period, periodAround, REPORT_KINDS } from '../../domain/upward-report.ts';
import { dayOf } from '../../domain/working-days.ts';
import type { Deps } from '../deps.ts';
import type { Door } from '../door.ts';
import { scopeOf } from '../permissions.ts';
import { figuresOfDays, listUpwardReports, owedBy, viewOf } from '../reads/upward-reports.ts';
import {
  FiguresOfDays,
  FiguresQuery,
  OwedReportView,
  UpwardReportInput,
  UpwardReportQuery,
  UpwardReportView,
} from '../schemas/upward-reports.ts';
import { page } from '../schemas/views.ts';
import { personOf } from '../session.ts';

const tag = 'reports';
type Input = z.output<typeof UpwardReportInput>;

/** What the authority reports to the one above it: figures of any days, the log of what was reported, and what is owed. */
export function upwardReports(door: Door, deps: Deps): void {
  door.add(
    {
      method: 'get',
      path: '/upward-reports',
      summary: '上报记录',
      tag,
      may: 'upwardReports.read',
      query: UpwardReportQuery,
      response: page(UpwardReportView),
    },
    ({ query, req }) => listUpwardReports(deps, personOf(req), query),
  );
  door.add(
    {
      method: 'get',
      path: '/upward-reports/owed',
      summary: '待上报',
      tag,
      may: 'upwardReports.read',
      response: z.object({ items: z.array(OwedReportView) }),
    },
    async ({ req }) => ({ items: await owedBy(deps, personOf(req)) }),
  );
  door.add(
    {
      method: 'get',
      path: '/upward-reports/figures',
      summary: '上报数据（按记录汇总）',
      tag,
      may: 'upwardReports.read',
      query: FiguresQuery,
      response: FiguresOfDays,
    },
    async ({ query, req }) => {
      const days = daysOf(query);
      return { ...days, figures: await figuresOfDays(deps, personOf(req), days) };
    },
  );
  door.add(
    {
      method: 'post',
      path: '/upward-reports',
      summary: '上报',
      tag,
      may: 'upwardReports.issue',
      body: UpwardReportInput,
      response: UpwardReportView,
      status: 201,
    },
    async ({ body, req }) => issue(deps, personOf(req), body),
  );
}

/** Freezes the figures of the days with what is said of them. @throws InvalidInput where days do not fit or the case is not known */
async function issue(deps: Deps, person: Person, input: Input) {
  const days = daysOf(input);
  const caseNo = input.kind === 'clue' ? input.clueCase : null;
  if (caseNo !== null && (await deps.prisma.caseFile.count({ where: { AND: [{ caseNo }, scopeOf(person)] } })) === 0)
    throw new InvalidInput('clueCase', `there is no case ${caseNo}`);
  const figures = await figuresOfDays(deps, person, days);
  const { kind, sentTo } = input;
  const within = { fromDay: new Date(days.from), toDay: new Date(days.to) };
  const data = { kind, division: person.division, ...within, caseNo, sentTo, texts: textsOf(input), figures, byId: person.id };
  return viewOf(deps, await deps.prisma.upwardReport.create({ data }));
}

/** The days reported on: the period in which the day named lies, the days named, or today. @throws InvalidInput where they have not begun or run backwards */
function daysOf(asked: z.output<typeof FiguresQuery>): Period {
  const today = dayOf(Date.now());
  const { kind, periodDay = today, visitsFrom = today, visitsUntil = visitsFrom } = asked;
  const { period } = REPORT_KINDS[kind];
  if (period === 'atOnce') return { from: today, to: today };
  const [field, days] =
    period === 'days'
      ? (['visitsFrom', { from: visitsFrom, to: visitsUntil }] as const)
      : (['periodDay', periodAround(period, periodDay)] as const);
  if (days.from > today) throw new InvalidInput(field, `${days.from} lies in the future`);
  if (days.from > days.to) throw new InvalidInput('visitsUntil', 'it lies before the first day');
  return days;
}

const textsOf = (input: Input): Record<string, string> => {
  const names: readonly string[] = REPORT_KINDS[input.kind].texts;
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)));
};
