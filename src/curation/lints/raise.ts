import type { Place, Problem, Report } from '../problem.ts';
import type { Dataset } from '../read.ts';
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
  readonly #lints = new Map<Answerable, Set<string>>();
  readonly #report: (problem: Problem) => void;

  constructor(report: (problem: Problem) => void) {
    this.#report = report;
  }

  readonly raise: Raise = (entry, lint, place, problem) => {
    this.#lints.set(entry, (this.#lints.get(entry) ?? new Set()).add(lint));
    if (entry.answers[lint] === undefined) this.#report({ ...place, ...problem, lint });
  };

  /** Reports every answer to what was not raised. A retired claim stays as it was, and so do its answers. */
  reportUnneeded({ publishers, entities, sources }: Dataset, report: Report): void {
    const claims = sources.flatMap((source) => source.claims).filter(({ retired }) => retired === null);
    for (const entry of [...publishers, ...entities, ...claims]) {
      for (const lint of Object.keys(entry.answers)) {
        if (this.#lints.get(entry)?.has(lint)) continue;
        report(entry.at('answers', lint), {
          found: `an answer to ${lint} that is no longer needed`,
          expected: 'answers only to lints that are raised',
          mend: 'remove it',
        });
      }
    }
  }
}
