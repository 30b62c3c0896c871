import type { Assembly } from '../../casebook/assembly.ts';
import { addDays, dayOf, startOfDay } from '../../domain/days.ts';
import { afterExitAct, type ExitAct, type ExitPlan, proposedExit } from '../../domain/institution-exit.ts';

/** How long ago it was proposed, and how long its transition goes on, in days. */
const [AGO, AHEAD] = [20, 40];

/** An institution that is in the middle of its exit, with one of its two residents placed. A second time nothing is added. */
export async function seedExit({ pool }: Pick<Assembly, 'pool'>, institutionId: string, now: number): Promise<void> {
  const today = dayOf(now);
  const begun = addDays(today, -AGO);
  const plan: ExitPlan = {
    disposition: 'mergeInto',
    grounds: ['fewResidents', 'poorBase'],
    reason: '仅住 2 人，房屋老旧',
    successor: '丘北县中心敬老院',
    residents: 2,
    nonProfit: false,
    transitionFrom: begun,
    transitionUntil: addDays(today, AHEAD),
    announcement: '老年人自愿转入丘北县中心敬老院，费用不变。咨询电话 0876-4120000。',
  };
  const placed = {
    agreement: 'XY-2024-017',
    destination: 'otherInstitution',
    place: '丘北县中心敬老院',
    placedOn: begun,
    agreementEndedOn: begun,
  };
  const acts: [ExitAct, string, object][] = [
    ['decide', 'leader', { granted: true, reason: '同意合并，先安置老年人' }],
    ['place', 'caseworker', placed],
  ];
  const at = startOfDay(begun);
  const exit = acts.reduce(
    (file, [name, by, input]) => afterExitAct(file, name, input, { at, by }),
    proposedExit(plan, { at, by: 'caseworker' }),
  );
  const steps = [['propose', 'caseworker', plan], ...acts].map(([act, by, data], n) => ({ seq: n + 1, act, by, data }));
  await pool.query(
    `WITH made AS (INSERT INTO institution_exit (institution_id, state, seq, file) SELECT $1, $2, $3, $4
         WHERE NOT EXISTS (SELECT FROM institution_exit WHERE institution_id = $1) RETURNING id)
     INSERT INTO institution_exit_step (exit_id, seq, at, by_id, act, data)
     SELECT id, seq, $5, "by", act, data FROM made, jsonb_to_recordset($6::jsonb) AS s (seq int, act text, "by" text, data jsonb)`,
    [institutionId, exit.state, steps.length, exit, new Date(at), JSON.stringify(steps)],
  );
}
