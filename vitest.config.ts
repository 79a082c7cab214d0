import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { quickWasm } from './test/support/command.ts';

const require = createRequire(import.meta.url);

// Where .ci/run wants the counts of a run, beside what is printed.
const report = process.env['TEST_REPORT'];

export default defineConfig({
  // graphql refuses to work with two copies of itself; Vite would load the ESM one beside Node's CommonJS one.
  resolve: { alias: { graphql: require.resolve('graphql') } },
  test: {
    include: ['test/**/*.test.ts'],
    // They take long and need a server: npm run test:faults.
    exclude: ['test/faults/**'],
    globalSetup: ['test/support/prepare.ts'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // Far more than anything takes; a busy machine is no reason to fail.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file opens a database of its own; more forks than cores only wait for one another.
    pool: 'forks',
    // One file after the other in the same process, which loads everything once: half of the time.
    isolate: false,
    execArgv: [quickWasm],
    maxWorkers: 2,
  },
});
