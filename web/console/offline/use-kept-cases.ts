import { useQuery } from '@tanstack/react-query';
import { keptCases } from './remember.ts';

/** The cases that are kept on this device. */
export function useKeptCases(): { caseNo: string; at: number }[] {
  const { data } = useQuery({ queryKey: ['kept-cases'], queryFn: keptCases, networkMode: 'always', staleTime: 0 });
  return data ?? [];
}
