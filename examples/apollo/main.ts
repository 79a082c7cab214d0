// Apollo Client: objects in the cache by their id, pages merged, documents by their hash and by GET.
import { createHash } from 'node:crypto';
import {
  ApolloClient,
  ApolloLink,
  gql,
  HttpLink,
  InMemoryCache,
  type TypedDocumentNode,
} from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { server } from '../server.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let requests = 0;

const counted = new ApolloLink((operation, forward) => {
  requests += 1;
  return forward(operation);
});

const client = new ApolloClient({
  cache: new InMemoryCache({
    // Objects are kept by `__typename` and `id`, which is Apollo's own rule: nothing to configure.
    possibleTypes: { Claim: ['QuantityClaim', 'TextClaim', 'EntityClaim', 'DateClaim'] },
    typePolicies: { Company: { fields: { investments: relayStylePagination(['where', 'orderBy']) } } },
  }),
  link: ApolloLink.from([
    new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
    counted,
    new HttpLink({ uri: `${server}/graphql` }),
  ]),
});

interface Investment {
  id: string;
  name: string;
  amount: { quantity: { display: string }; source: { slug: string } } | null;
}

interface Answer {
  company: {
    name: string;
    investments: {
      edges: { node: Investment }[];
      pageInfo: { endCursor: string | null; hasNextPage: boolean };
    };
  };
}

const query: TypedDocumentNode<Answer, { after?: string | null }> = gql`
  query Investments($after: String) {
    company(slug: "bytedance") {
      id
      name
      investments(first: 2, after: $after, orderBy: [{ field: PERIOD }, { field: AMOUNT }]) {
        edges { cursor node { id name amount { id quantity { display } source { id slug } } } }
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      }
    }
  }
`;

/** The investments that the cache holds once the page after `after` is in it. */
async function page(after: string | null) {
  const before = requests;
  // The cache alone would be content with the first page, as it has one list for all of them.
  const { data } = await client.query({ query, variables: { after }, fetchPolicy: 'network-only' });
  if (!data) throw new Error('There was no answer.');
  const { name, investments } = data.company;
  console.log(`${name}: ${investments.edges.length} investments, with ${requests - before} requests`);
  return investments;
}

// The document is sent once, with its hash; from then on, the hash is enough.
let investments = await page(null);
while (investments.pageInfo.hasNextPage) investments = await page(investments.pageInfo.endCursor);
for (const { node } of investments.edges) {
  console.log(`- ${node.name}: ${node.amount?.quantity.display} (${node.amount?.source.slug})`);
}

// The same object, out of the cache by its id.
const cached = client.cache.readFragment<Investment>({
  id: client.cache.identify({ __typename: 'Investment', id: investments.edges[0]?.node.id }) ?? '',
  fragment: gql`fragment Name on Investment { name }`,
});
console.log(`from the cache: ${cached?.name}`);
