import { useSyncExternalStore } from 'react';

/** How a page is read: in large type (which also raises its contrast to AAA), and in black on white. */
export interface ReadingMode {
  large: boolean;
  contrast: boolean;
}

const KEPT_AS = 'anlao.reading';
const listeners = new Set<() => void>();
let mode: ReadingMode = kept();
show();

const readingMode = (): ReadingMode => mode;

/** Changes how every page is read, and remembers it on this device. */
export function read(changes: Partial<ReadingMode>): void {
  mode = { ...mode, ...changes };
  globalThis.localStorage?.setItem(KEPT_AS, JSON.stringify(mode));
  show();
  for (const listener of listeners) listener();
}

export const useReadingMode = (): ReadingMode => useSyncExternalStore(listen, readingMode);

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The style sheet goes by these two marks. */
function show(): void {
  const { dataset } = globalThis.document.documentElement;
  dataset.large = String(mode.large);
  dataset.contrast = String(mode.contrast);
}

function kept(): ReadingMode {
  try {
    const said: unknown = JSON.parse(globalThis.localStorage?.getItem(KEPT_AS) ?? '{}');
    const { large, contrast } = said as Partial<ReadingMode>;
    return { large: large === true, contrast: contrast === true };
  } catch {
    return { large: false, contrast: false };
  }
}
