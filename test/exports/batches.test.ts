import { expect, test } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { claims } from '../../src/exports/claims.ts';
import { entities } from '../../src/exports/entities.ts';
import { batchesOf, type Table } from '../../src/exports/table.ts';
import { corrected, editedDataset } from '../curation/edited-dataset.ts';
import { testApi } from '../support/api.ts';

test('rows are the same however many a statement reads, and a batch has no more than that', async () => {
  const api = await testApi();
  await publish(api.database, await checkedDataset(await editedDataset(corrected)));
  const database = { ...api.database, asOf: 2 };
  const read = async (table: Table) => {
    const found = [];
    for await (const rows of batchesOf(database, table)) {
      expect(rows.length).toBeLessThanOrEqual(table.batch);
      found.push(...rows);
    }
    return found;
  };
  for (const table of [claims, entities]) {
    const whole = await read(table);
    for (const batch of [1, 7, whole.length]) expect(await read({ ...table, batch })).toEqual(whole);
  }
  // One more has been retired, and is read but left out.
  expect(await read(claims)).toHaveLength(70);
  await api.close();
});
