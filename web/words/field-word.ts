import { FIELD_WORDS } from './fields.ts';
import { useWords } from './word.ts';

/** What a field is called, in what it belongs to where it is called otherwise there: the plan in a plan, the name of an official. */
export function useFieldWord(): (name: string, of?: string) => string {
  const words = useWords(FIELD_WORDS);
  return (name, of = '') => {
    const there = `${of}.${name}`;
    return words(there) === there ? words(name) : words(there);
  };
}
