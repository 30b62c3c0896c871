const seconds = (sinceMs: number) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/** Shows the start step by step on the terminal; steps may overlap, each prints its line when it is done. */
export class Steps {
  private readonly startedAt = performance.now();

  /** Runs one step and says how long it took; what the step returns may carry a detail for the line. */
  async run<T>(title: string, task: (detail: (text: string) => void) => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    let told = '';
    const result = await task((text) => {
      told = text;
    }).catch((error: unknown) => {
      console.error(`✖ ${title}`);
      throw error;
    });
    console.log(`✔ ${title}${told === '' ? '' : `, ${told}`} … ${seconds(startedAt)}`);
    return result;
  }

  /** A remark between the steps. */
  say(text: string): void {
    console.log(`  ${text}`);
  }

  /** How long the whole start has taken so far. */
  total(): string {
    return seconds(this.startedAt);
  }
}
