import type { RungName } from '../policy/policy.ts';
import type { Actor } from '../roles.ts';
import { type CaseFile, isOpen, nextRung, type RunningDeadline, running } from './case-file.ts';
import type { Action, ActionRule, ActionTable, CaseType, Circumstances, Opening } from './case-type.ts';
import { COMMON_ACTIONS } from './common-actions.ts';
import { type Refusal, refuse } from './refusal.ts';
import { Step } from './step.ts';

/** The clock as an actor: rungs and recounts are its work. */
export const CLOCK: Actor = { id: 'clock', role: 'system', name: '时钟' };

/** What one step makes of a case: the new file, and what the step says, tells, opens and counts. */
export interface Advance<F extends CaseFile = CaseFile> {
  file: F;
  step: Step;
  /** Whether the workflow acts on this step: stage, dates, owner's ladder or the end changed. */
  tells: boolean;
}

/** Every action of a type: its own and the common ones that it has. An own action of the same name goes first. */
export function actionsOf<F extends CaseFile>(type: CaseType<F>): Record<string, ActionRule<F>> {
  const known = tables.get(type) ?? { ...commonTo(type), ...type.actions };
  tables.set(type, known);
  return known as Record<string, ActionRule<F>>;
}

/** The tables made so far, one for each type. */
const tables = new WeakMap<object, object>();

const commonTo = ({ common }: Pick<CaseType, 'common'>) =>
  Object.fromEntries(Object.entries(COMMON_ACTIONS).filter(([name]) => common?.includes(name) ?? true));

/** The rule of one action, or nothing when the type has no action of that name. */
function ruleOf<F extends CaseFile>(type: CaseType<F>, name: string): ActionRule<F, unknown> | undefined {
  if (Object.hasOwn(type.actions, name)) return type.actions[name];
  const isCommon = Object.hasOwn(COMMON_ACTIONS, name) && (type.common?.includes(name) ?? true);
  return isCommon ? (COMMON_ACTIONS as ActionTable<F>)[name] : undefined;
}

/** Whether an action is one of the stage at which the case is. */
const isTakenNow = <F extends CaseFile>({ at }: ActionRule<F, unknown>, file: F): boolean =>
  at === 'any' || (at === 'open' ? isOpen(file) : at.includes(file.stage));

/**
 * The next expected event of a case, and by when: of what its dates await, the first that the stage takes. An answer is not given before its
 * investigation, even where it is due sooner; then the investigation has to come by the date of the answer.
 */
export function nextEvent<F extends CaseFile>(type: CaseType<F>, file: F): Pick<RunningDeadline, 'awaits' | 'dueAt'> | undefined {
  const [first, ...more] = running(file);
  if (!first) return undefined;
  const isNow = ({ awaits }: RunningDeadline) => {
    const rule = ruleOf(type, awaits);
    return rule !== undefined && isTakenNow(rule, file);
  };
  return { awaits: ([first, ...more].find(isNow) ?? first).awaits, dueAt: first.dueAt };
}

/** Why the action would not even be offered to this person at this moment, whatever its input. */
export function notOffered<F extends CaseFile>(
  type: CaseType<F>,
  file: F,
  name: string,
  actor: Actor,
  now: Circumstances,
): Refusal | undefined {
  const rule = ruleOf(type, name);
  if (!rule || !isTakenNow(rule, file)) return refuse('not-at-this-stage', { about: [name, file.stage] });
  if (file.excluded.includes(actor.id)) return refuse('concerns-official');
  if (!rule.by.includes(actor.role)) return refuse('not-this-role', { about: [name, rule.by.join(', ')] });
  return rule.offered?.(file, actor, now);
}

/** Why the rules do not allow this action now, or nothing when they do. */
export function refusal<F extends CaseFile>(type: CaseType<F>, file: F, action: Action, now: Circumstances): Refusal | undefined {
  return (
    notOffered(type, file, action.name, action.actor, now) ?? ruleOf(type, action.name)?.refuse?.(file, action.input, action.actor, now)
  );
}

/** The names of what this person may do with the case now. */
export const available = <F extends CaseFile>(type: CaseType<F>, file: F, actor: Actor, now: Circumstances): string[] =>
  Object.keys(actionsOf(type)).filter((name) => !notOffered(type, file, name, actor, now));

/** What the case becomes by a lawful action. */
export const advance = <F extends CaseFile>(type: CaseType<F>, file: F, action: Action, now: Circumstances): Advance<F> =>
  stepped(file, action.actor, now, (draft, step) => {
    const rule = ruleOf(type, action.name);
    rule?.take(draft, action.input, step);
    if (step.counted.length > 0) type.recounted?.(draft, step.counted);
    return rule?.told;
  });

/** What the case becomes when nobody acted: a rung of its ladder is climbed. */
export const climb = <F extends CaseFile>(type: CaseType<F>, file: F, deadline: string, rung: RungName, now: Circumstances): Advance<F> =>
  stepped(file, CLOCK, now, (draft, step) => {
    step.climb(deadline, rung);
    const late = draft.deadlines[deadline];
    if (late) RUNGS[rung](draft, step, late, type.late?.(draft) ?? [draft.owner]);
    type.climbed?.(draft, rung, step);
    return true;
  });

/** A case as it is opened: its first event. */
export function opened<F extends CaseFile>(type: CaseType<F>, opening: Opening, now: Circumstances, actor: Actor): Advance<F> {
  const { policy } = now;
  const { caseNo, division, receivedAt, owner, assignee, institution, parent, imported, excluded = [], links = [] } = opening;
  const empty: CaseFile = {
    caseNo,
    type: type.name,
    stage: 'opening',
    seq: 0,
    at: now.now,
    since: 0,
    told: 0,
    openedAt: now.now,
    receivedAt,
    division,
    ...(institution ? { institution } : {}),
    policy: { jurisdiction: policy.jurisdiction, version: policy.version },
    owner,
    ...(assignee ? { assignee, assignedAt: now.now } : {}),
    returns: 0,
    deadlines: {},
    suspensions: [],
    clock: 'running',
    acts: 0,
    excluded,
    ...(parent ? { parent } : {}),
    ...(imported ? { imported } : {}),
    links,
    evidence: [],
  };
  return stepped(empty as F, actor, now, (draft, step) => {
    type.open(draft, opening.input, step);
    if (!imported) step.tell('caseOpened', ['owner']);
    return true;
  });
}

/** What each rung does beside being recorded. What a person must decide stays a proposal (C-37). */
const RUNGS: Record<RungName, (draft: CaseFile, step: Step, late: RunningDeadline, officials: string[]) => void> = {
  remind: (_d, step) => step.tell('rung.remind', ['owner']),
  overdue: (_d, step) => step.tell('rung.overdue', ['owner', 'supervisor']),
  supervise: (_d, step) => step.tell('rung.supervise', ['owner', 'supervisor', 'leader']),
  urge: (_d, step) => step.tell('rung.urge', ['institution', 'owner']),
  propose: (_d, step) => step.tell('rung.propose', ['leader', 'owner']),
  circulate: (_d, step) => step.tell('rung.circulate', ['department', 'leader']),
  refer: (draft, step, { awaits, dueAt }, officials) => {
    step.tell('rung.refer', ['owner', 'supervisor', 'leader', 'discipline']);
    step.open({
      type: 'referral',
      as: 'lateness',
      input: { target: 'discipline', ground: 'officialLate', about: draft.caseNo, lateOfficials: officials, awaited: awaits, dueAt },
      excluded: [...new Set([...draft.excluded, ...officials])],
    });
  },
};

function stepped<F extends CaseFile>(
  file: F,
  actor: Actor,
  circumstances: Circumstances,
  change: (draft: F, step: Step) => boolean | undefined,
): Advance<F> {
  const draft = JSON.parse(JSON.stringify(file)) as F; // a file is what its JSON says; many times as fast as structuredClone
  const before = heedOf(file);
  draft.seq += 1;
  const now = Math.max(circumstances.now, file.at);
  draft.at = now;
  const step = new Step(draft, actor, { ...circumstances, now });
  const told = change(draft, step);
  const tells = told === true || heedOf(draft) !== before;
  if (tells) draft.told = draft.seq;
  return { file: draft, step, tells };
}

/** What the workflow heeds; while it stays the same the workflow need not hear of a step. */
const heedOf = (file: CaseFile): string => JSON.stringify([file.stage, file.since, nextRung(file), file.outcome]);
