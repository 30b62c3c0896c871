/** Holds the licence of every package that the product runs with against those that suit it. Part of `npm run check`. */
import { productionPackages } from './packages.mjs';

const FIT = new Set(
  '0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC0-1.0 CC-BY-3.0 CC-BY-4.0 ISC MIT MIT/X11 MIT-0 MPL-2.0 OFL-1.1 PostgreSQL Python-2.0 Unlicense WTFPL Zlib'.split(
    ' ',
  ),
);
/** Packages whose licence is not on the list, and why they may stay. */
const EXCEPTIONS = {
  elkjs: 'EPL-2.0: part of Prisma Studio, which the product never loads',
};
/** libvips, under LGPL: a shared library of sharp that whoever runs the product may replace. */
const SHARED_LIBRARY = /^@img\/sharp-/;

const unfit = productionPackages().filter(({ name, licence }) => licence !== undefined && !suits(name, licence));
for (const { name, licence } of unfit) console.log(`${name}: ${licence}`);
process.exit(unfit.length === 0 ? 0 : 1);

/** Of a choice (OR) one has to fit, of a sum (AND) all. */
function suits(name, licence) {
  if (Object.hasOwn(EXCEPTIONS, name)) return true;
  const fits = (one) => FIT.has(one.trim()) || (SHARED_LIBRARY.test(name) && one.startsWith('LGPL-3.0'));
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(/ AND /i).every(fits));
}
