import { createHash } from 'node:crypto';
import type { Release } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import { claims } from './claims.ts';
import { dataPackage } from './data-package.ts';
import { type Digests, digestOf } from './digest.ts';
import { entities } from './entities.ts';
import { linkedData } from './linked-data.ts';
import { asOf } from './releases.ts';
import { csvHeader, csvLine, jsonLine } from './rows.ts';
import { sources } from './sources.ts';
import { batchesOf, type Row, type Table } from './table.ts';

/** Rises when the bytes of a release that was exported before would change: with a column, a wording, a line end. */
const format = 2;

/** A file that a release is exported as. */
export interface ExportFile {
  name: string;
  mediaType: string;
  description: string;
  /** The table that it holds, where it holds one. */
  table?: Table;
  /**
   * Its text, in parts of about a thousand rows; the same whenever it is asked for.
   * @param digests those of the files with a table; a file without one names them
   */
  content: (database: Database, release: Release, digests: () => Promise<Digests>) => AsyncIterable<string>;
}

const csv = (table: Table): ExportFile => ({
  name: `${table.name}.csv`,
  mediaType: 'text/csv',
  description: table.description,
  table,
  async *content(database, release) {
    yield csvHeader(table);
    yield* lines(database, release, table, csvLine);
  },
});

const jsonLines = (table: Table): ExportFile => ({
  name: `${table.name}.jsonl`,
  mediaType: 'application/jsonl',
  description: `The same as ${table.name}.csv, each row as a line of JSON.`,
  table,
  content: (database, release) => lines(database, release, table, jsonLine),
});

async function* lines(
  database: Database,
  release: Release,
  table: Table,
  line: (table: Table, row: Row) => string,
): AsyncGenerator<string> {
  for await (const rows of batchesOf(asOf(database, release), table)) {
    yield rows.map((row) => line(table, row)).join('');
  }
}

const tables = [csv(claims), jsonLines(claims), csv(entities), csv(sources)];

/** All files of a release, in the order in which they are listed. */
export const files: readonly ExportFile[] = [
  ...tables,
  {
    name: 'datapackage.json',
    mediaType: 'application/json',
    description: 'What the tables hold, column by column, as a Frictionless Data Package.',
    async *content(_, release, digests) {
      yield dataPackage(release, tables, await digests());
    },
  },
  {
    name: 'dataset.jsonld',
    mediaType: 'application/ld+json',
    description: 'The release as linked data: schema.org, PROV-O and Web Annotation.',
    async *content(database, release, digests) {
      yield* linkedData(asOf(database, release), release, tables, await digests());
    },
  },
];

export const findFile = (name: string): ExportFile | undefined => files.find((file) => file.name === name);

/** The digests of the files with a table. It reads all of them, so the claims twice. */
export async function digestsOf(database: Database, release: Release): Promise<Digests> {
  const digests = new Map<string, { bytes: number; sha256: string }>();
  const none = () => Promise.resolve(digests);
  for (const file of tables) digests.set(file.name, await digestOf(file.content(database, release, none)));
  return digests;
}

/** What names the bytes of a file among all others, without having to read them. */
export function entityTag({ version, contentHash, publishedAt }: Release, { name }: ExportFile): string {
  const identity = [format, version, contentHash, publishedAt.toISOString(), name].join('\n');
  return `"${createHash('sha256').update(identity).digest('base64url')}"`;
}
