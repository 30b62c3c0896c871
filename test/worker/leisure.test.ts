import { expect, it } from '@jest/globals';
import { Leisure } from '../../worker/leisure.ts';

/** Whether there is leisure, second after second, while so many steps are done in each and this share of the machine is used. */
function watched(seconds: [steps: number, load: number][]): boolean[] {
  let second = 0;
  let steps = 0;
  const leisure = new Leisure({ steps: () => steps, now: () => second * 1_000, load: () => seconds[second - 2]?.[1] ?? 0 });
  return [[0, 0] as const, ...seconds].map(([more]) => {
    second += 1;
    steps += more;
    return leisure.has();
  });
}

it('there is leisure while the cases are quiet or the machine has time for both', () => {
  expect(
    watched([
      [2, 0.99],
      [60, 0.5],
      [60, 0.9],
      [60, 0.99],
      [60, 0.3],
      [5, 0.99],
    ]),
  ).toEqual([true, true, true, false, false, true, true]);
});

it('what can wait waits for a minute at most, and then is done until the cases were quiet again', () => {
  const heldUp = watched([...Array(80).fill([60, 0.9]), [1, 0.9], [60, 0.9], [60, 0.9]]).slice(1);
  expect(heldUp.slice(0, 60)).not.toContain(true);
  expect(heldUp.slice(60)).toEqual([...Array(20).fill(true), true, false, false]);
});
