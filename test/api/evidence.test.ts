import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';

describe('what the first document says', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi();
  });
  afterAll(() => api.close());

  it('every claim has a source, a passage in it, and somebody it is attributed to', async () => {
    const { data } = await api.ask(`{
      claims(first: 100) { totalCount nodes { key source { length } passage { start end excerpt } attribution { position name } } }
    }`);
    expect(data.claims.nodes).toHaveLength(data.claims.totalCount);
    for (const { source, passage, attribution } of data.claims.nodes) {
      expect(passage.end - passage.start).toBe([...passage.excerpt].length);
      expect(passage.end).toBeLessThanOrEqual(source.length);
      expect(attribution.map(({ position }: { position: number }) => position)).toEqual([
        ...attribution.keys(),
      ]);
    }
  });

  it('no typed field says anything that its accepted claim does not', async () => {
    const { data } = await api.ask(`{
      companies(first: 100) { nodes { country fact(property: "country") { accepted { ... on TextClaim { text } } }
        parent { slug } of: fact(property: "parent") { accepted { ... on EntityClaim { entity { slug } } } } } }
      chips(first: 100) { nodes { architecture fact(property: "architecture") { accepted { ... on TextClaim { text } } } } }
      investments(first: 100) { nodes { status amount { id modality } fact(property: "amount") { accepted { id } } } }
    }`);
    for (const { country, fact, parent, of } of data.companies.nodes) {
      expect(country).toBe(fact?.accepted.text ?? null);
      expect(parent?.slug).toBe(of?.accepted.entity.slug);
    }
    for (const { architecture, fact } of data.chips.nodes)
      expect(architecture).toBe(fact?.accepted.text ?? null);
    for (const { status, amount, fact } of data.investments.nodes) {
      expect(amount.id).toBe(fact.accepted.id);
      expect(status).toBe(amount.modality);
    }
  });
});
