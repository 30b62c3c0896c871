import { available, type CaseFile, type CaseType, type Circumstances, refusal } from '../domain/kernel/index.ts';
import { type Refusal, refuse } from '../domain/kernel/refusal.ts';
import type { Actor } from '../domain/roles.ts';
import type { Person } from './people.ts';
import type { ActionRequest } from './requests.ts';

/** What stays a bar for the person who acts, in whosever place: the rule is about two heads, not two desks. */
const PERSONAL: readonly Refusal['code'][] = ['same-person', 'conflict-of-interest'];

/** The ways in which somebody may act in a case: first for those who have it and are away, then as themselves, then for others who are away. */
function capacities(actor: Actor, absentees: readonly Person[], file: CaseFile): { asked: Actor; acts: Actor }[] {
  const forOther = ({ id, name, role }: Person) => ({
    asked: { id, name, role },
    acts: { id: actor.id, name: actor.name, role, onBehalfOf: { id, name } },
  });
  const has = ({ id }: Person) => file.assignee === id || file.owner === id;
  return [...absentees.filter(has).map(forOther), { asked: actor, acts: actor }, ...absentees.filter((p) => !has(p)).map(forOther)];
}

/**
 * As whom the action is taken, or why not. In an absentee's place it must be lawful for the absentee, and nothing about the substitute's own
 * person may stand against it: whoever verified does not sign off in the leader's name either.
 */
export function standingOf(
  type: CaseType,
  file: CaseFile,
  action: ActionRequest,
  absentees: readonly Person[],
  now: Circumstances,
): { actor: Actor } | { refused: Refusal } {
  let own: Refusal | undefined;
  for (const { asked, acts } of capacities(action.actor, absentees, file)) {
    const refused = refusal(type, file, { ...action, actor: asked }, now);
    if (acts === asked && refused) own = refused;
    if (refused) continue;
    const personal = acts === asked ? undefined : refusal(type, file, { ...action, actor: acts }, now);
    if (!personal || !PERSONAL.includes(personal.code)) return { actor: acts };
    own ??= personal;
  }
  return { refused: own ?? refuse('belongs-to-somebody-else') };
}

/** The names of what this person may do with the case now, as themselves or for those whom they stand in for. */
export const availableTo = (type: CaseType, file: CaseFile, actor: Actor, absentees: readonly Person[], now: Circumstances): string[] => [
  ...new Set(capacities(actor, absentees, file).flatMap(({ asked }) => available(type, file, asked, now))),
];
