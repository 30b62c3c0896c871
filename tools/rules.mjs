/**
 * `npm run rules`: every rule of the source documents, in three groups. ✔ proved: by the tests that name it, `[R-000]`, in their titles.
 * · not proved yet. – outside the product: the reason stands in docs/rules-outside.json. `--json` prints the same for a program, `--check` says
 * nothing when all is in order. Fails when a test, or that file, names a rule that docs/rules.json does not have, when a rule is outside
 * for two reasons, and when a rule is proved and outside at once.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const readJson = (name) => JSON.parse(readFileSync(path.join(root, 'docs', name), 'utf8'));
const reasons = readJson('rules-outside.json').flatMap(({ reason, rules: ids }) => ids.map((id) => ({ id, reason })));
const titles = readdirSync(path.join(root, 'test'), { recursive: true })
  .filter((file) => file.endsWith('.test.ts'))
  .sort()
  .flatMap(titlesIn);
const rules = readJson('rules.json').map((rule) => {
  const tests = titles.filter((title) => title.rules.includes(rule.id)).map(({ file, title }) => ({ file, title }));
  const outside = reasons.find(({ id }) => id === rule.id)?.reason;
  return { ...rule, tests, ...(outside === undefined ? {} : { outside }) };
});
const proven = rules.filter(({ tests }) => tests.length > 0);
const outside = rules.filter((rule) => rule.outside !== undefined);
const wrong = complaints();

if (process.argv.includes('--json'))
  console.log(JSON.stringify({ rules, total: rules.length, proven: proven.length, outside: outside.length }, null, 2));
else if (!process.argv.includes('--check')) print();
for (const complaint of wrong) console.error(complaint);
process.exit(wrong.length > 0 ? 1 : 0);

/** Every title in a test file that names a rule, with the rules it names: a string with `[R-000]` in it. */
function titlesIn(file) {
  const text = readFileSync(path.join(root, 'test', file), 'utf8');
  return [...text.matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)*\[R-\d{3}\](?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , title]) => ({
    file: path.posix.join('test', ...file.split(path.sep)),
    title: title.replace(/\[R-\d{3}\]\s*/g, '').trim(),
    rules: [...title.matchAll(/\[(R-\d{3})\]/g)].map(([, id]) => id),
  }));
}

function complaints() {
  const known = (id) => rules.some((rule) => rule.id === id);
  const ids = reasons.map(({ id }) => id);
  return [
    ...titles
      .filter((title) => !title.rules.every(known))
      .map(({ file, title }) => `${file}: "${title}" names a rule that is not in docs/rules.json`),
    ...ids.filter((id) => !known(id)).map((id) => `docs/rules-outside.json names ${id}, which is not in docs/rules.json`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `docs/rules-outside.json gives two reasons for ${id}`),
    ...outside
      .filter(({ tests }) => tests.length > 0)
      .map(({ id }) => `${id} is outside the product in docs/rules-outside.json, but a test proves it`),
  ];
}

function print() {
  for (const { id, title, tests, outside: reason } of rules) {
    console.log(`${tests.length > 0 ? '✔' : reason === undefined ? '·' : '–'} ${id} ${title}`);
    for (const test of tests) console.log(`      ${test.file}: ${test.title}`);
    if (reason !== undefined) console.log(`      outside: ${reason}`);
  }
  const open = rules.length - proven.length - outside.length;
  console.log(
    `\n${proven.length} of ${rules.length} rules are proved by ${titles.length} tests, ${open} are not proved yet, ${outside.length} lie outside the product.`,
  );
}
