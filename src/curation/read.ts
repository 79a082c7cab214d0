import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import { z } from 'zod';
import { type EntityKind, entityKinds } from '../claims/vocabulary.ts';
import { type LanguageEntry, languageSchema } from './language-schema.ts';
import { inOrder, type Problem } from './problem.ts';
import {
  type Claim,
  claimSchema,
  type Entity,
  entitySchema,
  type Property,
  type Publisher,
  propertySchema,
  publisherSchema,
  type SourceHeader,
  sourceSchema,
  type Unit,
  unitSchema,
} from './schema.ts';
import { listOf } from './words.ts';
import { type Located, YamlFile } from './yaml-file.ts';

export type Source = Located<SourceHeader> & { claims: Located<Claim>[] };

/** What dataset/ says of everything but the documents, entry by entry, each of which knows its place. */
export interface Lists {
  folder: string;
  languages: Located<LanguageEntry>[];
  units: Located<Unit>[];
  properties: Located<Property>[];
  publishers: Located<Publisher>[];
  entities: Located<Entity>[];
}

/** A dataset. Its sources are read one at a time, so that it can be larger than memory: see `readSource`. */
export interface Dataset extends Lists {
  /** The files of its sources, relative to its folder, in order. */
  sourceNames: string[];
}

export interface ReadDataset {
  /** All entries that could be read. */
  dataset: Dataset;
  problems: Problem[];
  /** Whether every entry that others can name was read; if not, a name that is unknown may be no mistake. */
  namesComplete: boolean;
}

/** The kind of an entity follows from the file it stands in. */
export const entityFiles: Readonly<Record<EntityKind, string>> = {
  COMPANY: 'entities/companies.yaml',
  CHIP: 'entities/chips.yaml',
  PRODUCT: 'entities/products.yaml',
  INVESTMENT: 'entities/investments.yaml',
  EVENT: 'entities/events.yaml',
};
const nameFiles = ['units.yaml', 'properties.yaml', 'publishers.yaml', ...Object.values(entityFiles)];
const listFiles = [...nameFiles, 'languages.yaml'];

/**
 * Reads the lists of a dataset, and which sources it has. It stops at no mistake: what could not be read is among the problems,
 * with file, line, column, what was found, what was expected, and how to mend it.
 */
export async function readDataset(folder: string): Promise<ReadDataset> {
  const lists: Lists = { folder, languages: [], units: [], properties: [], publishers: [], entities: [] };
  const names = await filesBelow(folder);
  const problems = listFiles
    .filter((name) => !names.includes(name))
    .map((name) => missing(join(folder, name)));
  let namesComplete = nameFiles.every((name) => names.includes(name));
  for (const name of names.filter((each) => !isSource(each))) {
    const file = readYaml(folder, name);
    readInto(lists, name, file);
    problems.push(...file.problems);
    if (nameFiles.includes(name) && file.problems.length > 0) namesComplete = false;
  }
  const dataset = { ...lists, sourceNames: names.filter(isSource) };
  return { dataset, problems: inOrder(problems), namesComplete };
}

/**
 * Reads one source of a dataset, with as many of its claims as can be read.
 * @param name as `sourceNames` has it
 */
export function readSource(
  { folder }: Dataset,
  name: string,
): { source: Source | undefined; problems: Problem[] } {
  const file = readYaml(folder, name);
  return { source: source(file), problems: file.problems };
}

/** The sources of a dataset in which nothing is wrong, one at a time. */
export function* sourcesOf(dataset: Dataset): Generator<Source> {
  for (const name of dataset.sourceNames) {
    const { source } = readSource(dataset, name);
    if (source) yield source;
  }
}

const isSource = (name: string) => /^sources\/[^/]+\.(yaml|json)$/.test(name);

// Files are many and small: to wait for each takes longer than to read it.
function readYaml(folder: string, name: string): YamlFile {
  return new YamlFile(join(folder, name), readFileSync(join(folder, name), 'utf8'));
}

function readInto(lists: Lists, name: string, file: YamlFile): void {
  const kind = entityKinds.find((each) => entityFiles[each] === name);
  if (kind) lists.entities.push(...entries(file, entitySchema).map((entity) => ({ ...entity, kind })));
  else if (name === 'languages.yaml') lists.languages.push(...entries(file, languageSchema));
  else if (name === 'units.yaml') lists.units.push(...entries(file, unitSchema));
  else if (name === 'properties.yaml') lists.properties.push(...entries(file, propertySchema));
  else if (name === 'publishers.yaml') lists.publishers.push(...entries(file, publisherSchema));
  else {
    const expected = `${listFiles.join(', ')} or sources/<slug>.yaml`;
    file.report(file.at(), { found: `the file ${name}`, expected, mend: 'rename it, or move it elsewhere' });
  }
}

function entries<Schema extends z.ZodType>(file: YamlFile, schema: Schema): Located<z.output<Schema>>[] {
  if (file.content === undefined) return [];
  return each(file, schema, file.read(listOf(z.unknown()))?.length ?? 0);
}

function source(file: YamlFile): Source | undefined {
  if (file.content === undefined) return undefined;
  const header = file.read(sourceSchema);
  const written = z.object({ claims: z.array(z.unknown()) }).safeParse(file.content);
  const claims = each(file, claimSchema, written.data?.claims.length ?? 0, ['claims']);
  if (!header) return undefined;
  return { ...header, claims: header.retracted ? claims.map(retractedWith(header.retracted.note)) : claims };
}

/** What a document says that was taken back no longer counts, but is kept. */
const retractedWith =
  (note: string) =>
  (claim: Located<Claim>): Located<Claim> => ({
    ...claim,
    retired: claim.retired ?? { reason: 'SOURCE_RETRACTED', note },
  });

function each<Schema extends z.ZodType>(file: YamlFile, schema: Schema, length: number, path: string[] = []) {
  return Array.from({ length }, (_, index) => file.read(schema, [...path, index])).filter(
    (entry) => entry !== undefined,
  );
}

/** The YAML files of a dataset, and JSON ones of sources, relative to its folder, in order. */
async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join(posix.sep))
    .filter((name) => /\.ya?ml$/i.test(name) || isSource(name))
    .sort();
}

function missing(file: string): Problem {
  const problem = {
    found: 'no such file',
    expected: 'a list, which may be empty',
    mend: 'create it, or write [] in it',
  };
  return { file, line: 1, column: 1, ...problem };
}
