/**
 * Completes package-lock.json after `npm install`: some registries lack the native packages of other platforms, npm then
 * leaves them out of the lock, and `npm ci` refuses it. Adds an entry (version, os, cpu) for each that is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SYSTEMS = ['darwin', 'win32', 'windows', 'android', 'freebsd', 'openharmony', 'aix', 'netbsd', 'openbsd', 'sunos', 'linux'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];
const file = path.resolve(import.meta.dirname, '..', 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

/** Where npm would find a package that is asked for at `from`, walking up as Node does. */
function placeOf(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock.packages[place] !== undefined) return place;
    if (at === '') return undefined;
  }
}

/** The longest processor named in a package's name, so that `arm64` is not taken for `arm`. */
function processorOf(name) {
  return PROCESSORS.filter((processor) => name.includes(processor)).sort((a, b) => b.length - a.length)[0];
}

/** A lock entry for the package of another platform; undefined when its name does not say which. */
function entryFor(name, range, parent) {
  const version = /\d+\.\d+\.\d+[\w.-]*/.exec(range)?.[0];
  const system = SYSTEMS.find((candidate) => name.includes(candidate));
  const processor = processorOf(name);
  if (version === undefined || (system === undefined && processor === undefined)) return undefined;
  return {
    version,
    ...(processor && { cpu: [processor] }),
    ...(parent.dev && { dev: true }),
    ...(parent.license && { license: parent.license }),
    optional: true,
    ...(system && { os: [system === 'windows' ? 'win32' : system] }),
  };
}

let added = 0;
for (const [place, parent] of Object.entries({ ...lock.packages })) {
  for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
    if (placeOf(place, name) !== undefined) continue;
    const entry = entryFor(name, range, parent);
    if (entry === undefined) console.error(`Left out: ${name} ${range} names no platform`);
    else {
      lock.packages[`node_modules/${name}`] = entry;
      added += 1;
    }
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`Lock completed: ${added} added`);
