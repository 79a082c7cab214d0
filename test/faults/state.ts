import { createHash } from 'node:crypto';
import pg from 'pg';

/** All that a database holds, so that two can be compared. */
export interface State {
  /** The versions of its releases. */
  releases: string[];
  /** How many rows each table has. */
  rows: Record<string, number>;
  /** A hash of all rows, and of all that tables, views, constraints, indexes, triggers and functions are made of. */
  hash: string;
}

// What differs from one run to the next: times, and the ids in Prisma's account of migrations. Not whether one is unfinished.
const changing: Readonly<Record<string, string>> = {
  'public.Release': '{publishedAt}',
  'public._prisma_migrations': '{id,started_at,finished_at}',
};

const ours = `relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'history', 'past'))`;

const structure = `
  SELECT format('%s %s %s %s', relname, attname, format_type(atttypid, atttypmod), attnotnull) AS part
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE ${ours} AND attnum > 0
  UNION ALL SELECT pg_get_constraintdef(pg_constraint.oid) FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE ${ours}
  UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE ${ours}
  UNION ALL SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE ${ours} AND NOT tgisinternal
  UNION ALL SELECT pg_get_viewdef(oid) FROM pg_class WHERE ${ours} AND relkind = 'v'
  UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE ${ours.replace('relnamespace', 'pronamespace')}
  ORDER BY part`;

/** The state of the database at `url`. */
export async function stateOf(url: string): Promise<State> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const hash = createHash('sha256');
    for (const { part } of (await client.query(structure)).rows) hash.update(part);
    const tables = await client.query(
      `SELECT format('%I.%I', nspname, relname) AS quoted, nspname || '.' || relname AS name FROM pg_class
       JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE ${ours} AND relkind = 'r' ORDER BY name`,
    );
    const rows: Record<string, number> = {};
    for (const { quoted, name } of tables.rows) {
      const content = await client.query({
        text: `SELECT to_jsonb(t) - $1::text[], to_jsonb(t) -> 'finished_at' = 'null' FROM ${quoted} t ORDER BY 1`,
        values: [changing[name] ?? '{}'],
        rowMode: 'array',
      });
      rows[name] = content.rows.length;
      hash.update(JSON.stringify([name, content.rows]));
    }
    const releases =
      'public.Release' in rows
        ? (await client.query('SELECT version FROM "Release" ORDER BY number')).rows.map(
            ({ version }) => version,
          )
        : [];
    return { releases, rows, hash: hash.digest('hex') };
  } finally {
    await client.end();
  }
}
