import { type Document, isMap, isNode, isPair, visit } from 'yaml';

/** Where an entry of a list runs into the one before it, and with which key it begins. */
export interface MergedEntry {
  key: string;
  offset: number;
  list: string;
}

/**
 * The entries of lists that lack their dash. Their keys then stand twice in the entry before: the first of them, and others behind
 * it, where a key that was merely written twice is alone.
 */
export function mergedEntries(document: Document.Parsed): MergedEntry[] {
  const found: MergedEntry[] = [];
  visit(document, {
    Seq: (_, { items }, path) => {
      const parent = path.at(-1);
      const list = isPair(parent) ? String(parent.key) : '';
      for (const item of items) {
        if (!isMap(item) || item.flow) continue;
        const keys = item.items.map((pair) => String(pair.key));
        const second = keys.indexOf(keys[0] ?? '', 1);
        const before = keys.slice(0, second);
        if (second < 0 || !keys.slice(second + 1).some((key) => key !== keys[0] && before.includes(key)))
          continue;
        for (const { key } of item.items.slice(1)) {
          if (String(key) === keys[0] && isNode(key) && key.range)
            found.push({ key: String(key), offset: key.range[0], list });
        }
      }
    },
  });
  return found;
}

/** The same where the entry was also moved to the column of the dashes, which is no YAML: `offset` is where the parser lost its way. */
export function unmarkedEntry(text: string, offset: number): MergedEntry | undefined {
  const [, space = '', key] = /^(\s*)([A-Za-z]+):/.exec(text.slice(offset, offset + 200)) ?? [];
  if (!key || !new RegExp(`^ *- ${key}:`, 'm').test(text.slice(0, offset))) return undefined;
  return { key, offset: offset + space.length, list: key === 'key' ? 'claims' : '' };
}
