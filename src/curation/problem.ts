import type { LintId } from './lints/catalogue.ts';

/** A position in one of the dataset's files; line and column count from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A mistake in the dataset, in words for the curator who has to mend it. */
export interface Problem extends Place {
  /** Where it is no more than a suspicion: the lint that can be answered instead. */
  lint?: LintId;
  found: string;
  expected: string;
  mend: string;
}

/** Takes down one problem. */
export type Report = (place: Place, problem: Pick<Problem, 'found' | 'expected' | 'mend'>) => void;

/** One line: `dataset/sources/x.yaml:12:5  found …, expected … (mend: …)`; of a lint, also its id and how to answer it. */
export function describe({ file, line, column, lint, found, expected, mend }: Problem): string {
  const mending = lint ? `${lint}; mend: ${mend}, or answer it: answers: { ${lint}: why }` : `mend: ${mend}`;
  return `${file}:${line}:${column}  found ${found}, expected ${expected} (${mending})`;
}

const mostPlaces = 5;

/** All of them, a line each; what is said of several places of a file is said once, with where else it is so. */
export function describeAll(problems: readonly Problem[]): string[] {
  const alike = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { line, column, ...said } = problem;
    const key = JSON.stringify(Object.entries(said).sort());
    const known = alike.get(key);
    if (known) known.push(problem);
    else alike.set(key, [problem]);
  }
  return [...alike.values()].map((group) => {
    const [first, ...others] = group as [Problem, ...Problem[]];
    if (others.length === 0) return describe(first);
    const places = others.slice(0, mostPlaces).map(({ line, column }) => `${line}:${column}`);
    const more = others.length > mostPlaces ? ` and ${others.length - mostPlaces} more` : '';
    return `${describe(first)}; likewise at ${places.join(', ')}${more}`;
  });
}

/** A sentence as it stands within another. */
export const inBrackets = (sentence: string): string => sentence.replace(/\.$/, '');

/** By file, and within it from the top. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
}

/** A value as a message shows it: short, on one line, text in quotes. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value === 'number') return `the number ${value}`;
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
