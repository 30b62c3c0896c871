import { createContext, useContext } from 'react';
import type { Answer } from '../../api/types.ts';

type CaseView = Answer<'/api/v1/cases/{caseNo}'>;

/** The case that a form is about: its items, its evidence and its dates are offered where the form asks for them. */
const CaseContext = createContext<CaseView | undefined>(undefined);

export const CaseOfForm = CaseContext.Provider;

/** The case of the form. @throws outside of one */
export function useCaseOfForm(): CaseView {
  const kase = useContext(CaseContext);
  if (!kase) throw new Error('this field belongs to the form of a case');
  return kase;
}
