import os from 'node:os';

/**
 * Tells the share of the machine's time that was used since it was asked last, 0 … 1. What runs at a low priority, as printing does, is not
 * counted: it gives way to whatever else there is to do.
 */
export function loadOfMachine(): () => number {
  let before = times();
  return () => {
    const now = times();
    const [used, all] = [now.used - before.used, now.all - before.all];
    before = now;
    return all > 0 ? used / all : 0;
  };
}

function times(): { used: number; all: number } {
  const each = os
    .cpus()
    .map(({ times: { user, sys, irq, nice, idle } }) => ({ used: user + sys + irq, all: user + sys + irq + nice + idle }));
  return { used: each.reduce((sum, t) => sum + t.used, 0), all: each.reduce((sum, t) => sum + t.all, 0) };
}
