import type { Dice } from './dice.ts';
import type { PartOfRig, Rig } from './rig.ts';

/** One thing that goes wrong, once so many operations were acknowledged, for so long. */
export interface Fault {
  name: FaultName;
  afterOperations: number;
  forMs: number;
}

const PARTS: PartOfRig[] = ['api', 'worker', 'temporal', 'postgres'];
const kill = (part: PartOfRig) => async (rig: Rig) => rig.signal(part, 'SIGKILL');
const freeze = (part: PartOfRig) => (rig: Rig, ms: number) =>
  during(
    ms,
    () => rig.signal(part, 'SIGSTOP'),
    () => rig.signal(part, 'SIGCONT'),
  );

/** What can go wrong, and how it is brought about. */
const FAULTS = {
  'kill api': kill('api'),
  'kill worker': kill('worker'),
  'kill temporal': kill('temporal'),
  'kill postgres': kill('postgres'),
  'kill all at once': async (rig: Rig) => {
    for (const part of PARTS) rig.signal(part, 'SIGKILL');
  },
  'freeze api': freeze('api'),
  'freeze worker': freeze('worker'),
  'freeze temporal': freeze('temporal'),
  'freeze postgres': freeze('postgres'),
  'evidence disk full': (rig: Rig, ms: number) =>
    during(
      ms,
      () => rig.disk?.fill(),
      () => rig.disk?.free(),
    ),
  'worker cut off from postgres': (rig: Rig, ms: number) =>
    during(
      ms,
      () => rig.line.cut(),
      () => rig.line.mend(),
    ),
  'postgres slow for worker': (rig: Rig, ms: number) =>
    during(
      ms,
      () => rig.line.delay(400),
      () => rig.line.delay(0),
    ),
} satisfies Record<string, (rig: Rig, ms: number) => Promise<void>>;

export type FaultName = keyof typeof FAULTS;
const isFreeze = (name: FaultName): boolean => name.startsWith('freeze');

/** How long a process is stopped: in the long form longer than the longest time-out of an activity (60 s). */
const FREEZE_MS: Record<'short' | 'long', readonly [number, number]> = { short: [16_000, 18_000], long: [62_000, 70_000] };
/** Freezes are dear: of the faults beyond the first of each kind, the other kinds. */
const CHEAP = (Object.keys(FAULTS) as FaultName[]).filter((name) => !isFreeze(name));

export interface PlanOptions {
  dice: Dice;
  faults: number;
  operations: number;
  short: boolean;
  /** Whether the evidence lies on a disk of its own that can be filled. */
  hasDisk: boolean;
}

/** Which faults come when: each kind once as far as they reach, then as chance has it. The short form freezes only the worker. */
export function plan({ dice, faults, operations, short, hasDisk }: PlanOptions): Fault[] {
  const possible = (name: FaultName) => hasDisk || name !== 'evidence disk full';
  const first = dice.shuffled(short ? [...CHEAP, 'freeze worker' as const] : (Object.keys(FAULTS) as FaultName[])).filter(possible);
  const cheap = CHEAP.filter(possible) as [FaultName, ...FaultName[]];
  const names = Array.from({ length: faults }, (_, i) => first[i] ?? dice.pick(cheap));
  return names.map((name, i) => ({
    name,
    afterOperations: Math.floor(((i + dice.next()) / faults) * operations * 0.95),
    forMs: isFreeze(name) ? dice.between(...FREEZE_MS[short ? 'short' : 'long']) : dice.between(1_000, short ? 4_000 : 9_000),
  }));
}

/** Brings a fault about and takes it back again. */
export const bring = ({ name, forMs }: Fault, rig: Rig): Promise<void> => FAULTS[name](rig, forMs);

async function during(ms: number, begin: () => unknown, end: () => unknown): Promise<void> {
  await begin();
  await new Promise((resolve) => setTimeout(resolve, ms));
  await end();
}
