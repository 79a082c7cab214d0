import type { YAMLError } from 'yaml';
import type { z } from 'zod';
import { mendingOf, mendingOfKey } from './mending.ts';
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

/** A YAML or JSON file whose every value can be asked for its place. */
export class YamlFile {
  readonly content: unknown;
  readonly problems: Problem[] = [];
  readonly #name: string;
  readonly #places: Places;

  /** @param name as problems will show it; of a JSON file, also the path that it can be read at again */
  constructor(name: string, text: string) {
    this.#name = name;
    const json = name.endsWith('.json') ? plainJson(text) : undefined;
    if (json !== undefined) {
      this.content = json;
      this.#places = new Places(name);
      return;
    }
    const { document, lines } = parsed(text);
    this.#places = new Places(name, { document, lines });
    for (const error of [...document.errors, ...document.warnings]) this.#reportSyntax(error, text);
    const readable = document.errors.every((error) => error.code === 'DUPLICATE_KEY');
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

  #reportSyntax({ code, message, pos: [offset] }: YAMLError, text: string): void {
    const duplicate = code === 'DUPLICATE_KEY';
    this.report(this.#places.of(offset), {
      found: duplicate
        ? `the key ${text.slice(offset).match(/^[^\s:]+/)?.[0]} for the second time`
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
        this.report(this.#places.ofKey(path, key), {
          found: `the key ${key}`,
          expected,
          mend: mendingOfKey(key, valueAt(this.content, [...path, key]), expected),
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

function valueAt(content: unknown, path: Path): unknown {
  let value = content;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}
