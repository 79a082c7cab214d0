import type { Release } from '../database/generated/client.ts';
import { licenceAddress, licenceTitle, title } from './dataset.ts';
import type { Digests } from './digest.ts';
import type { ExportFile } from './files.ts';
import type { Column, Table } from './table.ts';

/**
 * The descriptor of a release's tables: Data Package v1, profile "tabular-data-package".
 * https://specs.frictionlessdata.io/tabular-data-package/
 */
export function dataPackage(release: Release, files: readonly ExportFile[], digests: Digests): string {
  const descriptor = {
    profile: 'tabular-data-package',
    name: 'ai-sourcebook',
    title,
    description: release.notes ?? undefined,
    version: release.version,
    created: release.publishedAt.toISOString(),
    licenses: [{ name: 'CC-BY-4.0', path: licenceAddress, title: licenceTitle }],
    resources: files.flatMap((file) => (file.table ? [resource(file, file.table, digests)] : [])),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

function resource({ name, mediaType, description }: ExportFile, table: Table, digests: Digests) {
  const digest = digests.get(name);
  const format = name.slice(name.indexOf('.') + 1);
  const isCsv = format === 'csv';
  return {
    profile: 'tabular-data-resource',
    // Others refer to the CSV files by the names of their tables.
    name: isCsv ? table.name : `${table.name}-${format}`,
    path: name,
    title: table.title,
    description,
    format,
    mediatype: mediaType,
    encoding: 'utf-8',
    bytes: digest?.bytes,
    hash: digest && `sha256:${digest.sha256}`,
    ...(isCsv
      ? { dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true } }
      : {}),
    schema: {
      fields: table.columns.map((column) => field(column, isCsv)),
      primaryKey: table.primaryKey,
      // The profile has no empty list of them.
      ...(table.foreignKeys.length > 0 ? { foreignKeys: foreignKeys(table) } : {}),
    },
  };
}

const foreignKeys = (table: Table) =>
  table.foreignKeys.map(({ field, table: resource, key }) => ({
    fields: field,
    reference: { resource, fields: key },
  }));

const field = ({ name, type, description, constraints }: Column, isCsv: boolean) => ({
  name,
  type: type === 'chain' ? chainType(isCsv) : type,
  description,
  ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
});

const chainType = (isCsv: boolean) => (isCsv ? 'string' : 'array');
