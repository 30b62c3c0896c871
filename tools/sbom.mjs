/**
 * `npm run sbom`: the parts that the product runs with, as a CycloneDX document on standard output. npm writes it from the lock and leaves out
 * packages that it takes for somebody's own and licences that no package.json names; both are added here. `--check` prints nothing but the packages
 * of which no licence is known, and fails when there are any.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { productionPackages } from './packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const keyOf = ({ name, version }) => `${name}@${version}`;
const written = npmSbom();
const known = new Map(written.components.map((component) => [keyOf(component), component]));
const wanted = productionPackages();
for (const part of wanted) known.set(keyOf(part), completed(part, known.get(keyOf(part))));
const document = { ...written, components: [...known.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };

const faults = document.components.filter(({ licenses }) => !licenses?.length).map((component) => `${keyOf(component)} has no licence`);
if (!process.argv.includes('--check')) console.log(JSON.stringify(document, null, 2));
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1; // and not exit: what was printed may still be on its way

function npmSbom() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** What npm wrote of a package, or else what it would have written, with its licence and its hash. */
function completed({ name, version, integrity, optional, licence }, component) {
  const scope = optional ? 'optional' : 'required';
  const plain = {
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    scope,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  };
  const licenses = licence ? [licensed(licence)] : undefined;
  return { ...plain, hashes: hashesOf(integrity), ...component, licenses: component?.licenses?.length ? component.licenses : licenses };
}

function licensed(licence) {
  if (/ (OR|AND) /.test(licence)) return { expression: licence };
  return { license: /^[\w.-]+$/.test(licence) ? { id: licence } : { name: licence } };
}

/** A hash of the lock (`sha512-…` in base64) as CycloneDX writes it. */
function hashesOf(integrity) {
  const [, algorithm, hash] = /^sha(\d+)-(.+)$/.exec(integrity ?? '') ?? [];
  return algorithm ? [{ alg: `SHA-${algorithm}`, content: Buffer.from(hash, 'base64').toString('hex') }] : [];
}
