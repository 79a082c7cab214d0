import { afterAll, beforeAll, describe, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';
import { holds, propertyNames } from '../support/properties.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

// Ten thousand times each by npm run test:faults.
describe('nothing that a client sends is an internal error', () => {
  it.each(propertyNames)('%s', (name) => holds(api, name, 150) as Promise<void>);
});
