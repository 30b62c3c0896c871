import { useLanguage } from '../shared/language.ts';
import type { Texts } from '../shared/texts.ts';

/** A look-up in a table of words: what a name is called, or the name itself where nobody gave it a word. */
export type Word = (name: string) => string;

/** The words of a table in the present language. */
export function useWords(table: Texts<Record<string, string>>): Word {
  const words = table[useLanguage()];
  return (name) => words[name] ?? name;
}
