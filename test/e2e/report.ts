/** What was tried, and what became of it; printed as it happens. */
export class Report {
  passed = 0;
  failed = 0;
  private readonly only: string | undefined;

  /** `only`: a part of the titles of what is tried; all of it when left out. */
  constructor(only?: string) {
    this.only = only;
  }

  /** Tries one thing. One that fails is told and does not stop the others. */
  async try(title: string, task: () => Promise<unknown>): Promise<boolean> {
    if (this.only !== undefined && !title.includes(this.only)) return true;
    const startedAt = performance.now();
    const seconds = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
    try {
      const detail = await task();
      this.passed += 1;
      console.log(`✔ ${title}${typeof detail === 'string' ? `: ${detail}` : ''} … ${seconds()}`);
      return true;
    } catch (error) {
      this.failed += 1;
      console.log(`✖ ${title} … ${seconds()}\n${indented(error)}`);
      return false;
    }
  }
}

const LINES = 25;

function indented(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .slice(0, LINES)
    .map((line) => `    ${line}`)
    .join('\n');
}
