import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  FieldTimeOutlined,
  PauseCircleOutlined,
  WarningFilled,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { longDay } from '../../shared/dates.ts';
import { texts, useTexts } from '../../shared/texts.ts';

const TEXTS = texts(
  {
    none: '无期限',
    closed: '已办结',
    suspended: '计时中止',
    late: (days: number) => (days === 0 ? '已逾期' : `逾期 ${days} 个工作日`),
    today: '今天到期',
    left: (days: number) => `还剩 ${days} 个工作日`,
    provisional: '暂定：所涉年份的放假安排尚未公布，公布后重新计算',
    due: (day: string) => `期限：${day}`,
    about: '约',
  },
  {
    none: 'No date',
    closed: 'Closed',
    suspended: 'Clock stopped',
    late: (days: number) => (days === 0 ? 'Overdue' : `${days} working day${days === 1 ? '' : 's'} late`),
    today: 'Due today',
    left: (days: number) => `${days} working day${days === 1 ? '' : 's'} left`,
    provisional: 'Provisional: the holidays of a year it touches are not announced yet; it is counted again when they are',
    due: (day: string) => `Due ${day}`,
    about: '≈ ',
  },
);

/** What of a case tells how much time is left. */
export interface Timed {
  status: string;
  dueAt: string | null;
  overdue: boolean;
  workingDaysLeft: number | null;
  provisional: boolean;
  clock?: { state: string };
}

/** How urgent a case is, for its picture, its colour and its place. */
export type Urgency = 'closed' | 'none' | 'suspended' | 'late' | 'today' | 'soon' | 'calm';

/** From this many working days on, a date is not soon any more. */
const SOON = 2;

/** How urgent it is, by working days. */
export function urgencyOf({ status, dueAt, overdue, workingDaysLeft, clock }: Timed): Urgency {
  if (status === 'closed') return 'closed';
  if (clock?.state === 'suspended') return 'suspended';
  if (overdue) return 'late';
  if (dueAt === null || workingDaysLeft === null) return 'none';
  if (workingDaysLeft <= 0) return 'today';
  return workingDaysLeft <= SOON ? 'soon' : 'calm';
}

const PICTURES: Record<Urgency, ReactNode> = {
  closed: <CheckCircleOutlined />,
  none: <ClockCircleOutlined />,
  suspended: <PauseCircleOutlined />,
  late: <ExclamationCircleFilled />,
  today: <WarningFilled />,
  soon: <FieldTimeOutlined />,
  calm: <ClockCircleOutlined />,
};

/** The working days that are left, in words, with a picture and a colour; the day itself when one points at it. */
export function Remaining({ of }: { of: Timed }) {
  const t = useTexts(TEXTS);
  const urgency = urgencyOf(of);
  const days = of.workingDaysLeft ?? 0;
  const said: Record<Urgency, string> = {
    closed: t.closed,
    none: t.none,
    suspended: t.suspended,
    late: t.late(Math.abs(Math.min(0, days))),
    today: t.today,
    soon: t.left(days),
    calm: t.left(days),
  };
  const day = of.dueAt === null ? undefined : t.due(longDay(Date.parse(of.dueAt) - 1));
  const title = [day, of.provisional ? t.provisional : undefined].filter(Boolean).join('\n');
  return (
    <span className={`remaining remaining-${urgency}`} title={title || undefined}>
      {PICTURES[urgency]}
      <span>
        {of.provisional && (urgency === 'soon' || urgency === 'calm') ? t.about : ''}
        {said[urgency]}
      </span>
    </span>
  );
}
