/** What was begun and is to be ended: last begun first, each whatever became of the others, so that nothing is left running for the next test. */
export class Closers {
  private readonly all: (() => Promise<unknown>)[] = [];

  add(close: () => Promise<unknown>): void {
    this.all.push(close);
  }

  /** @throws AggregateError what went wrong on the way, after everything was tried */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (const close of this.all.splice(0).reverse()) await close().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('; '));
  }
}
