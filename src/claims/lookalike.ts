/** A name and whose it is; an entity may have several. */
export interface Named {
  name: string;
  owner: string;
}

/**
 * For each name, by its index, the index of one before it that is another's and looks the same: equal when folded, or one
 * edit away (a letter more, less, changed, or two swapped) where the longer has at least six letters. Digits are never
 * edited: H20 and H200 are two chips. The effort grows with the length of all names, not with the number of their pairs.
 */
export function lookalikes(names: readonly Named[]): Map<number, number> {
  const folded = names.map(({ name }) => foldName(name));
  const found = new Map<number, number>();
  const entries = keyed(folded);
  let start = 0;
  for (let at = 1; at <= entries.length; at += 1) {
    if (at < entries.length && keyIn(entries, at) === keyIn(entries, start)) continue;
    const same = Array.from(entries.subarray(start, at), (entry) => entry % mostNames);
    start = at;
    for (const [position, index] of same.entries()) {
      const before = same.slice(0, Math.min(position, mostCompared));
      const other = before.find(
        (each) =>
          names[each]?.owner !== names[index]?.owner && alike(folded[index] ?? '', folded[each] ?? ''),
      );
      if (other !== undefined) found.set(index, Math.min(other, found.get(index) ?? other));
    }
  }
  return found;
}

const legalForms =
  /(?<=\p{L}.*)(?: (?:incorporated|inc|limited|ltd|company|co|llc|llp|corporation|corp|plc|gmbh|ag|sa|sas|sarl|srl|spa|nv|bv|ab|oy|kk|pte|pty))+$/u;
const unspacedForms = /^株式会社|(?<=.)(?:股份有限公司|有限责任公司|有限公司|公司|集团|株式会社)$/u;

/** A name without what does not tell it apart: case, accents, punctuation, spaces and the legal form at its end. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’.]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .replace(legalForms, '')
    .replaceAll(' ', '')
    .replace(unspacedForms, '');
}

const fewestLetters = 6;

// A key of 32 bits and the index of its name make one exact float.
const mostNames = 2 ** 21;
// Names with a key in common are as good as always alike, so the first comparison tells.
const mostCompared = 100;

/**
 * Keys and the indexes of their names, sorted by key: of each name as it is, and of what it becomes by losing one letter.
 * Names one edit apart have a key in common. Millions of them are numbers rather than text for the sake of memory.
 */
function keyed(names: readonly string[]): Float64Array {
  const entries: number[] = [];
  for (const [index, name] of names.entries()) {
    if (name === '' || index >= mostNames) continue;
    entries.push(keyOf(name, -1) * mostNames + index);
    if (lettersIn(name) < fewestLetters - 1) continue;
    for (let left = 0; left < name.length; left += 1) {
      if (!/\p{N}/u.test(name.charAt(left))) entries.push(keyOf(name, left) * mostNames + index);
    }
  }
  return Float64Array.from(entries).sort();
}

/** FNV-1a of the name without the character at `left`. */
function keyOf(name: string, left: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    if (at !== left) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

function keyIn(entries: Float64Array, at: number): number {
  return Math.floor((entries[at] ?? 0) / mostNames);
}

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.max(lettersIn(a), lettersIn(b)) < fewestLetters) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (/\p{N}/u.test(left + right)) return false;
  return (
    (left.length < 2 && right.length < 2) ||
    (left.length === 2 && left[0] === right[1] && left[1] === right[0] && right.length === 2)
  );
}

function lettersIn(name: string): number {
  return name.match(/\p{L}/gu)?.length ?? 0;
}
