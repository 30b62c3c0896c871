import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, newKey } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/types.ts';
import { type Chosen, giveBack } from './give-back.ts';

export type Job = Answer<'/api/v1/jobs/{jobId}'>;

/** How often a job is asked for while it runs, in ms. */
const ASKED_MS = 700;

interface Started {
  jobIds: string[];
  /** What was reassigned; nothing when it was given back. */
  cases: readonly Chosen[];
}

async function start(to: string, caseNos: string[], note: string): Promise<string> {
  const { data } = await api.POST('/api/v1/bulk/reassignments', {
    params: { header: { 'Idempotency-Key': newKey() } },
    body: { caseNos, to, note },
  });
  if (!data) throw new Problem({ status: 502, code: 'unavailable' });
  return data.jobId;
}

/** The jobs added up: what was asked for as one is shown as one. */
function sumOf(jobs: readonly Job[]): Pick<Job, 'total' | 'done' | 'failed'> & { finished: boolean } {
  return {
    total: jobs.reduce((sum, job) => sum + job.total, 0),
    done: jobs.reduce((sum, job) => sum + job.done, 0),
    failed: jobs.flatMap((job) => job.failed),
    finished: jobs.length > 0 && jobs.every((job) => job.state !== 'running'),
  };
}

/** Reassigning many cases as a durable job, following it, and giving them back. */
export function useReassignment() {
  const queries = useQueryClient();
  const [started, setStarted] = useState<Started>();
  const answers = useQueries({
    queries: (started?.jobIds ?? []).map((jobId) => ({
      queryKey: ['job', jobId],
      queryFn: async () => (await api.GET('/api/v1/jobs/{jobId}', { params: { path: { jobId } } })).data ?? null,
      refetchInterval: ({ state }: { state: { data?: Job | null | undefined } }) =>
        state.data && state.data.state !== 'running' ? false : ASKED_MS,
    })),
  });
  const jobs = answers.flatMap(({ data }) => (data ? [data] : []));
  const sum = started && jobs.length === started.jobIds.length ? sumOf(jobs) : undefined;
  const finished = sum?.finished ?? false;
  useEffect(() => {
    if (finished) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'job' });
  }, [finished, queries]);

  return {
    sum,
    started: started !== undefined,
    /** Cases that went to somebody else and can be given back. */
    undoable: started?.cases ?? [],
    reassign: async (cases: readonly Chosen[], to: string, note: string) =>
      setStarted({
        jobIds: [
          await start(
            to,
            cases.map(({ caseNo }) => caseNo),
            note,
          ),
        ],
        cases,
      }),
    undo: async (note: string) => {
      const failed = new Set(sum?.failed.map(({ subject }) => subject));
      const moved = (started?.cases ?? []).filter(({ caseNo }) => !failed.has(caseNo));
      setStarted({ jobIds: await Promise.all(giveBack(moved).map(({ to, caseNos }) => start(to, caseNos, note))), cases: [] });
    },
    close: () => setStarted(undefined),
  };
}
