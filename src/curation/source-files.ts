import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { SourcebookError } from '../errors.ts';
import { YamlFile } from './yaml-file.ts';

/** One `sources/<slug>.yaml`, or `.json`, of a dataset, letter by letter, whatever is wrong with it. */
export interface SourceFile {
  slug: string;
  path: string;
  text: string;
  yaml: YamlFile;
}

const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @throws SourcebookError `BAD_CONFIGURATION` for what cannot be a slug */
export function requireSlug(slug: string): void {
  if (slugForm.test(slug)) return;
  const form = 'lower-case letters and digits joined by hyphens, such as nvidia-h200';
  throw new SourcebookError('BAD_CONFIGURATION', `${JSON.stringify(slug)} is no slug: expected ${form}`);
}

export function sourcePath(dataset: string, slug: string): string {
  return join(dataset, 'sources', `${slug}.yaml`);
}

/**
 * The files of all sources, by slug.
 * @param dataset the dataset's folder
 * @throws SourcebookError `BAD_CONFIGURATION` when it is none, `TEXT_UNUSABLE` for a file that is not UTF-8
 */
export async function sourceFiles(dataset: string): Promise<SourceFile[]> {
  const entries = await readdir(dataset).catch((cause: unknown) => {
    throw new SourcebookError('BAD_CONFIGURATION', `${dataset} is not a folder that can be read`, { cause });
  });
  if (!entries.includes('properties.yaml')) {
    throw new SourcebookError('BAD_CONFIGURATION', `${dataset} is not a dataset: it has no properties.yaml`);
  }
  const names = entries.includes('sources') ? await readdir(join(dataset, 'sources')) : [];
  return Promise.all(
    names
      .filter((name) => /\.(yaml|json)$/.test(name))
      .sort()
      .map(async (name) => {
        const path = join(dataset, 'sources', name);
        const text = decodeUtf8(await readFile(path), path);
        return { slug: parse(name).name, path, text, yaml: new YamlFile(path, text) };
      }),
  );
}

/**
 * Bytes as text, letter by letter, a byte order mark included.
 * @param name what the message calls them
 * @throws SourcebookError `TEXT_UNUSABLE` when they are not UTF-8
 */
export function decodeUtf8(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SourcebookError('TEXT_UNUSABLE', `${name} is not in UTF-8`, { cause });
  }
}
