import { useState } from 'react';
import { Problem } from '../../api/problem.ts';

/** Something that is tried with the server: whether it is under way, and why it was refused. What is no problem of the server is thrown on. */
export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { attempt, busy, problem };
}
