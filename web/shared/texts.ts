import { useLanguage } from './language.ts';

/** What a page says, in both languages: texts, and functions that make one of a number or a name. */
export interface Texts<T> {
  readonly zh: T;
  readonly en: T;
}

/** Declares the words of a page, Chinese first. English that lacks a key, or has one too many, does not compile. */
export const texts = <T extends object>(zh: T, en: NoInfer<T>): Texts<T> => ({ zh, en });

/** The words of a page in the language it is shown in. */
export const useTexts = <T extends object>(words: Texts<T>): T => words[useLanguage()];
