/** Tests run as they are, on the real parts; see test/harness for the servers they share, and test/harness/runner for how files are run. */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  transform: {},
  cacheDirectory: '<rootDir>/.cache/jest',
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/harness/runner/sequencer.mjs',
  globalSetup: '<rootDir>/test/harness/setup.mjs',
  globalTeardown: '<rootDir>/test/harness/teardown.mjs',
};
