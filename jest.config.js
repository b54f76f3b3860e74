import { availableParallelism } from 'node:os';

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.{ts,tsx}'],
  setupFilesAfterEnv: ['<rootDir>/test/support/http-mock.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': '<rootDir>/tools/strip-types.js', '\\.tsx$': '<rootDir>/tools/compile-tsx.js' },
  reporters: ['default', '<rootDir>/tools/count-reporter.js'],
  testTimeout: 30_000,
  // Many tests wait for processes they have started: also on two cores two run side by side.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};
