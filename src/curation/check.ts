import { SourcebookError } from '../errors.ts';
import { checkFacts } from './checks/facts.ts';
import { checkNames } from './checks/names.ts';
import { checkPassages } from './checks/passages.ts';
import { checkPeriods } from './checks/periods.ts';
import { checkProperties } from './checks/properties.ts';
import { checkReferences } from './checks/references.ts';
import { checkValues } from './checks/values.ts';
import { checkWording } from './checks/wording.ts';
import { counted } from './counted.ts';
import { lintDuplicates, lintFuture } from './lints/claims.ts';
import { lintExcerpts } from './lints/excerpts.ts';
import { lintMagnitude } from './lints/magnitude.ts';
import { lintNames } from './lints/names.ts';
import { Raised } from './lints/raise.ts';
import { lintTwoValues } from './lints/two-values.ts';
import { namesOf } from './names.ts';
import { describe, inOrder, type Problem, type Report } from './problem.ts';
import { type Dataset, type ReadDataset, readDataset } from './read.ts';
import { rowsOf } from './rows.ts';

const checks = [checkNames, checkProperties, checkValues, checkPeriods, checkPassages, checkWording];

/**
 * Everything that is wrong with a dataset: what `readDataset` found, what its entries contradict in one another, and what lints
 * suspect and nobody answered.
 */
export function checkDataset({ dataset, problems, namesComplete }: ReadDataset): Problem[] {
  const found = [...problems];
  const report: Report = (place, problem) => found.push({ ...place, ...problem });
  const names = namesOf(dataset);
  for (const check of checks) check(dataset, names, report);
  if (namesComplete) checkReferences(dataset, names, report);
  const sound = found.length === 0;
  const raised = new Raised((problem) => found.push(problem));
  lintExcerpts(dataset, raised.raise);
  lintNames(dataset, raised.raise);
  // What claims come to can only be said of claims in which nothing is wrong, and only then is a lint known not to be raised.
  if (sound) {
    const rows = rowsOf(dataset);
    checkFacts(dataset, rows, report);
    for (const lint of [lintDuplicates, lintTwoValues, lintMagnitude, lintFuture]) lint(rows, raised.raise);
    raised.reportUnneeded(dataset, report);
  }
  return inOrder(found);
}

/** Everything that is wrong with the dataset in `folder`, in order. */
export async function problemsIn(folder: string): Promise<Problem[]> {
  return checkDataset(await readDataset(folder));
}

/**
 * The dataset in `folder`, in which nothing is wrong.
 * @param otherwise what a command that would have written says beside the number of problems
 * @throws SourcebookError `DATASET_INVALID`, with every problem on a line of its own
 */
export async function checkedDataset(folder: string, otherwise?: string): Promise<Dataset> {
  const read = await readDataset(folder);
  const problems = checkDataset(read);
  if (problems.length > 0) throw invalid(problems, otherwise);
  return read.dataset;
}

/** The error that says what is wrong with a dataset. */
export function invalid(problems: readonly Problem[], otherwise?: string): SourcebookError {
  const count = counted(problems.length, 'problem');
  const heading = otherwise === undefined ? count : `${count}; ${otherwise}`;
  return new SourcebookError('DATASET_INVALID', [heading, ...problems.map(describe)].join('\n'));
}
