/**
 * `npm run rules`: every rule of the source documents with the tests that prove it, found by the `[R-000]` in their titles.
 * `--json` prints the same for a program. Fails when a test names a rule that is not in docs/rules.json.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const rules = JSON.parse(readFileSync(path.join(root, 'docs', 'rules.json'), 'utf8'));
/** A string in a test file that names at least one rule: a test's title. */
const TITLE = /(['"`])((?:(?!\1)[^\\\n]|\\.)*\[R-\d{3}\](?:(?!\1)[^\\\n]|\\.)*)\1/g;

/** Every title in a file with the rules it names. */
function titlesIn(file) {
  const text = readFileSync(path.join(root, 'test', file), 'utf8');
  return [...text.matchAll(TITLE)].map(([, , title]) => ({
    file: path.posix.join('test', ...file.split(path.sep)),
    title: title.replace(/\[R-\d{3}\]\s*/g, '').trim(),
    rules: [...title.matchAll(/\[(R-\d{3})\]/g)].map(([, id]) => id),
  }));
}

const titles = readdirSync(path.join(root, 'test'), { recursive: true })
  .filter((file) => file.endsWith('.test.ts'))
  .sort()
  .flatMap(titlesIn);
const proven = rules.map((rule) => ({
  ...rule,
  tests: titles.filter((title) => title.rules.includes(rule.id)).map(({ file, title }) => ({ file, title })),
}));
const unknown = titles.filter((title) => title.rules.some((id) => !rules.some((rule) => rule.id === id)));
const count = proven.filter(({ tests }) => tests.length > 0).length;

if (process.argv.includes('--json')) console.log(JSON.stringify({ rules: proven, total: rules.length, proven: count }, null, 2));
else {
  for (const { id, title, tests } of proven) {
    console.log(`${tests.length > 0 ? '✔' : '·'} ${id} ${title}`);
    for (const test of tests) console.log(`      ${test.file}: ${test.title}`);
  }
  console.log(`\n${count} of ${rules.length} rules are proven by ${titles.length} tests.`);
}
for (const { file, title } of unknown) console.error(`${file}: "${title}" names a rule that is not in docs/rules.json`);
process.exit(unknown.length > 0 ? 1 : 0);
