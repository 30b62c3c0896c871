import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const LARGEST_BYTES = 20 * 1024 * 1024;

/** The file that a child process writes to. The child holds it open itself, so no line is lost when the launcher dies. */
export class LogFile {
  readonly file: string;
  private from = 0;
  constructor(file: string) {
    this.file = file;
  }

  /** Opens the file for another run of the child; a file grown large is set aside first. */
  open(): number {
    mkdirSync(path.dirname(this.file), { recursive: true });
    if (existsSync(this.file) && statSync(this.file).size > LARGEST_BYTES) renameSync(this.file, `${this.file}.1`);
    const handle = openSync(this.file, 'a', 0o600);
    this.from = fstatSync(handle).size;
    return handle;
  }

  /** What the present run of the child has written; of a long run the last part. */
  output(): string {
    const handle = openSync(this.file, 'r');
    try {
      const size = fstatSync(handle).size;
      const from = Math.max(this.from, size - 64 * 1024);
      const bytes = Buffer.alloc(Math.max(0, size - from));
      readSync(handle, bytes, 0, bytes.length, from);
      return bytes.toString('utf8');
    } finally {
      closeSync(handle);
    }
  }

  /** The last lines of the present run, to show when the child died. */
  lastLines(count = 15): string {
    return this.output().trimEnd().split('\n').slice(-count).join('\n');
  }
}
