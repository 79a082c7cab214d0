import pg from 'pg';
import { encodeCursor } from '../src/graphql/ids.ts';
import { ask } from './ask.ts';

/** A value that each contender writes in its own way. */
export class ByContender {
  readonly of: Readonly<Record<string, unknown>>;

  constructor(of: Readonly<Record<string, unknown>>) {
    this.of = of;
  }
}

/** What a database holds that can be asked for. */
export interface Sample {
  slugs: string[];
  /** Slugs of companies that have investments. */
  investors: string[];
  countries: string[];
  fragments: string[];
  /** Names with a letter too many. */
  slips: string[];
  /** The property that most claims are of, and claims of it from the middle of the list on. */
  property: string;
  cursors: ByContender[];
}

const most = 100;

/** Chosen alike in every run. `postgraphile` is the port of its server, whose cursors only it can make. */
export async function sampleOf(url: string, postgraphile: number | undefined): Promise<Sample> {
  const client = new pg.Client(url);
  await client.connect();
  const column = async (statement: string, ...values: unknown[]): Promise<string[]> =>
    (await client.query({ text: statement, values, rowMode: 'array' })).rows.map(([value]) => value);
  try {
    // In no order that an index has.
    const slugs = await column(`SELECT slug FROM "Company" ORDER BY md5(slug) LIMIT ${most}`);
    const names = await column(`SELECT name FROM "Company" ORDER BY md5(slug) LIMIT ${most}`);
    const [property = ''] = await column(
      'SELECT "propertyId" FROM "Claim" GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
    );
    const [count] = await column('SELECT count(*) FROM "Claim" WHERE "propertyId" = $1', property);
    const page = Math.min(most, Math.floor(Number(count) / 4));
    const offset = Math.floor(Number(count) / 2);
    const ids = await column(
      `SELECT id FROM "Claim" WHERE "propertyId" = $1 AND "retiredInId" IS NULL
ORDER BY "sourceId", "passageStart", position, id LIMIT ${page} OFFSET ${offset}`,
      property,
    );
    const theirs =
      postgraphile === undefined ? [] : await cursorsOf(postgraphile, { property, page, offset });
    return {
      slugs,
      investors: await column(`SELECT slug FROM "Company" c
WHERE EXISTS (SELECT FROM "Investment" WHERE "investorId" = c.id) ORDER BY md5(slug) LIMIT ${most}`),
      countries: await column('SELECT DISTINCT country FROM "Company" WHERE country IS NOT NULL ORDER BY 1'),
      fragments: names.map((name) => name.slice(1, -1)),
      slips: names.map((name) => `${name.slice(0, 3)}x${name.slice(3)}`),
      property,
      cursors: ids.map(
        (id, index) =>
          new ByContender({ ours: encodeCursor('Claim', id), limit: id, postgraphile: theirs[index] }),
      ),
    };
  } finally {
    await client.end();
  }
}

async function cursorsOf(port: number, variables: object): Promise<string[]> {
  const query = `query ($property: String!, $page: Int!, $offset: Int!) {
  claims(condition: { propertyId: $property, retiredInId: null }, first: $page, offset: $offset,
    orderBy: [SOURCE_ID_ASC, PASSAGE_START_ASC, POSITION_ASC]) { edges { cursor } } }`;
  const { claims } = (await ask(port, { query, variables })) as { claims: { edges: { cursor: string }[] } };
  return claims.edges.map(({ cursor }) => cursor);
}
