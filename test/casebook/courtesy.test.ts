import { expect, it } from '@jest/globals';
import { Courtesy } from '../../casebook/relay/courtesy.ts';

/** Commands that come at `perSecond` on a machine that is busy by `load`: whether the relay waits, every quarter of a second for `seconds`. */
function watched(courtesy: { perSecond: number; load: number; seconds: number; oldestMs?: (ms: number) => number }): boolean[] {
  const { perSecond, load, seconds, oldestMs = () => 0 } = courtesy;
  let now = 1_000_000;
  const relay = new Courtesy({ now: () => now, load: () => load });
  return Array.from({ length: seconds * 4 }, (_, quarter) => {
    now = 1_000_000 + quarter * 250;
    return relay.yields({ waiting: 1, newest: Math.floor((quarter * perSecond) / 4), oldestMs: oldestMs(quarter * 250) });
  });
}

it('the relay waits for a burst of commands where the machine has no time left for both', () => {
  expect(watched({ perSecond: 60, load: 0.95, seconds: 2 })).toEqual([false, ...Array(7).fill(true)]);
});

it('the relay does not wait where there is time for both, nor for what a whole county does at its usual pace', () => {
  expect(watched({ perSecond: 60, load: 0.5, seconds: 2 })).not.toContain(true);
  expect(watched({ perSecond: 8, load: 0.95, seconds: 2 })).not.toContain(true);
});

it('the relay waits no longer once the machine has nothing to do', () => {
  let now = 0;
  let newest = 0;
  let load = 1;
  const relay = new Courtesy({ now: () => now, load: () => load });
  const after = (rows: number, used: number) => {
    now += 250;
    newest += rows;
    load = used;
    return relay.yields({ waiting: 1, newest, oldestMs: 0 });
  };
  expect([after(0, 1), after(20, 1), after(20, 1), after(0, 0.6), after(0, 0.2)]).toEqual([false, true, true, true, false]);
});

it('the relay waits out the pauses of a burst, but no step waits longer than twenty seconds for it', () => {
  let now = 0;
  let newest = 0;
  const relay = new Courtesy({ now: () => now, load: () => 1 });
  const after = (ms: number, rows: number) => {
    now += ms;
    newest += rows;
    return relay.yields({ waiting: 1, newest, oldestMs: 0 });
  };
  expect([after(1_000, 0), after(250, 20), after(1_000, 0), after(400, 0), after(200, 0)]).toEqual([false, true, true, true, false]);
  const patient = watched({ perSecond: 60, load: 1, seconds: 25, oldestMs: (ms) => ms });
  expect(patient.slice(1, 80)).not.toContain(false);
  expect(patient.slice(80)).not.toContain(true);
});
