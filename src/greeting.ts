const query = '{ investments { nodes { name amount { quantity { display hedge } source { slug } } } } }';

/** What a person who has just started the server reads: where it is, and a first query that they can paste. */
export function greeting(address: string): string {
  return `
AI Sourcebook is at ${address}/graphql: open it in a browser, with example queries in its tabs.
A first query to paste there:

  ${query}

or, with the answer right here:

  curl ${address}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query })}'
`;
}
