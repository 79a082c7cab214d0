// urql with graphql-codegen's client preset: types from the documents, fragments masked, documents by their hash.
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { server } from '../server.ts';
import { graphql, unmask } from './generated/index.ts';

const client = new Client({
  url: `${server}/graphql`,
  exchanges: [
    cacheExchange,
    persistedExchange({
      // Known when it was compiled: no hashing in the browser.
      generateHash: async (_, document) => (document as { __meta__?: { hash: string } }).__meta__?.hash,
      preferGetForPersistedQueries: true,
      // The server has the manifest: PERSISTED_DOCUMENTS=examples/urql/generated/persisted-documents.json
      enforcePersistedQueries: true,
    }),
    fetchExchange,
  ],
});

const Evidence = graphql(`
  fragment Evidence on Claim {
    source { slug }
    passage { paragraph excerpt }
    attribution { name }
  }
`);

const Bought = graphql(`
  query Bought($where: InvestmentWhere!) {
    investments(where: $where) {
      nodes {
        name
        status
        amount { quantity { display lower upper currency } ...Evidence }
      }
    }
  }
`);

// The compiler knows what a filter can hold, and what an answer does.
const { data, error } = await client.query(Bought, {
  where: { counterparty: { slug: { eq: 'nvidia' } }, amount: { gte: '1e10', certainty: 'POSSIBLY' } },
});
if (error) throw error;

for (const { name, status, amount } of data?.investments.nodes ?? []) {
  console.log(`${name}: ${amount?.quantity.display} (${status})`);
  const evidence = unmask(Evidence, amount);
  if (!evidence) continue;
  const { source, passage, attribution } = evidence;
  console.log(`  "${passage.excerpt}", ${source.slug}, paragraph ${passage.paragraph}`);
  console.log(`  ${attribution.map((link) => link.name).join(', crediting ')}`);
}
