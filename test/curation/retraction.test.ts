import { expect, test } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { checkProjection } from '../../src/curation/check-projection.ts';
import { publish, summary } from '../../src/curation/publish.ts';
import { testApi } from '../support/api.ts';
import { article, editedDataset } from './edited-dataset.ts';

test('a retracted source keeps its claims, marked, and what nothing supports any longer is listed', async () => {
  const api = await testApi();
  const folder = await editedDataset([
    article,
    'defects:',
    'retracted: { note: The newspaper withdrew it. }\ndefects:',
  ]);
  const published = await publish(api.database, await checkedDataset(folder));
  expect(published).toMatchObject({ release: { version: '1.0.1' }, added: 0, corrected: 0, retired: 70 });
  const lines = summary(published).split('\n');
  expect(lines).toHaveLength(1 + 69 + 20);
  expect(lines).toContain(
    'no claim supports any longer: amount of bytedance-nvidia-2026 (2026), which was up to $14 billion (bytedance-nvidia-h200/nvidia-2026-amount)',
  );
  await expect(checkProjection(api.database)).resolves.toContain('all say what their accepted claims say');

  const { data } = await api.ask(`{
    source(slug: "bytedance-nvidia-h200") { retraction dependents { totalCount } claims { totalCount }
      retired: claims(where: { retired: { eq: true } }, first: 1) { totalCount nodes { retirementReason retiredIn { version } } } }
    investment(slug: "bytedance-nvidia-2026") { supported investor { slug } purpose status period { edtf } amount { id } }
    now: investments { totalCount }
    before: investments(asOf: "1.0.0", where: { amountUpper: { gt: "0" } }) { nodes { amount { quantity { display } } } }
  }`);
  expect(data).toEqual({
    source: {
      retraction: 'The newspaper withdrew it.',
      dependents: { totalCount: 0 },
      claims: { totalCount: 0 },
      retired: {
        totalCount: 70,
        nodes: [{ retirementReason: 'SOURCE_RETRACTED', retiredIn: { version: '1.0.1' } }],
      },
    },
    investment: {
      supported: false,
      // Whose plan it was stays known, so that claims about it can be looked up; how much is not claimed any longer.
      investor: { slug: 'bytedance' },
      purpose: 'ACCELERATORS',
      status: 'PLAN',
      period: null,
      amount: null,
    },
    now: { totalCount: 0 },
    before: {
      nodes: [
        { amount: { quantity: { display: 'up to $23 billion' } } },
        { amount: { quantity: { display: 'up to $14 billion' } } },
      ],
    },
  });
  expect(summary(await publish(api.database, await checkedDataset(folder)))).toBe('unchanged: release 1.0.1');
  await api.close();
});
