import { type Document, isMap, isScalar, type Pair, type Scalar, visit } from 'yaml';

/** A text in a mapping within braces that an unquoted comma has ended. */
export interface CutText {
  key: string;
  /** As it was meant, commas and all. */
  text: string;
  /** What followed its commas, which YAML takes for keys without a value, as it reads them, and where. */
  rest: { key: string; start: number }[];
}

/** The texts of the mapping `node` that commas have cut: `{ name: Foo, Inc. }` is a name, and a key `Inc.`. */
export function cutTexts(node: unknown): CutText[] {
  if (!isMap(node) || !node.flow) return [];
  const found: CutText[] = [];
  let last: CutText | undefined;
  let end = 0;
  for (const pair of node.items) {
    const key = plain(pair.key);
    if (last && key && isAbsent(pair)) {
      last.text += `,${' '.repeat(key.start - end - 1)}${key.source}`;
      last.rest.push({ key: key.name, start: key.start });
      end = key.end;
      continue;
    }
    const value = plain(pair.value);
    last = key && value && { key: key.source, text: value.source, rest: [] };
    end = value?.end ?? 0;
    if (last) found.push(last);
  }
  return found.filter(({ rest }) => rest.length > 0);
}

/** A text as it is written, if without quotes, and where. */
function plain(node: unknown): { source: string; name: string; start: number; end: number } | undefined {
  if (!isScalar(node) || !node.source || (node as Scalar).type !== 'PLAIN' || !node.range) return undefined;
  return { source: node.source, name: String(node.value), start: node.range[0], end: node.range[1] };
}

/** Whether not even a colon follows the key. */
function isAbsent({ value }: Pair): boolean {
  return value === null || (isScalar(value) && value.value === null && !(value as Scalar).source);
}

/**
 * Whether at `offset` stands a part of a cut text that is told of where it begins: one that is none of our keys, which are letters.
 */
export function isToldAlready(document: Document.Parsed, offset: number): boolean {
  let told = false;
  visit(document, {
    Map: (_, node) => {
      for (const { rest } of cutTexts(node)) {
        const [first, ...others] = rest;
        told ||= /[^A-Za-z]/.test(first?.key ?? '') && others.some(({ start }) => start === offset);
      }
    },
  });
  return told;
}
