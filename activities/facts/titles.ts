import type { EventOfCase } from '../../casebook/effects.ts';
import { CASE_TYPE } from '../../domain/case-types.ts';
import { actionsOf } from '../../domain/kernel/advance.ts';
import type { CaseTypeName } from '../../domain/kernel/case-file.ts';
import type { RungName } from '../../domain/policy/policy.ts';

const RUNG_TITLES: Record<RungName, string> = {
  remind: '提醒',
  overdue: '逾期',
  supervise: '督办',
  refer: '移送纪检监察',
  urge: '催办',
  propose: '提请决定',
  circulate: '通报',
};

const titleIn = (type: CaseTypeName, action: string): string | undefined => actionsOf(CASE_TYPE[type])[action]?.title.zh;

/** What people call an action of whatever type of case. */
export const actionTitle = (action: string): string =>
  (Object.keys(CASE_TYPE) as CaseTypeName[]).map((type) => titleIn(type, action)).find(Boolean) ?? action;

/** What people call what happened: a rung and an action may have one name. */
export function eventTitle({ kind, name }: Pick<EventOfCase, 'kind' | 'name'>, type: CaseTypeName): string {
  if (kind === 'rung') return RUNG_TITLES[name as RungName] ?? name;
  return name === 'open' ? '立案' : (titleIn(type, name) ?? name);
}
