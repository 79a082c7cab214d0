import type { Release } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import type { Digest, Digests } from './digest.ts';
import { digestsOf, type ExportFile } from './files.ts';

interface Working {
  digests: Promise<Digests>;
  /** The same, once they are there. */
  known?: Digests;
}

/**
 * The files of releases, as long as one process serves them. What has to be read whole to be known, the digests, is worked out
 * once per release, for the first who asks, and kept for the releases asked for last.
 */
export class ReleaseFiles {
  readonly #database: Database;
  readonly #keep: number;
  readonly #working = new Map<string, Working>();

  constructor(database: Database, { keep = 4 } = {}) {
    this.#database = database;
    this.#keep = keep;
  }

  content(release: Release, file: ExportFile): AsyncIterable<string> {
    return file.content(this.#database, release, () => this.#digestsOf(release));
  }

  /** The digest of a file, if it has been worked out already. */
  digest({ version }: Release, { name }: ExportFile): Digest | undefined {
    return this.#working.get(version)?.known?.get(name);
  }

  #digestsOf(release: Release): Promise<Digests> {
    const { version } = release;
    const working = this.#working.get(version) ?? this.#workOut(release);
    // The one asked for last is the last to go.
    this.#working.delete(version);
    this.#working.set(version, working);
    const [oldest] = this.#working.keys();
    if (this.#working.size > this.#keep && oldest !== undefined) this.#working.delete(oldest);
    return working.digests;
  }

  #workOut(release: Release): Working {
    const working: Working = {
      digests: digestsOf(this.#database, release),
    };
    working.digests.then(
      (known) => {
        working.known = known;
      },
      // Whoever asks next tries again.
      () => this.#working.delete(release.version),
    );
    return working;
  }
}
