import type { Document, YAMLError } from 'yaml';
import type { z } from 'zod';
import { cutTexts, isToldAlready } from './cut-texts.ts';
import { type EndedText, endedBefore, endedTexts } from './ended-texts.ts';
import { mendingOf, mendingOfCut, mendingOfKey, mendingOfMerged, mendingOfSyntax } from './mending.ts';
import { type MergedEntry, mergedEntries, unmarkedEntry } from './merged-entries.ts';
import { type Path, Places, parsed } from './places.ts';
import { plainJson } from './plain-json.ts';
import { type Place, type Problem, type Report, shown } from './problem.ts';

export type { Path };

/** What the `params` of a custom issue may say, where a schema knows better what to do. */
export interface Mending extends Record<string, unknown> {
  found: string;
  mend: (file: string) => string;
}

/** Where the value at a path stands, or, when there is none, what would hold it. */
export type Locate = (...path: Path) => Place;

/** Something read from a file that still knows where it was written. */
export type Located<Content> = Content & { at: Locate };

// Lists that a program writes are JSON as well, whatever their name.
const beginsAsJson = /^\s*[[{]/;

/** A YAML or JSON file whose every value can be asked for its place. */
export class YamlFile {
  readonly content: unknown;
  readonly problems: Problem[] = [];
  readonly #name: string;
  readonly #places: Places;

  /** @param name as problems will show it; of JSON, also the path that it can be read at again */
  constructor(name: string, text: string) {
    this.#name = name;
    const json = beginsAsJson.test(text) ? plainJson(text) : undefined;
    if (json !== undefined) {
      this.content = json;
      this.#places = new Places(name);
      return;
    }
    const { document, lines } = parsed(text);
    this.#places = new Places(name, { document, lines });
    const readable = this.#reportParsed(document, text);
    // Aliases are not needed here, and nested ones can grow without bounds.
    this.content = readable ? document.toJS({ maxAliasCount: 100 }) : undefined;
  }

  /** The value at `path` as `schema` has it, or `undefined`, with every reason among the problems. */
  read<Schema extends z.ZodType>(schema: Schema, path: Path = []): Located<z.output<Schema>> | undefined {
    const result = schema.safeParse(valueAt(this.content, path));
    if (!result.success) {
      for (const issue of result.error.issues) this.#reportIssue(issue, [...path, ...issue.path]);
      return undefined;
    }
    const content = result.data as z.output<Schema> & object;
    const places = this.#places;
    return Object.assign(content, { at: (...rest: Path) => places.at([...path, ...rest]) });
  }

  /** What is written at `path`, with its offsets; `undefined` where nothing is, or an alias stands on the way. */
  nodeAt(path: Path): unknown {
    return this.#places.nodeAt(path);
  }

  readonly at: Locate = (...path) => this.#places.at(path);

  readonly report: Report = (place, problem) => this.problems.push({ ...place, ...problem });

  /** Whether what was parsed is what was written, as far as the mistakes in it tell. */
  #reportParsed(document: Document.Parsed, text: string): boolean {
    const ended = endedTexts(document, text);
    // Where the first mistake is, the parser loses its way; what it says of the rest is about nothing that was written.
    const [first] = document.errors.filter(isUnreadable).sort((a, b) => a.pos[0] - b.pos[0]);
    if (first) {
      const cause = endedBefore(first.pos[0], ended, text);
      const unmarked = first.message.startsWith('All mapping items')
        ? unmarkedEntry(text, first.pos[0])
        : undefined;
      if (cause) this.#reportEnded(cause);
      else if (unmarked) this.#reportMerged(unmarked);
      else this.#reportSyntax(first, text);
      return false;
    }
    for (const each of ended) this.#reportEnded(each);
    const merged = mergedEntries(document);
    for (const each of merged) this.#reportMerged(each);
    if (merged.length > 0) return false;
    for (const error of [...document.errors, ...document.warnings]) {
      const isDuplicate = error.code === 'DUPLICATE_KEY';
      if (!isDuplicate || !isToldAlready(document, error.pos[0])) this.#reportSyntax(error, text);
    }
    return true;
  }

  #reportEnded({ text, start }: EndedText): void {
    this.report(this.#places.of(start), {
      found: `${shown(text)}, which # has ended`,
      expected: 'the whole text',
      mend: 'put the text in quotes, or the comment on a line of its own',
    });
  }

  #reportMerged(entry: MergedEntry): void {
    this.report(this.#places.of(entry.offset), {
      found: `the key ${entry.key} where an entry goes on`,
      expected: 'a dash before the first key of each entry',
      mend: mendingOfMerged(entry),
    });
  }

  #reportSyntax({ code, message, pos: [offset] }: YAMLError, text: string): void {
    const duplicate = code === 'DUPLICATE_KEY';
    const entries = message.startsWith('A block sequence');
    const empty = entries && /\[\](?:[ \t]*(?:#.*)?\r?\n)*[ \t]*$/.exec(text.slice(0, offset));
    if (empty) {
      const expected = '[] only where a list has no entries';
      const found = '[] in front of the first entry of a list';
      this.report(this.#places.of(empty.index), { found, expected, mend: 'remove []' });
      return;
    }
    // A quote that is never closed is missed at the end of the file; it is mended where it opens.
    const opening = message.startsWith('Missing closing') ? this.#places.openingQuote(offset) : undefined;
    this.report(this.#places.of(opening ?? offset), {
      found: duplicate
        ? `the key ${text.slice(offset).match(/^[^\s:]+/)?.[0]} for the second time`
        : `what is not YAML: ${message}`,
      expected: duplicate ? 'each key once' : 'YAML 1.2',
      mend: mendingOfSyntax(code, message),
    });
  }

  #reportIssue(issue: z.core.$ZodIssue, path: Path): void {
    const expected = issue.message;
    if (issue.code === 'unrecognized_keys') {
      const cut = cutTexts(this.nodeAt(path));
      for (const key of issue.keys) {
        const text = cut.find(({ rest }) => rest.some((part) => part.key === key));
        // What one text was cut into is one mistake.
        if (text && text.rest.find((part) => issue.keys.includes(part.key))?.key !== key) continue;
        this.report(this.#places.ofKey(path, key), {
          found: `the key ${key}`,
          expected,
          mend: text ? mendingOfCut(text) : mendingOfKey(key, expected),
        });
      }
      return;
    }
    if (issue.code === 'custom' && isMending(issue.params)) {
      const { found, mend } = issue.params;
      this.report(this.at(...path), { found, expected, mend: mend(this.#name) });
      return;
    }
    const value = valueAt(this.content, path);
    this.report(this.at(...path), {
      found: value === undefined && path.length > 0 ? `no ${String(path.at(-1))}` : shown(value),
      expected,
      mend: mendingOf(value, issue, path, cutTexts(this.nodeAt(path))),
    });
  }
}

const isUnreadable = ({ code }: YAMLError): boolean => code !== 'DUPLICATE_KEY';

function isMending(params: Record<string, unknown> | undefined): params is Mending {
  return typeof params?.['mend'] === 'function';
}

function valueAt(content: unknown, path: Path): unknown {
  let value = content;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}
