import { expect, it } from 'vitest';
import { testApi } from '../support/api.ts';

it('what a release did not count yet is none', async () => {
  const api = await testApi();
  await api.database.prisma.release.create({
    data: { number: 2, version: '1.0.1', contentHash: 'x', counts: { companies: 8 } },
  });
  const { data, errors } = await api.ask('{ dataset { counts { companies chips facts } } }');
  expect(errors).toBeUndefined();
  expect(data.dataset.counts).toEqual({ companies: 8, chips: 0, facts: 0 });
  await api.close();
});
