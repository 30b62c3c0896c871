/** The five steps of a rectification as a client sees them, whatever carries them out. */
export const STEPS = ['open', 'issueNotice', 'submitRectification', 'verify', 'signOff'] as const;
export type StepName = (typeof STEPS)[number];

/** One system under measurement: takes a step of a case and answers with the case's number. */
export interface Contestant {
  name: string;
  /** @throws when the step was not acknowledged */
  step(name: StepName, caseNo: string): Promise<string>;
}

/** What one run came to. Times in milliseconds. */
export interface Measured {
  concurrency: number;
  cases: number;
  seconds: number;
  casesPerSecond: number;
  p50: number;
  p99: number;
}

/** Runs `cases` whole lifecycles, `concurrency` at a time, and measures every step. */
export async function measure({ step }: Contestant, concurrency: number, cases: number): Promise<Measured> {
  const times: number[] = [];
  let left = cases;
  const client = async () => {
    while (left-- > 0) {
      let caseNo = '';
      for (const name of STEPS) {
        const from = performance.now();
        caseNo = await step(name, caseNo);
        times.push(performance.now() - from);
      }
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: concurrency }, client));
  const seconds = (performance.now() - from) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { concurrency, cases, seconds, casesPerSecond: cases / seconds, p50: at(0.5), p99: at(0.99) };
}
