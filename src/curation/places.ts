import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { Place } from './problem.ts';

export type Path = readonly PropertyKey[];

interface Parsed {
  document: Document.Parsed;
  lines: LineCounter;
}

/** A text parsed as YAML, of which JSON is a part. */
export function parsed(text: string): Parsed {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines };
}

/**
 * Where each value of a file stands. A file that was read without its places is parsed when the first is asked for, from
 * the disk again, so that entries that know their place do not hold on to the file's text.
 */
export class Places {
  readonly #name: string;
  #parsed: Parsed | undefined;

  /** @param name the file's path, as problems show it */
  constructor(name: string, known?: Parsed) {
    this.#name = name;
    this.#parsed = known;
  }

  /** What is written at `path`, with its offsets; `undefined` where nothing is, or an alias stands on the way. */
  nodeAt(path: Path): unknown {
    return this.#read().document.getIn(path, true);
  }

  /** Where the value at `path` stands, or, when there is none, what would hold it. */
  at(path: Path): Place {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.nodeAt(path.slice(0, length));
      if (isNode(node) && node.range) return this.of(node.range[0]);
    }
    return this.of(this.#read().document.contents?.range[0] ?? 0);
  }

  /** Where `key` of the mapping at `path` stands. */
  ofKey(path: Path, key: string): Place {
    const map = path.length === 0 ? this.#read().document.contents : this.nodeAt(path);
    const pair = isMap(map) ? map.items.find((item) => String(item.key) === key) : undefined;
    return isNode(pair?.key) && pair.key.range ? this.of(pair.key.range[0]) : this.at(path);
  }

  /** Where the quote opens that is not closed by the `offset` at which it was missed. */
  openingQuote(offset: number): number | undefined {
    let opening: number | undefined;
    visit(this.#read().document, {
      Scalar: (_, { type, range }) => {
        if (type?.startsWith('QUOTE') && range && range[0] < offset && offset <= range[1]) opening = range[0];
      },
    });
    return opening;
  }

  /** @param offset in UTF-16 code units */
  of(offset: number): Place {
    const { line, col } = this.#read().lines.linePos(offset);
    return { file: this.#name, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #read(): Parsed {
    this.#parsed ??= parsed(readFileSync(this.#name, 'utf8'));
    return this.#parsed;
  }
}
