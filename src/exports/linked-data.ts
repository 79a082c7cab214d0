import type { Release } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import { claims } from './claims.ts';
import { description, licenceAddress, title } from './dataset.ts';
import type { Digests } from './digest.ts';
import { entities } from './entities.ts';
import type { ExportFile } from './files.ts';
import { context } from './linked-data-context.ts';
import { sources } from './sources.ts';
import { batchesOf, type Row, type Table } from './table.ts';

type Node = Readonly<Record<string, unknown>>;

/**
 * A release as JSON-LD 1.1, one node per line: the dataset (schema.org) with its files, entities, sources, and each claim as an
 * entity of PROV-O, derived from its source and attributed to whoever is said to say so. Addresses are relative to the file's own.
 * @param database as of the release
 */
export async function* linkedData(
  database: Database,
  release: Release,
  files: readonly ExportFile[],
  digests: Digests,
): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(context)},\n"@graph":[\n${line(datasetNode(release, files, digests))}`;
  yield* nodes(database, entities, entityNode);
  yield* nodes(database, sources, sourceNode);
  yield* nodes(database, claims, claimNode);
  yield '\n]}\n';
}

async function* nodes(database: Database, table: Table, node: (row: Row) => Node): AsyncGenerator<string> {
  for await (const rows of batchesOf(database, table)) {
    yield rows.map((row) => `,\n${line(node(row))}`).join('');
  }
}

/** What has no value is left out, as JSON-LD has it. */
const line = (node: Node): string => JSON.stringify(node, (_, value) => (value === null ? undefined : value));

const datasetNode = (release: Release, files: readonly ExportFile[], digests: Digests): Node => ({
  '@id': './',
  '@type': ['Dataset', 'prov:Collection'],
  name: title,
  description,
  version: release.version,
  datePublished: release.publishedAt.toISOString(),
  license: licenceAddress,
  isAccessibleForFree: true,
  identifier: `sha256:${release.contentHash}`,
  distribution: files.map(({ name, mediaType }) => ({
    '@type': 'DataDownload',
    contentUrl: name,
    encodingFormat: mediaType,
    contentSize: `${digests.get(name)?.bytes} B`,
    sha256: digests.get(name)?.sha256,
  })),
});

const entityNode = ({ slug, kind, name, aliases, supported }: Row): Node => ({
  '@id': fragment('entity', slug),
  '@type': 'Thing',
  name,
  alternateName: aliases,
  kind,
  supported,
});

const sourceNode = (row: Row): Node => ({
  '@id': fragment('source', row['slug']),
  '@type': ['CreativeWork', 'prov:Entity'],
  kind: row['kind'],
  name: row['title'],
  creditText: row['byline'],
  publisher: row['publisher_name'] && { '@type': 'Organization', name: row['publisher_name'] },
  url: row['url'],
  inLanguage: row['language'],
  // An inferred date is not what the document says.
  datePublished: row['published_basis'] === 'STATED' ? row['published_edtf'] : null,
  creativeWorkStatus: row['retraction'] && `Retracted: ${row['retraction']}`,
  sha256: row['sha256'],
});

function claimNode(row: Row): Node {
  const { license, attribution, ...rest } = row;
  return {
    '@id': fragment('claim', rest['id']),
    '@type': ['Claim', 'prov:Entity'],
    about: fragment('entity', rest['subject_slug']),
    wasDerivedFrom: fragment('source', rest['source_slug']),
    wasAttributedTo: (attribution as string[]).map((name) => ({
      '@id': fragment('agent', encodeURIComponent(name)),
      '@type': 'prov:Agent',
      name,
    })),
    // The links of the chain in their order, which a set of agents has not.
    attribution,
    ...stated(rest),
    temporalCoverage: rest['period_edtf'],
    text: rest['statement'],
    ...Object.fromEntries(plain.map((name) => [name, rest[name]])),
    hasSelector: [
      { '@type': 'TextPositionSelector', start: rest['passage_start'], end: rest['passage_end'] },
      { '@type': 'TextQuoteSelector', exact: rest['passage_excerpt'] },
    ],
    license: licenceAddress,
  };
}

/** Columns that are terms of their own, described in datapackage.json. */
const plain = [
  'key',
  'property',
  'modality',
  'confidence',
  'rank',
  'note',
  'accepted',
  'standing',
  'period_basis',
  'period_phrase',
  'period_reasoning',
  'passage_paragraph',
  'passage_sha256',
  'introduced_in',
];

function stated(row: Row): Node {
  switch (row['value_kind']) {
    case 'QUANTITY':
      return { 'prov:value': number(row['value']), quantity: quantityOf(row) };
    case 'ENTITY':
      return { 'prov:value': row['entity_name'], entity: fragment('entity', row['entity_slug']) };
    case 'DATE':
      return { 'prov:value': { '@type': 'edtf:EDTF', '@value': row['date_edtf'] } };
    default:
      return { 'prov:value': row['text'] };
  }
}

const quantityOf = (row: Row): Node => ({
  '@type': row['currency'] === null ? 'QuantitativeValue' : 'MonetaryAmount',
  hedge: row['hedge'],
  value: number(row['value']),
  minValue: number(row['lower']),
  maxValue: number(row['upper']),
  lower_inclusive: row['lower_inclusive'],
  upper_inclusive: row['upper_inclusive'],
  unitText: row['unit'],
  currency: row['currency'],
});

/** A decimal as text, so that no reader makes a float of it. */
const number = (cell: Row[string] | undefined) =>
  cell == null ? null : { '@type': 'xsd:decimal', '@value': cell };

const fragment = (kind: string, name: Row[string] | undefined): string => `#${kind}-${name}`;
