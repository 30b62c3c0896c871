import { sha256 } from '../casebook/chain.ts';

/** The way from a leaf to the root: what stands beside it at each level, and on which side. */
export type Path = { side: 'left' | 'right'; hash: string }[];

interface Tree {
  hash: string;
  leaves: number;
  /** Paths of the leaves below that somebody asked for. */
  paths: Path[];
}

/** Leaves and inner nodes are hashed differently, so that neither can be passed off as the other. */
export const leafOf = (caseNo: string, seq: number, hash: string): string => sha256(`leaf\n${caseNo}\n${seq}\n${hash}`);
const nodeOf = (left: string, right: string): string => sha256(`node\n${left}\n${right}`);

/** A hash tree over leaves in their order (the shape of RFC 6962). Keeps one subtree for each power of two, however many leaves come. */
export class MerkleTree {
  private readonly trees: Tree[] = [];

  /** Takes the next leaf. A path given is filled, and is whole when the root has been asked for. */
  add(leaf: string, path?: Path): void {
    this.trees.push({ hash: leaf, leaves: 1, paths: path ? [path] : [] });
    while (this.trees.at(-1)?.leaves === this.trees.at(-2)?.leaves) this.join();
  }

  /** The root over everything taken; the tree takes no more. */
  root(): string {
    while (this.trees.length > 1) this.join();
    return this.trees[0]?.hash ?? sha256('');
  }

  private join(): void {
    const right = this.trees.pop() as Tree;
    const left = this.trees.pop() as Tree;
    for (const path of left.paths) path.push({ side: 'right', hash: right.hash });
    for (const path of right.paths) path.push({ side: 'left', hash: left.hash });
    this.trees.push({ hash: nodeOf(left.hash, right.hash), leaves: left.leaves + right.leaves, paths: [...left.paths, ...right.paths] });
  }
}

/** The root that a leaf and its path lead to. */
export const rootFrom = (leaf: string, path: Path): string =>
  path.reduce((hash, beside) => (beside.side === 'left' ? nodeOf(beside.hash, hash) : nodeOf(hash, beside.hash)), leaf);
