// Plain fetch: no library, no build step.
import { server } from '../server.ts';

/** What a query is answered; the answer's shape is the caller's to know. */
async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${server}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`${errors[0].extensions.code}: ${errors[0].message}`);
  return data;
}

interface Page {
  claims: {
    nodes: { statement: string; source: { slug: string }; passage: { paragraph: number } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

// A page at a time: what follows `endCursor` is the next.
let after: string | null = null;
do {
  const page: Page = await ask<Page>(
    `query ($after: String) {
      claims(where: { modality: { eq: FORECAST } }, first: 5, after: $after) {
        nodes { statement source { slug } passage { paragraph } }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    { after },
  );
  console.log('a page of what is expected:');
  for (const { statement, source, passage } of page.claims.nodes) {
    console.log(`- ${statement} (${source.slug}, paragraph ${passage.paragraph})`);
  }
  after = page.claims.pageInfo.hasNextPage ? page.claims.pageInfo.endCursor : null;
} while (after !== null);

// What a list can be narrowed down by: `where` of a facet goes into a variable as it is, beside what is asked for already.
interface Chips {
  chips: { totalCount: number; facets: { property: string; value: string | null; where: object }[] };
}
const chips = `query ($where: ChipWhere) {
  chips(where: $where, first: 0) { totalCount facets { property value where } }
}`;
const made = { designer: {} };
const { facets } = (await ask<Chips>(chips, { where: made })).chips;
for (const { property, value, where } of facets.filter((facet) => facet.property === 'DESIGNER')) {
  const narrowed = await ask<Chips>(chips, { where: { and: [made, where] } });
  console.log(`chips with ${property} ${value}: ${narrowed.chips.totalCount}`);
}

// Every error has a code that stays the same.
await ask('{ companies(first: 1000) { totalCount } }').catch(({ message }) => console.log(message));
