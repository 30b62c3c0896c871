import { createContext, useContext } from 'react';

/** Names of people by their ids, as far as a page knows them. */
const NamesContext = createContext<ReadonlyMap<string, string>>(new Map());

export const NamesKnown = NamesContext.Provider;

/** What a person is called; the id where nobody on the page says. */
export function useNameOf(): (id: string) => string {
  const names = useContext(NamesContext);
  return (id) => names.get(id) ?? id;
}
