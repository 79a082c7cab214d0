import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// What must survive the worst: npm run test:faults. It kills processes at measured moments, so nothing else runs beside it.
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/faults/*.test.ts'],
    exclude: [],
    fileParallelism: false,
    testTimeout: 600_000,
  },
});
