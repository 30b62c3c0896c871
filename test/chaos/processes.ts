import { readdirSync } from 'node:fs';
import { parentOf } from '../../stack/process-id.ts';

/** The processes that one has started; none where the machine does not tell (only Linux does). */
export function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((child) => child > 0 && parentOf(child) === pid);
}
