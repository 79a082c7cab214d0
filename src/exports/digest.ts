import { createHash } from 'node:crypto';

export interface Digest {
  bytes: number;
  /** In lower-case hex. */
  sha256: string;
}

/** By file name. */
export type Digests = ReadonlyMap<string, Digest>;

/** How long a text is as UTF-8, and its hash; it is read once, and not kept. */
export async function digestOf(text: AsyncIterable<string>): Promise<Digest> {
  const meter = createMeter();
  for await (const part of text) meter.add(part);
  return meter.digest();
}

/** Digests a text part by part, while it goes elsewhere. */
export function createMeter() {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    add(part: string) {
      hash.update(part, 'utf8');
      bytes += Buffer.byteLength(part, 'utf8');
    },
    bytes: () => bytes,
    digest: (): Digest => ({ bytes, sha256: hash.digest('hex') }),
  };
}
