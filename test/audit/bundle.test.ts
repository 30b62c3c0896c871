import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkBundle, exportCase } from '../../audit/bundle.ts';
import { type BundleContent, packed, unpacked } from '../../audit/bundle-form.ts';
import { closeDays } from '../../audit/close-days.ts';
import { leafOf, MerkleTree, type Path, rootFrom } from '../../audit/merkle.ts';
import { aCounty, type County } from './county.ts';

describe('a bundle', () => {
  let county: County;
  let caseNo: string;
  let bytes: Buffer;
  beforeAll(async () => {
    county = await aCounty();
    const others = await Promise.all(Array.from({ length: 4 }, () => county.aCase()));
    caseNo = others[1] as string;
    await county.as('caseworker').upload(`/v1/cases/${caseNo}/evidence`, '现场.txt', Buffer.from('照片'));
    await county.backdate(2, ...others);
    await closeDays(county.pool);
    await county.as('caseworker').post(`/v1/cases/${caseNo}/actions/addNote`, { text: '后来' });
    bytes = (await exportCase(county.pool, caseNo, { product: 'anlao test' }))!.bytes;
  });
  afterAll(() => county.close());

  /** The bundle as somebody would forge it who knows how the digest is made. */
  const forged = (change: (content: BundleContent) => void): Buffer => {
    const { digest: _, format: __, ...content } = structuredClone(unpacked(bytes));
    change(content as BundleContent);
    return packed(content).bytes;
  };

  it('shows without database or network what happened, and which events no root covers yet', () => {
    expect(checkBundle(bytes)).toMatchObject({
      ok: true,
      caseNo,
      events: 5,
      evidence: 1,
      uncovered: [5],
      breaks: [],
      product: 'anlao test',
    });
    expect(checkBundle(bytes).days).toHaveLength(1);
    expect(unpacked(bytes).days[0]).toMatchObject({ events: 16, cases: 4 });
  });

  it('exports no case that does not exist', async () => {
    expect(await exportCase(county.pool, 'none', { product: 'x' })).toBeUndefined();
  });

  it('is not whole when any byte of it was changed', () => {
    const text = gunzipSync(bytes);
    for (let i = 0; i < text.length; i += 7) {
      const changed = Buffer.from(text);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect([i, checkBundle(gzipSync(changed)).ok]).toEqual([i, false]);
    }
    for (let i = 10; i < bytes.length; i += 97) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 4;
      expect([i, checkBundle(changed).ok]).toEqual([i, false]);
    }
    expect(checkBundle(bytes.subarray(0, -1)).breaks).toMatchObject([{ what: 'bundleChanged' }]);
    expect(checkBundle(Buffer.concat([gzipSync(text.subarray(0, -1)), gzipSync(' }')])).ok).toBe(false);
  });

  it.each<[string, number | undefined, string, (content: BundleContent) => void]>([
    ['an event that says something else', 2, 'eventChanged', ({ events }) => Object.assign(events[1]!, { data: { text: '改' } })],
    ['an event left out', 2, 'eventMissing', ({ events }) => events.splice(1, 1)],
    ['the last event left out', 5, 'eventsMissingAtEnd', ({ events }) => events.pop()],
    ['a file changed', 5, 'fileChanged', ({ file }) => Object.assign(file, { division: '110000' })],
    ['a root changed', undefined, 'rootChanged', ({ days }) => Object.assign(days[0]!, { root: 'a'.repeat(64) })],
    ['a proof changed', 3, 'dayChanged', ({ days }) => Object.assign(days[0]!.proofs[2]!.path[0]!, { hash: 'a'.repeat(64) })],
    ['a proof left out', 1, 'dayMissing', ({ days }) => days[0]!.proofs.shift()],
    ['a day left out', 1, 'dayMissing', ({ days }) => days.pop()],
  ])('is found out when forged with a fresh digest: %s', (_what, seq, what, change) => {
    expect(checkBundle(forged(change)).breaks[0]).toMatchObject({ what, ...(seq === undefined ? {} : { seq }) });
  });
});

describe('the tree of a day', () => {
  it.each([1, 2, 3, 5, 8, 13])('proves every one of %i leaves, and nothing else', (n) => {
    const leaves = Array.from({ length: n }, (_, i) => leafOf('TS', i, 'h'));
    const tree = new MerkleTree();
    const paths = leaves.map((leaf) => {
      const path: Path = [];
      tree.add(leaf, path);
      return path;
    });
    const root = tree.root();
    for (const [i, leaf] of leaves.entries()) {
      expect(rootFrom(leaf, paths[i]!)).toBe(root);
      expect(rootFrom(leafOf('TS', i, 'other'), paths[i]!)).not.toBe(root);
    }
  });
});
