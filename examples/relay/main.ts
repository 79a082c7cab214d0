// Relay, without React: a store of objects by their id, a connection in it, and its next page through `node`.
import {
  Environment,
  type FetchFunction,
  fetchQuery,
  getFragment,
  getSingularSelector,
  graphql,
  Network,
  RecordSource,
  Store,
} from 'relay-runtime';
import { server } from '../server.ts';
import type { main_claims$data, main_claims$key } from './__generated__/main_claims.graphql.ts';
import NextPage, { type mainNextPageQuery } from './__generated__/mainNextPageQuery.graphql.ts';
import type { mainQuery } from './__generated__/mainQuery.graphql.ts';

const ask: FetchFunction = async ({ text: query }, variables) => {
  const response = await fetch(`${server}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
};

const environment = new Environment({
  network: Network.create(ask),
  store: new Store(new RecordSource()),
});

const Claims = graphql`
  fragment main_claims on Company
  @argumentDefinitions(count: { type: "Int", defaultValue: 4 }, cursor: { type: "String" })
  @refetchable(queryName: "mainNextPageQuery") {
    claims(first: $count, after: $cursor, where: { modality: { eq: INTENT } }) @connection(key: "main_claims") {
      totalCount
      edges { node { statement source { slug } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const Company = graphql`
  query mainQuery($slug: String!) {
    company(slug: $slug) { id name ...main_claims }
  }
`;

/** What the store holds of the fragment: every page that was fetched so far. */
function read(key: main_claims$key): main_claims$data['claims'] {
  const selector = getSingularSelector(getFragment(Claims), key);
  if (!selector) throw new Error('The store does not hold the fragment.');
  return (environment.lookup(selector).data as unknown as main_claims$data).claims;
}

const answer = await fetchQuery<mainQuery>(environment, Company, { slug: 'bytedance' }).toPromise();
const company = answer?.company;
if (!company) throw new Error('There is no such company.');

// As usePaginationFragment does it: the query that @refetchable made asks for the company by its id, and the store adds the page.
let claims = read(company);
console.log(`${company.name}: ${claims.edges.length} of ${claims.totalCount} intentions`);
while (claims.pageInfo.hasNextPage) {
  const cursor = claims.pageInfo.endCursor;
  await fetchQuery<mainNextPageQuery>(environment, NextPage, {
    id: company.id,
    count: 4,
    cursor,
  }).toPromise();
  claims = read(company);
  console.log(`after the next page: ${claims.edges.length}`);
}
for (const { node } of claims.edges) console.log(`- ${node.statement} (${node.source.slug})`);
