import type { Sample } from './sample.ts';

export type Variables = Readonly<Record<string, unknown>>;

/** What the limit is asked: no document, since it reads none, but the name of a query. */
export interface Asked {
  variables: Variables;
}

/** One question, as each contender is asked it. Where a document is missing, that contender has no such thing. */
export interface Query {
  name: string;
  title: string;
  ours: string;
  postgraphile?: string;
  limit?: { sql: string; values: (variables: Variables) => unknown[] };
  /** The variables of the question asked for the `index`th time; a value may differ by contender (`ByContender`). */
  variables: (sample: Sample, index: number) => Variables;
  /** Only asked of the large set: the small one holds too few of what it is about. */
  onlyLarge?: true;
}

const pick = <Value>(from: readonly Value[], index: number) => from[index % from.length] as Value;
const bySlug: Query['variables'] = ({ slugs }, index) => ({ slug: pick(slugs, index) });

const claimFields = 'key statement';

export const queries: readonly Query[] = [
  {
    name: 'Q1',
    title: 'one company by slug',
    ours: 'query ($slug: String!) { company(slug: $slug) { slug name country aliases } }',
    postgraphile:
      'query ($slug: String!) { company: companyBySlug(slug: $slug) { slug name country aliases } }',
    limit: {
      sql: `SELECT json_build_object('company', (
  SELECT json_build_object('slug', slug, 'name', name, 'country', country, 'aliases', aliases) FROM "Company" WHERE slug = $1
))::text AS data`,
      values: ({ slug }) => [slug],
    },
    variables: bySlug,
  },
  {
    name: 'Q2',
    title: '20 companies by name, and how many there are',
    ours: '{ companies(first: 20) { totalCount nodes { slug name country } } }',
    postgraphile: '{ companies(first: 20, orderBy: [NAME_ASC]) { totalCount nodes { slug name country } } }',
    limit: {
      sql: `SELECT json_build_object('companies', json_build_object(
  'totalCount', (SELECT count(*) FROM "Company"),
  'nodes', (SELECT json_agg(json_build_object('slug', slug, 'name', name, 'country', country))
    FROM (SELECT * FROM "Company" ORDER BY name, id LIMIT 20) c)
))::text AS data`,
      values: () => [],
    },
    variables: () => ({}),
  },
  {
    name: 'Q3',
    title: 'a company, 10 investments, their counterparties, claims, sources and publishers',
    ours: `query ($slug: String!) { company(slug: $slug) { slug name investments(first: 10) { nodes {
  slug name purpose counterparty { slug name }
  claims(first: 5) { nodes { ${claimFields} source { slug title publisher { slug name } } } }
} } } }`,
    postgraphile: `query ($slug: String!) { company: companyBySlug(slug: $slug) { slug name
  investments: investmentsByInvestorId(first: 10, orderBy: [NAME_ASC]) { nodes {
    slug name purpose counterparty { slug name }
    claims(first: 5, condition: { retiredInId: null }, orderBy: [SOURCE_ID_ASC, PASSAGE_START_ASC, POSITION_ASC]) {
      nodes { ${claimFields} source { slug title publisher { slug name } } }
    }
} } } }`,
    limit: {
      sql: `SELECT json_build_object('company', (
  SELECT json_build_object('slug', c.slug, 'name', c.name, 'investments', json_build_object('nodes', coalesce((
    SELECT json_agg(json_build_object('slug', i.slug, 'name', i.name, 'purpose', i.purpose,
      'counterparty', (SELECT json_build_object('slug', p.slug, 'name', p.name) FROM "Company" p WHERE p.id = i."counterpartyId"),
      'claims', json_build_object('nodes', coalesce((
        SELECT json_agg(json_build_object('key', k.key, 'statement', k.statement, 'source',
          (SELECT json_build_object('slug', s.slug, 'title', s.title, 'publisher',
            (SELECT json_build_object('slug', u.slug, 'name', u.name) FROM "Publisher" u WHERE u.id = s."publisherId"))
           FROM "Source" s WHERE s.id = k."sourceId")))
        FROM (SELECT * FROM "Claim" k WHERE k."subjectId" = i.id AND k."retiredInId" IS NULL
          ORDER BY "sourceId", "passageStart", position, id LIMIT 5) k), '[]'))))
    FROM (SELECT * FROM "Investment" i WHERE i."investorId" = c.id ORDER BY name, id LIMIT 10) i), '[]')))
  FROM "Company" c WHERE c.slug = $1
))::text AS data`,
      values: ({ slug }) => [slug],
    },
    variables: ({ investors }, index) => ({ slug: pick(investors, index) }),
  },
  {
    name: 'Q4',
    title: '20 claims of one property, deep behind a cursor',
    ours: `query ($property: String!, $after: String) {
  claims(where: { property: { eq: $property } }, first: 20, after: $after) {
    nodes { ${claimFields} modality period { edtf } ... on QuantityClaim { quantity { value hedge } } }
  } }`,
    postgraphile: `query ($property: String!, $after: Cursor) {
  claims(condition: { propertyId: $property, retiredInId: null }, first: 20, after: $after,
    orderBy: [SOURCE_ID_ASC, PASSAGE_START_ASC, POSITION_ASC]) {
    nodes { ${claimFields} modality edtf: periodEdtf value hedge }
  } }`,
    limit: {
      sql: `SELECT json_build_object('claims', json_build_object('nodes', (
  SELECT json_agg(json_build_object('key', key, 'statement', statement, 'modality', modality,
    'period', CASE WHEN "periodEdtf" IS NOT NULL THEN json_build_object('edtf', "periodEdtf") END,
    'quantity', json_build_object('value', value::text, 'hedge', hedge)))
  FROM (SELECT * FROM "Claim" WHERE "propertyId" = $1 AND "retiredInId" IS NULL
      AND ("sourceId", "passageStart", position, id COLLATE "C") >
        (SELECT "sourceId", "passageStart", position, id FROM "Claim" WHERE id = $2)
    ORDER BY "sourceId", "passageStart", position, id COLLATE "C" LIMIT 20) c
)))::text AS data`,
      values: ({ property, after }) => [property, after],
    },
    variables: ({ property, cursors }, index) => ({ property, after: pick(cursors, index) }),
  },
  {
    name: 'Q5',
    title: 'companies by a fragment of their name',
    ours: `query ($text: String!) {
  companies(where: { name: { contains: $text } }, first: 10) { nodes { slug name country } } }`,
    postgraphile: `query ($text: String!) {
  companies(filter: { name: { includesInsensitive: $text } }, first: 10, orderBy: [NAME_ASC]) {
    nodes { slug name country } } }`,
    limit: {
      sql: `SELECT json_build_object('companies', json_build_object('nodes', coalesce((
  SELECT json_agg(json_build_object('slug', slug, 'name', name, 'country', country))
  FROM (SELECT * FROM "Company" WHERE name ILIKE '%' || $1 || '%' ORDER BY name, id LIMIT 10) c), '[]')))::text AS data`,
      values: ({ text }) => [text],
    },
    variables: ({ fragments }, index) => ({ text: pick(fragments, index) }),
  },
  {
    name: 'contested',
    title: '20 contested facts with their subjects and claims',
    ours: `{ contested(first: 20) { nodes { standing independentSources
  subject { slug name } claims { ${claimFields} } } } }`,
    postgraphile: `{ contested: facts(condition: { standing: CONTESTED }, first: 20,
    orderBy: [PROPERTY_ID_ASC, PERIOD_END_DESC, PRIMARY_KEY_ASC]) { nodes { standing independentSources
  subject: entityBySubjectIdAndSubjectKind { slug name }
  claims(condition: { retiredInId: null }, orderBy: [SOURCE_ID_ASC, POSITION_ASC]) { nodes { ${claimFields} } } } } }`,
    limit: {
      sql: `SELECT json_build_object('contested', json_build_object('nodes', (
  SELECT json_agg(json_build_object('standing', standing, 'independentSources', "independentSources",
    'subject', (SELECT json_build_object('slug', e.slug, 'name', e.name) FROM "Entity" e WHERE e.id = f."subjectId"),
    'claims', (SELECT json_agg(json_build_object('key', key, 'statement', statement) ORDER BY "sourceId", position)
      FROM "Claim" c WHERE c."factId" = f.id AND c."retiredInId" IS NULL)))
  FROM (SELECT * FROM "Fact" WHERE standing = 'CONTESTED'
    ORDER BY "propertyId", "periodEnd" DESC NULLS LAST, id LIMIT 20) f
)))::text AS data`,
      values: () => [],
    },
    variables: () => ({}),
    onlyLarge: true,
  },
  {
    name: 'totals',
    title: 'what the investments of the companies of one country come to',
    ours: `query ($country: CountryCode!) {
  investmentTotals(where: { investor: { country: { eq: $country } } }) { total { count sum { lower upper } } } }`,
    limit: {
      sql: `SELECT json_build_object('investmentTotals', json_build_object('total', json_build_object('count', count(*), 'sum',
  json_build_object('lower', sum(i."amountLower")::text, 'upper', sum(i."amountUpper")::text))))::text AS data
FROM "Investment" i JOIN "Company" c ON c.id = i."investorId" WHERE c.country = $1`,
      values: ({ country }) => [country],
    },
    variables: ({ countries }, index) => ({ country: pick(countries, index) }),
    onlyLarge: true,
  },
  {
    name: 'search',
    title: 'a search with a typing error',
    ours: 'query ($text: String!) { search(text: $text, first: 10) { nodes { kind match { text } } } }',
    variables: ({ slips }, index) => ({ text: pick(slips, index) }),
    onlyLarge: true,
  },
];
