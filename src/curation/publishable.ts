import { SourcebookError } from '../errors.ts';
import { type CheckedDataset, type Inspected, type Inspection, invalid } from './check.ts';
import { ContentHash } from './content-hash.ts';
import { type Names, namesOf } from './names.ts';
import { type Dataset, sourcesOf } from './read.ts';
import { type ListRows, listRows, type SourceRows, sourceRows } from './rows.ts';

/** A dataset as it is published: its lists, and then its sources one after another. */
export interface Publishable {
  dataset: Dataset;
  names: Names;
  rows: ListRows;
  /** Whether it has so many claims that much is done otherwise for them. */
  isLarge: boolean;
  /** Absent where it is only known in the end. */
  contentHash?: string;
  sources: () => AsyncGenerator<SourceRows>;
  /**
   * The hash of what `sources` came to.
   * @throws SourcebookError `DATASET_INVALID`
   */
  finish: () => string;
}

/** What a command says that would have published, where the dataset has mistakes. */
export const nothingWritten = 'nothing was written';

/** From how many claims on the first release is written without indexes and foreign keys, which are made again afterwards. */
const manyClaims = 5_000;
const manySources = 100;

/** A checked dataset: its sources are read again. */
export function readAgain(dataset: CheckedDataset): Publishable {
  const { contentHash, claimCount } = dataset;
  const names = namesOf(dataset);
  const rows = listRows(dataset, names);
  const read = new ContentHash();
  return {
    ...{ dataset, names, rows, contentHash },
    isLarge: claimCount >= manyClaims,
    async *sources() {
      for (const source of sourcesOf(dataset)) {
        const rows = sourceRows(source, names);
        read.add(rows);
        yield rows;
      }
    },
    finish() {
      if (read.digest(rows) === contentHash) return contentHash;
      const message = `the dataset changed while it was being published; ${nothingWritten}. Run it again`;
      throw new SourcebookError('DATASET_INVALID', message);
    },
  };
}

/** A dataset whose sources are checked as they are written; undefined where its lists have mistakes already, or it is small. */
export function whileChecked({ dataset, names, rows, sources }: Inspection): Publishable | undefined {
  if (!rows || dataset.sourceNames.length < manySources) return undefined;
  let inspected: Inspected | undefined;
  return {
    ...{ dataset, names, rows },
    isLarge: true,
    async *sources() {
      inspected = yield* sources();
    },
    finish() {
      if (inspected?.checked) return inspected.checked.contentHash;
      throw invalid(inspected?.problems ?? [], nothingWritten);
    },
  };
}
