import type { Place, Problem, Report } from '../problem.ts';
import type { Locate } from '../yaml-file.ts';
import type { LintId } from './catalogue.ts';

/** An entry that can carry reasons why a lint is wrong about it. */
export interface Answerable {
  answers: Readonly<Partial<Record<LintId, string | undefined>>>;
  at: Locate;
}

/** Takes down what a lint suspects of an entry, unless the entry answers it. */
export type Raise = (
  entry: Answerable,
  lint: LintId,
  place: Place,
  problem: Pick<Problem, 'found' | 'expected' | 'mend'>,
) => void;

/** What was raised, answered or not. */
export class Raised {
  readonly #raised = new Set<string>();
  readonly #report: (problem: Problem) => void;

  constructor(report: (problem: Problem) => void) {
    this.#report = report;
  }

  // By its place: an entry that is read for the second time is another object.
  readonly raise: Raise = (entry, lint, place, problem) => {
    this.#raised.add(`${lint} ${locationOf(entry)}`);
    if (entry.answers[lint] === undefined) this.#report({ ...place, ...problem, lint });
  };

  /** Reports every answer of `entries` to what was not raised. */
  reportUnneeded(entries: readonly Answerable[], report: Report): void {
    for (const entry of entries) {
      for (const lint of Object.keys(entry.answers)) {
        if (this.#raised.has(`${lint} ${locationOf(entry)}`)) continue;
        report(entry.at('answers', lint), {
          found: `an answer to ${lint} that is no longer needed`,
          expected: 'answers only to lints that are raised',
          mend: 'remove it',
        });
      }
    }
  }
}

function locationOf({ at }: Answerable): string {
  const { file, line, column } = at();
  return `${file}:${line}:${column}`;
}

/** Of `entries`, those that answer a lint, and no more of them than that takes. */
export function answering(entries: readonly Answerable[]): Answerable[] {
  return entries
    .filter(({ answers }) => Object.keys(answers).length > 0)
    .map(({ answers, at }) => ({ answers, at }));
}
