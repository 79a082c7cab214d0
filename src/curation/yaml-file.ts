import { isMap, isNode, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { type Place, type Problem, type Report, shown } from './problem.ts';
import { namesOffered } from './words.ts';

export type Path = readonly PropertyKey[];

/** What the `params` of a custom issue may say, where a schema knows better what to do. */
export interface Mending extends Record<string, unknown> {
  found: string;
  mend: (file: string) => string;
}

/** Where the value at a path stands, or, when there is none, what would hold it. */
export type Locate = (...path: Path) => Place;

/** Something read from a file that still knows where it was written. */
export type Located<Content> = Content & { at: Locate };

/** A YAML file whose every value can be asked for its place. */
export class YamlFile {
  readonly content: unknown;
  readonly problems: Problem[] = [];
  readonly #name: string;
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #document;

  /** @param name as problems will show it */
  constructor(name: string, text: string) {
    this.#name = name;
    this.#text = text;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    for (const error of [...this.#document.errors, ...this.#document.warnings]) this.#reportSyntax(error);
    const readable = this.#document.errors.every((error) => error.code === 'DUPLICATE_KEY');
    // Aliases are not needed here, and nested ones can grow without bounds.
    this.content = readable ? this.#document.toJS({ maxAliasCount: 100 }) : undefined;
  }

  /** The value at `path` as `schema` has it, or `undefined`, with every reason among the problems. */
  read<Schema extends z.ZodType>(schema: Schema, path: Path = []): Located<z.output<Schema>> | undefined {
    const result = schema.safeParse(valueAt(this.content, path));
    if (!result.success) {
      for (const issue of result.error.issues) this.#reportIssue(issue, [...path, ...issue.path]);
      return undefined;
    }
    const content = result.data as z.output<Schema> & object;
    return Object.assign(content, { at: (...rest: Path) => this.at(...path, ...rest) });
  }

  /** What is written at `path`, with its offsets; `undefined` where nothing is, or an alias stands on the way. */
  nodeAt(path: Path): unknown {
    return this.#document.getIn(path, true);
  }

  readonly at: Locate = (...path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.#placeAt(node.range[0]);
    }
    return this.#placeAt(this.#document.contents?.range[0] ?? 0);
  };

  readonly report: Report = (place, problem) => this.problems.push({ ...place, ...problem });

  #keyAt(path: Path, key: string): Place {
    const map = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    const pair = isMap(map) ? map.items.find((item) => String(item.key) === key) : undefined;
    return isNode(pair?.key) && pair.key.range ? this.#placeAt(pair.key.range[0]) : this.at(...path);
  }

  #wordAt(offset: number): string {
    return this.#text.slice(offset).match(/^[^\s:]+/)?.[0] ?? '';
  }

  #placeAt(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#name, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #reportSyntax({ code, message, pos: [offset] }: YAMLError): void {
    const duplicate = code === 'DUPLICATE_KEY';
    this.report(this.#placeAt(offset), {
      found: duplicate
        ? `the key ${this.#wordAt(offset)} for the second time`
        : `what is not YAML: ${message}`,
      expected: duplicate ? 'each key once' : 'YAML 1.2',
      mend: duplicate
        ? 'remove or rename one of the two'
        : 'compare the indentation and quotes with the entries around it',
    });
  }

  #reportIssue(issue: z.core.$ZodIssue, path: Path): void {
    const expected = issue.message;
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        this.report(this.#keyAt(path, key), {
          found: `the key ${key}`,
          expected,
          mend: `${mendingOfKey(key, valueAt(this.content, [...path, key]))}${didYouMean(key, namesOffered(expected))}`,
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
      mend: mendingOf(value, issue, path),
    });
  }
}

function isMending(params: Record<string, unknown> | undefined): params is Mending {
  return typeof params?.['mend'] === 'function';
}

function mendingOfKey(key: string, value: unknown): string {
  const mend = 'correct its spelling, or remove it';
  // Within braces, an unquoted comma ends a text, and what follows becomes a key without a value.
  return value === null && /[^A-Za-z]/.test(key) ? `${mend}; a text with a comma in it needs quotes` : mend;
}

function mendingOf(value: unknown, issue: z.core.$ZodIssue, path: Path): string {
  if (value === undefined) return `add ${String(path.at(-1) ?? 'it')}`;
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  if (wantsText && (typeof value === 'number' || typeof value === 'boolean')) return `quote it: "${value}"`;
  const guess = typeof value === 'string' ? didYouMean(value, namesOffered(issue.message)) : '';
  return `write what is expected in its place${guess}`;
}

function valueAt(content: unknown, path: Path): unknown {
  let value = content;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}
