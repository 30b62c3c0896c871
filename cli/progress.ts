const EVERY_MS = 2_000;

/** One moving line on a terminal; elsewhere a line every two seconds, and none for what takes less. */
export function progress(): { show(text: string): void; end(): void } {
  const isTerminal = process.stderr.isTTY;
  let shown = isTerminal ? 0 : Date.now();
  return {
    show(text) {
      if (Date.now() - shown < (isTerminal ? 100 : EVERY_MS)) return;
      shown = Date.now();
      process.stderr.write(isTerminal ? `\r\x1b[K${text}` : `${text}\n`);
    },
    end() {
      if (isTerminal) process.stderr.write('\r\x1b[K');
    },
  };
}
