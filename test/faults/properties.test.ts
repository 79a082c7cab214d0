import { afterAll, beforeAll, describe, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';
import { holds, propertyNames } from '../support/properties.ts';

const times = Number(process.env['FAULTS_RUNS'] ?? 10_000);

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

describe(`nothing that a client sends is an internal error, ${times} times`, () => {
  it.each(propertyNames)('%s', { timeout: 300_000 }, async (name) => {
    const begun = performance.now();
    await holds(api, name, times);
    console.log(
      `${name}: ${times} times, no internal error, ${Math.round((performance.now() - begun) / 1000)} s`,
    );
  });
});
