import { createServer } from 'node:http';
import pg from 'pg';
import { type Asked, queries } from '../queries.ts';

// The limit: what no GraphQL server can do better. No GraphQL at all: each query is a statement written by hand, whose answer Postgres
// makes, and which is prepared.
const { DATABASE_URL, PORT } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
const statements = new Map(queries.map(({ name, limit }) => [name, limit]));

createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', async () => {
    const { query, variables } = JSON.parse(String(Buffer.concat(parts))) as { query: string } & Asked;
    const statement = statements.get(query);
    const values = statement?.values(variables) ?? [];
    const { rows } = await pool.query({ name: query, text: statement?.sql ?? '', values });
    const body = `{"data":${rows[0].data}}`;
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body);
  });
}).listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
process.on('SIGTERM', () => process.exit(0));
