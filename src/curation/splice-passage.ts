import { isMap, isNode, isScalar, type Pair, type Scalar, stringify, type YAMLMap } from 'yaml';
import type { Passage } from '../claims/passage.ts';

/** A piece of a text to be replaced; offsets in UTF-16 units, as in `String.slice`. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** The text with all pieces replaced; those that begin at the same place stand in the order given. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, text: piece } of splices.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(from, start) + piece;
    from = end;
  }
  return result + text.slice(from);
}

/**
 * What has to be replaced in a YAML text so that the mapping `node`, in flow or block style, comes to say `passage`:
 * `phrase` is renamed to `excerpt`, and the keys that are computed are corrected or added. All else stays as it is.
 * @returns `undefined` where it is written in a way that this cannot keep, such as an alias
 */
export function passageSplices(text: string, node: unknown, passage: Passage): Splice[] | undefined {
  if (!isMap(node)) return undefined;
  const phrase = pairOf(node, 'phrase');
  const paragraph = pairOf(node, 'paragraph');
  if (!phrase || !paragraph) return undefined;
  const splices = excerptSplices(text, phrase, passage.excerpt);
  const missing: string[] = [];
  for (const name of ['start', 'end', 'sha256'] as const) {
    const value = stringify(passage[name]).trim();
    const pair = pairOf(node, name);
    if (pair) splices.push(valueSplice(pair, value));
    else missing.push(`${name}: ${value}`);
  }
  if (missing.length > 0) splices.push(insertion(text, node, [paragraph, phrase], missing));
  return splices;
}

interface WrittenPair {
  key: Scalar & { range: [number, number, number] };
  value: { range: [number, number, number]; type: Scalar.Type | undefined; content: unknown } | undefined;
}

function pairOf(map: YAMLMap, name: string): WrittenPair | undefined {
  const pair: Pair | undefined = map.items.find(({ key }) => isScalar(key) && key.value === name);
  if (!isScalar(pair?.key) || !pair.key.range) return undefined;
  const { value } = pair;
  const type = isScalar(value) ? (value.type as Scalar.Type | undefined) : undefined;
  const content = isScalar(value) ? value.value : undefined;
  return {
    key: Object.assign(pair.key, { range: pair.key.range }),
    value: isNode(value) && value.range ? { range: value.range, type, content } : undefined,
  };
}

function excerptSplices(text: string, { key, value }: WrittenPair, excerpt: string): Splice[] {
  const [start, end] = key.range;
  const splices = [{ start, end, text: text.slice(start, end).replace('phrase', 'excerpt') }];
  if (value && value.content !== excerpt) {
    const [from, to] = value.range;
    // In double quotes a combining mark may be an escape, which cannot be composed where it stands.
    const escaped = value.type === 'QUOTE_DOUBLE';
    const composed = escaped ? JSON.stringify(excerpt) : text.slice(from, to).normalize('NFC');
    splices.push({ start: from, end: to, text: composed });
  }
  return splices;
}

function valueSplice({ key, value }: WrittenPair, text: string): Splice {
  if (!value) return { start: key.range[1], end: key.range[1], text: `: ${text}` };
  const [start, end] = value.range;
  // An empty value begins right behind the colon.
  return { start, end, text: start === end ? ` ${text}` : text };
}

/** Adds entries behind the last of the given pairs, or of those that end where their line does. */
function insertion(text: string, map: YAMLMap, pairs: readonly WrittenPair[], entries: string[]): Splice {
  const ends = pairs
    .filter(({ value }) => value && !value.type?.startsWith('BLOCK'))
    .map(({ value }) => value?.range[1] ?? 0);
  const last = Math.max(...ends);
  if (map.flow) return { start: last, end: last, text: entries.map((entry) => `, ${entry}`).join('') };
  const lineFeed = text.indexOf('\n', last);
  const lineEnd = lineFeed < 0 ? text.length : lineFeed - (text[lineFeed - 1] === '\r' ? 1 : 0);
  const lineBreak = (lineFeed < 0 ? /\r?\n/.exec(text)?.[0] : text.slice(lineEnd, lineFeed + 1)) ?? '\n';
  const first = map.range?.[0] ?? 0;
  const indentation = ' '.repeat(first - (text.lastIndexOf('\n', first - 1) + 1));
  return {
    start: lineEnd,
    end: lineEnd,
    text: entries.map((entry) => lineBreak + indentation + entry).join(''),
  };
}
