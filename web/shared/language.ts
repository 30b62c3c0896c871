import { useSyncExternalStore } from 'react';

/** Languages of the pages; Chinese where nobody chose another. */
export type Language = 'zh' | 'en';

const KEPT_AS = 'anlao.language';
const listeners = new Set<() => void>();
let current: Language = kept();

/** The language the pages speak now; requests carry it too, so that titles from the server come in the same one. */
export const language = (): Language => current;

/** Changes the language of every page, and remembers it on this device. */
export function speak(chosen: Language): void {
  current = chosen;
  globalThis.localStorage?.setItem(KEPT_AS, chosen);
  globalThis.document?.documentElement.setAttribute('lang', chosen === 'zh' ? 'zh-CN' : 'en');
  for (const listener of listeners) listener();
}

/** The language, in a component that is drawn again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(listen, language);

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function kept(): Language {
  return globalThis.localStorage?.getItem(KEPT_AS) === 'en' ? 'en' : 'zh';
}
