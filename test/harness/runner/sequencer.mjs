import { statSync } from 'node:fs';

/** What takes longest, the longest first: begun last, one of these would run alone while the other process has nothing to do. */
const LONGEST = [
  'worker/release',
  'stack/backup',
  'cli/storage',
  'worker/papers',
  'worker/without-temporal',
  'api/accounts',
  'cli/audit',
  'api/matrix/matrix',
  'api/abuse',
  'casebook/drift',
  'activities/produce',
  'cli/rehearse',
];

/** The order in which jest runs the files: those that are known to be long, then the others, the largest first. */
export default class LongestFirst {
  sort(tests) {
    const place = ({ path }) => {
      const known = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
      return known < 0 ? LONGEST.length : known;
    };
    const size = ({ path }) => statSync(path).size;
    return [...tests].sort((a, b) => place(a) - place(b) || size(b) - size(a));
  }

  /** Nothing is kept: the order is the same on every machine. */
  cacheResults() {}
}
