import { STAGES } from '../../words/cases.ts';

/** A stop on the way of a case. */
export interface Stop {
  stage: string;
  state: 'done' | 'now' | 'ahead';
}

/**
 * The way of a case through its stages: the usual ones of its type, with those it made a detour through where they belong. A case that is
 * back at an earlier stage has the later ones ahead of it again.
 */
export function wayOf(type: string, stage: string, visited: readonly string[]): Stop[] {
  const usual = [...(STAGES[type] ?? [])];
  for (const detour of new Set([...visited, stage].filter((s) => !usual.includes(s)))) usual.splice(placeOf(detour, usual), 0, detour);
  const line = usual.filter((s) => !SKIPPED.has(s) || visited.includes(s) || s === stage);
  const at = line.indexOf(stage);
  return line.map((s, i) => ({ stage: s, state: i === at ? (stage === 'closed' ? 'done' : 'now') : i < at ? 'done' : 'ahead' }));
}

/** Stages that a case goes through only when something was wrong. */
const SKIPPED = new Set(['awaitingCorrection', 'awaitingRecheck']);

/** Detours, and the stage that they come after. */
const AFTER: Record<string, string | undefined> = { suspended: 'awaitingRectification', returned: 'queued' };

function placeOf(detour: string, usual: readonly string[]): number {
  const after = AFTER[detour];
  return after === undefined ? 0 : usual.indexOf(after) + 1;
}
