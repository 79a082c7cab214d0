import type { Detail } from './details.ts';

const widest = { change: 11, what: 70, old: 48, new: 48, why: 60 } as const satisfies Record<
  keyof Detail,
  number
>;
const columns = Object.keys(widest) as (keyof Detail)[];
const header = Object.fromEntries(columns.map((column) => [column, column])) as Record<keyof Detail, string>;

/** As a table of text, with nothing left out: what is too long for its column goes on in the next line, below where it began. */
export function table(details: readonly Detail[]): string {
  const rows = [header, ...details].map((row) => columns.map((column) => wrap(row[column], widest[column])));
  const widths = columns.map((_, index) =>
    rows.reduce((width, row) => Math.max(width, ...(row[index] ?? []).map((line) => [...line].length)), 0),
  );
  return rows
    .flatMap((row) => {
      const height = Math.max(1, ...row.map((lines) => lines.length));
      return Array.from({ length: height }, (_, line) =>
        row
          .map((lines, index) => pad(lines[line] ?? '', widths[index] ?? 0))
          .join('  ')
          .trimEnd(),
      );
    })
    .join('\n');
}

/** A text in lines of at most `width` code points, broken at spaces, or within a word that is longer. */
function wrap(text: string, width: number): string[] {
  // Line breaks of its own are shown as such: they can be all that has changed.
  let rest = [...text.replace(/\t/g, ' ').replace(/\n/g, '\\n')];
  const lines: string[] = [];
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    lines.push(rest.slice(0, space > 0 ? space : width).join(''));
    rest = rest.slice(space > 0 ? space + 1 : width);
  }
  return rest.length > 0 ? [...lines, rest.join('')] : lines;
}

const pad = (line: string, width: number): string => line + ' '.repeat(Math.max(0, width - [...line].length));
