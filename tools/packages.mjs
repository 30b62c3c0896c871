/** The packages that the product runs with, as the lock names them: the dev ones are left out, those of other platforms are not. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
/** Packages whose package.json names no licence, and where it is found instead. */
export const NAMED_ELSEWHERE = {
  buffers: { licence: 'MIT', why: 'names none in package.json; its author gives all of his packages under MIT' },
  'png-js': { licence: 'MIT', why: 'by its LICENSE file' },
  'seq-queue': { licence: 'MIT', why: 'by its LICENSE file' },
  unionfs: { licence: 'Unlicense', why: 'by its LICENSE file' },
};

/** Each with its licence; undefined for one of another platform that is not installed and that the lock says nothing of. */
export function productionPackages() {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([place, { dev, link }]) => place !== '' && !dev && !link)
    .map(([place, { version, integrity, license, optional }]) => {
      const name = place.split('node_modules/').at(-1);
      return { name, version, integrity, optional, licence: NAMED_ELSEWHERE[name]?.licence ?? license ?? licenceOf(place) };
    });
}

/** What an installed package says of itself. */
function licenceOf(place) {
  try {
    const { license, licenses } = JSON.parse(readFileSync(path.join(root, place, 'package.json'), 'utf8'));
    return license ?? (licenses?.map(({ type }) => type).join(' OR ') || 'none named');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
