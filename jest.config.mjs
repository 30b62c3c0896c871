const typescript = { target: 'es2023', parser: { syntax: 'typescript' } };

/** Tests run as ES modules on the real parts; see test/harness for the servers they share. */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { ...typescript, experimental: { keepImportAttributes: true } }, module: { type: 'es6' } }],
  },
  cacheDirectory: '<rootDir>/.cache/jest',
  testTimeout: 300_000, // for a machine that does much else: what hangs is found late, what is slow does not fail
  maxWorkers: 2,
  globalSetup: '<rootDir>/test/harness/setup.mjs',
  globalTeardown: '<rootDir>/test/harness/teardown.mjs',
};
