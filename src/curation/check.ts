import { SourcebookError } from '../errors.ts';
import { checkDistinct, FactsCheck } from './checks/facts.ts';
import { checkNames, sourceNames } from './checks/names.ts';
import { checkPassages } from './checks/passages.ts';
import { checkPeriods } from './checks/periods.ts';
import { checkProperties } from './checks/properties.ts';
import { checkReferences, checkUnits } from './checks/references.ts';
import { checkValues } from './checks/values.ts';
import { checkWording } from './checks/wording.ts';
import { ContentHash } from './content-hash.ts';
import { counted } from './counted.ts';
import { lintDuplicates, lintFuture } from './lints/claims.ts';
import { lintExcerpts, type Unread, wordsIn } from './lints/excerpts.ts';
import { Magnitudes } from './lints/magnitude.ts';
import { lintNames } from './lints/names.ts';
import { type Answerable, answering, Raised } from './lints/raise.ts';
import { lintOwnDenials, Spellings, singleProperties } from './lints/two-values.ts';
import { type Names, namesOf } from './names.ts';
import { describeAll, inOrder, type Problem, type Report } from './problem.ts';
import type { OnProgress } from './progress.ts';
import { type Dataset, type ReadDataset, readDataset, readSource, type Source, sourcesOf } from './read.ts';
import { type ListRows, listRows, type SourceRows, sourceRows } from './rows.ts';

/** A dataset in which nothing is wrong. */
export interface CheckedDataset extends Dataset {
  contentHash: string;
  claimCount: number;
  /** Sources in languages that dataset/languages.yaml says nothing of. */
  unread: Unread[];
}

/** What is wrong with a dataset, in order, or the dataset where nothing is. */
export type Inspected = { problems: Problem[]; checked: CheckedDataset | undefined };

interface InspectOptions {
  onProgress?: OnProgress | undefined;
  /**
   * Where claims are wrong together: which sources are published, and have no file any longer. That is then the one mistake.
   * @param present ids of the sources that have a file
   */
  missing?: ((present: ReadonlySet<string>) => Promise<Problem[]>) | undefined;
}

const sourceChecks = [checkValues, checkPeriods, checkPassages, checkWording];

/** A dataset whose lists were read and checked, and whose sources are still to be. */
export interface Inspection {
  dataset: Dataset;
  names: Names;
  /** The rows of its lists, unless something is wrong with them. */
  rows: ListRows | undefined;
  /** Checks the sources one after another, and yields the rows of each for as long as nothing is wrong with any. */
  sources: (options?: InspectOptions) => AsyncGenerator<SourceRows, Inspected>;
}

/**
 * Everything that is wrong with the dataset in `folder`: what cannot be read, what its entries contradict in one another, and
 * what lints suspect and nobody answered. Its sources are read one at a time; of their claims only that is kept which has to be
 * compared across sources, about a hundred bytes each.
 */
export async function inspect(folder: string, options?: InspectOptions): Promise<Inspected> {
  return inspectSources(await inspectLists(folder), options);
}

/** The same, of a dataset whose lists were inspected. */
export async function inspectSources({ sources }: Inspection, options?: InspectOptions): Promise<Inspected> {
  const inspecting = sources(options);
  for (;;) {
    const { done, value } = await inspecting.next();
    if (done) return value;
  }
}

/** Begins to inspect the dataset in `folder`. */
export async function inspectLists(folder: string): Promise<Inspection> {
  const read = await readDataset(folder);
  const { dataset } = read;
  const names = namesOf(dataset);
  const problems = [...read.problems];
  const report: Report = (place, problem) => problems.push({ ...place, ...problem });
  checkNames(dataset, report);
  checkProperties(dataset, report);
  if (read.namesComplete) checkUnits(dataset, names, report);
  const rows = problems.length === 0 ? listRows(dataset, names) : undefined;
  return {
    dataset,
    names,
    rows,
    sources: (options = {}) => inspecting(read, names, rows, problems, options),
  };
}

async function* inspecting(
  read: ReadDataset,
  names: Names,
  rowsOfLists: ListRows | undefined,
  before: readonly Problem[],
  { onProgress, missing }: InspectOptions,
): AsyncGenerator<SourceRows, Inspected> {
  const { dataset } = read;
  const problems = [...before];
  let errors = problems.length;
  const report: Report = (place, problem) => {
    errors += 1;
    problems.push({ ...place, ...problem });
  };
  const raised = new Raised((problem) => problems.push(problem));
  lintNames(dataset, raised.raise);
  const answers: Answerable[] = answering([...dataset.publishers, ...dataset.entities]);
  const single = singleProperties(rowsOfLists ?? { properties: [] });
  const together = {
    facts: new FactsCheck(single),
    sizes: new Magnitudes(),
    spellings: new Spellings(single),
  };
  const contentHash = new ContentHash();
  const unread: Unread[] = [];
  const present = new Set<string>();
  const checkSource = sourceCheck(read, names, report, raised, unread);
  let claimCount = 0;
  for (const [index, name] of dataset.sourceNames.entries()) {
    const before = errors;
    const { source, problems: unread } = readSource(dataset, name);
    for (const { file, line, column, ...problem } of unread) report({ file, line, column }, problem);
    if (source) {
      present.add(source.id);
      checkSource(source, name);
    }
    claimCount += source?.claims.length ?? 0;
    onProgress?.({ step: 'checking', done: index + 1, of: dataset.sourceNames.length, claims: claimCount });
    if (!source || !rowsOfLists || errors > before) continue;
    const rows = sourceRows(source, names);
    answers.push(...answering(source.claims.filter(({ retired }) => retired === null)));
    lintSource(rows, single, report, raised);
    if (errors > 0) continue;
    contentHash.add(rows);
    together.facts.add(rows, report);
    together.sizes.add(rows);
    together.spellings.add(rows);
    if (problems.length === 0) yield rows;
  }
  // What claims come to can only be said of claims in which nothing is wrong, and only then is a lint known not to be raised.
  if (rowsOfLists && errors === 0) {
    const before = problems.length;
    together.facts.finish(dataset.entities, report);
    lintTogether(dataset, names, together, raised);
    raised.reportUnneeded(answers, report);
    // What is wrong with them together may follow from what is no longer there.
    const gone = problems.length > before && missing ? await missing(present) : [];
    if (gone.length > 0) problems.splice(before, problems.length, ...gone);
  }
  const isSound = rowsOfLists !== undefined && problems.length === 0;
  const checked = isSound
    ? { ...dataset, claimCount, unread, contentHash: contentHash.digest(rowsOfLists) }
    : undefined;
  return { problems: inOrder(problems), checked };
}

/** What can be said of a source before its rows are worked out. */
function sourceCheck(
  { dataset, namesComplete }: ReadDataset,
  names: Names,
  report: Report,
  { raise }: Raised,
  unread: Unread[],
): (source: Source, name: string) => void {
  const checkFile = sourceNames(report);
  const wordsOf = wordsIn(dataset);
  return (source, name) => {
    checkFile(source, name);
    for (const check of sourceChecks) check(source, names, report);
    if (namesComplete) checkReferences(source, names, report);
    const words = wordsOf(source.language);
    if (words) lintExcerpts(source, words, raise);
    else if (source.claims.some(({ retired }) => retired === null)) {
      unread.push({ slug: source.slug, language: source.language });
    }
  };
}

/** What can be said of a source by itself, once nothing is wrong with it. */
function lintSource(rows: SourceRows, single: ReadonlySet<string>, report: Report, { raise }: Raised): void {
  checkDistinct(rows, report);
  lintDuplicates(rows, raise);
  lintOwnDenials(rows, single, raise);
  lintFuture(rows, raise);
}

/** What lints suspect across sources. Only where there is something to suspect are these read for the second time. */
function lintTogether(
  dataset: Dataset,
  names: Names,
  { sizes, spellings }: { sizes: Magnitudes; spellings: Spellings },
  { raise }: Raised,
): void {
  const suspicious = [sizes.settle(), spellings.settle()];
  if (!suspicious.includes(true)) return;
  for (const source of sourcesOf(dataset)) {
    const rows = sourceRows(source, names);
    sizes.lint(rows, raise);
    spellings.suspect(rows);
  }
  spellings.lint(raise);
}

/** Everything that is wrong with the dataset in `folder`, in order. */
export async function problemsIn(folder: string): Promise<Problem[]> {
  return (await inspect(folder)).problems;
}

/**
 * The dataset in `folder`, in which nothing is wrong.
 * @throws SourcebookError `DATASET_INVALID`, with every problem
 */
export async function checkedDataset(
  folder: string,
  { otherwise, ...options }: { otherwise?: string } & InspectOptions = {},
): Promise<CheckedDataset> {
  return checkedSources(await inspectLists(folder), { otherwise, ...options });
}

/** The same, of a dataset whose lists were inspected. */
export async function checkedSources(
  inspection: Inspection,
  { otherwise, ...options }: { otherwise?: string | undefined } & InspectOptions = {},
): Promise<CheckedDataset> {
  const { problems, checked } = await inspectSources(inspection, options);
  if (!checked) throw invalid(problems, otherwise);
  return checked;
}

/** The error that says what is wrong with a dataset. */
export function invalid(problems: readonly Problem[], otherwise?: string): SourcebookError {
  const count = counted(problems.length, 'problem');
  const heading = otherwise === undefined ? count : `${count}; ${otherwise}`;
  return new SourcebookError('DATASET_INVALID', [heading, ...describeAll(problems)].join('\n'));
}
