import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { corrected, editedDataset } from '../curation/edited-dataset.ts';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await publish(api.database, await checkedDataset(await editedDataset(corrected)));
});
afterAll(() => api.close());

test('a claim is cited with source, place, credit, hedge, period and the newest release', async () => {
  const { data } = await api.ask(
    '{ investment(slug: "bytedance-nvidia-2026") { amount { citation bibtex: citation(style: BIBTEX) csl: citation(style: CSL_JSON) } } }',
  );
  const { citation, bibtex, csl } = data.investment.amount;
  expect(citation).toMatch(
    /^admin\. \(n\.d\.\)\. \[Untitled article in Brazilian Portuguese\], para\. 1, crediting South China Morning Post\. /,
  );
  expect(citation).toContain('[Amount: up to $14 billion; plan; 2026;');
  expect(citation).toMatch(/Release 1\.0\.1, .*\[Data set\]\. http:\/\/localhost:4000\/exports\/1\.0\.1\/$/);
  expect(bibtex).toMatch(/^@misc\{bytedance-nvidia-h200:[\w-]+,\n/);
  expect(JSON.parse(csl)).toHaveLength(1);
});

test('as of an earlier release, that is the release cited', async () => {
  const { data } = await api.ask(
    '{ claims(asOf: "1.0.0", first: 1) { nodes { citation } } product(asOf: "1.0.0", slug: "doubao") { claims(first: 1) { nodes { citation } } } }',
  );
  for (const { citation } of [...data.claims.nodes, ...data.product.claims.nodes]) {
    expect(citation).toMatch(/\/exports\/1\.0\.0\/$/);
  }
});

test('a claim that no longer counts says so wherever it is cited, with the last release that held it', async () => {
  const styles = 'apa: citation bibtex: citation(style: BIBTEX) csl: citation(style: CSL_JSON)';
  const { data } = await api.ask(
    `{ claims(where: { retirementReason: { not: null } }) { nodes { ${styles} } } }`,
  );
  expect(data.claims.nodes.length).toBeGreaterThan(0);
  for (const citation of data.claims.nodes.flatMap(Object.values)) {
    expect(citation).toMatch(/; no longer counts since release 1\.0\.1: .+\]/);
    expect(citation).toMatch(/\/exports\/1\.0\.0\//);
  }
});

test('many citations take as many statements as one', async () => {
  const query = (first: number) => `{ claims(first: ${first}) { nodes { citation(style: CSL_JSON) } } }`;
  // The first claims have values of all kinds already.
  const [some, all] = [await api.ask(query(30)), await api.ask(query(70))];
  expect(all.data.claims.nodes).toHaveLength(70);
  expect(all.statements).toBe(some.statements);
});
