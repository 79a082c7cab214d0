import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Release } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import { SourcebookError } from '../errors.ts';
import { createMeter, type Digest, digestOf } from './digest.ts';
import { files } from './files.ts';
import { findRelease } from './releases.ts';

export interface WriteOptions {
  /** Its version; the newest when left out. */
  release?: string | undefined;
  /** The folder; `exports/<version>` when left out. */
  to?: string | undefined;
  /** Called as files grow. */
  onProgress?: (file: string, bytes: number) => void;
}

/**
 * Writes the files of a release into a folder: all of them or, when something fails, none.
 * @returns what was done, in one line
 * @throws SourcebookError `BAD_CONFIGURATION` if there is no such release, or if the folder holds anything else;
 *   `DATABASE_BEHIND` if there is no release at all
 */
export async function writeRelease(
  database: Database,
  { release: version, to, onProgress = () => {} }: WriteOptions = {},
): Promise<string> {
  const release = await findRelease(database, version);
  if (!release) throw missing(version);
  const folder = resolve(to ?? join('exports', release.version));
  const there = await readdir(folder).catch(absent);
  const strange = there.filter((name) => files.every((file) => file.name !== name));
  if (strange.length > 0) throw occupied(folder, `holds ${strange[0]}`);

  await mkdir(dirname(folder), { recursive: true });
  const temporary = `${folder}.${process.pid}.partial`;
  try {
    await mkdir(temporary);
    const written = await writeFiles(database, release, temporary, onProgress);
    const bytes = [...written.values()].reduce((sum, digest) => sum + digest.bytes, 0);
    const summary = `release ${release.version}: ${written.size} files, ${bytes} bytes, in ${folder}`;
    if (there.length > 0) {
      await compare(folder, there, written);
      return `unchanged: ${summary}`;
    }
    // Renaming onto an empty folder works on some systems only.
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    return summary;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function writeFiles(
  database: Database,
  release: Release,
  folder: string,
  onProgress: NonNullable<WriteOptions['onProgress']>,
): Promise<Map<string, Digest>> {
  const digests = new Map<string, Digest>();
  // Files with a table come first, so whatever names their digests finds them here, without a second pass.
  for (const { name, content } of files) {
    const meter = createMeter();
    const file = await open(join(folder, name), 'wx');
    try {
      for await (const part of content(database, release, async () => digests)) {
        meter.add(part);
        await file.write(part);
        onProgress(name, meter.bytes());
      }
      await file.sync();
    } finally {
      await file.close();
    }
    digests.set(name, meter.digest());
  }
  return digests;
}

async function compare(
  folder: string,
  there: readonly string[],
  written: ReadonlyMap<string, Digest>,
): Promise<void> {
  for (const [name, { sha256 }] of written) {
    if (!there.includes(name)) throw occupied(folder, `lacks ${name}`);
    const found = await digestOf(createReadStream(join(folder, name), 'utf8'));
    if (found.sha256 !== sha256) throw occupied(folder, `holds another ${name}`);
  }
}

function absent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  if (error.code === 'ENOTDIR') throw new SourcebookError('BAD_CONFIGURATION', '--to names a file.');
  throw error;
}

const occupied = (folder: string, reason: string) =>
  new SourcebookError('BAD_CONFIGURATION', `${folder} ${reason}. Name a folder that is new or empty: --to`);

function missing(version: string | undefined): SourcebookError {
  return version === undefined
    ? new SourcebookError('DATABASE_BEHIND', 'It holds no release. Run: npm run seed')
    : new SourcebookError('BAD_CONFIGURATION', `--release: there is no release ${JSON.stringify(version)}.`);
}
