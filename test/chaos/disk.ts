import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A small disk for evidence and documents that can be filled to the last byte. */
export interface EvidenceDisk {
  fill(): void;
  free(): void;
  remove(): void;
}

const SIZE = '192m';
const BLOCK = Buffer.alloc(1024 * 1024);

/** Puts a disk in memory over the folder; nothing where that is not allowed (it takes root on Linux). */
export function evidenceDisk(folder: string): EvidenceDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]).status !== 0) return undefined;
  const ballast = path.join(folder, 'ballast');
  return {
    fill: () => fillUp(ballast),
    free: () => rmSync(ballast, { force: true }),
    remove: () => void spawnSync('umount', ['--lazy', folder]),
  };
}

function fillUp(file: string): void {
  const handle = openSync(file, 'w');
  try {
    for (let size = BLOCK.length; size > 0; ) {
      try {
        writeSync(handle, BLOCK, 0, size);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size = Math.floor(size / 2);
      }
    }
  } finally {
    closeSync(handle);
  }
}
