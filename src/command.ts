import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SourcebookError } from './errors.ts';

/** Runs a script to its end. What the caller can mend is said in words, anything else with its stack; both exit with 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof SourcebookError ? `${error.code}: ${error.message}` : error);
    process.exitCode = 1;
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Prints what a check found, for programs to read: a JSON array, in which anything makes the command fail. */
export function printFindings(findings: readonly object[]): void {
  console.log(JSON.stringify(findings, null, 2));
  if (findings.length > 0) process.exitCode = 1;
}

/**
 * The command line's options, by name.
 * @throws SourcebookError `BAD_CONFIGURATION` for an option that is unknown or lacks its value, or anything else
 */
export function readOptions<const Known extends Options>(options: Known) {
  return readCommandLine(options, false).values;
}

/**
 * The command line's options, by name, and the one word that may stand beside them.
 * @throws SourcebookError `BAD_CONFIGURATION` as `readOptions` does, or for a second word
 */
export function readWordAndOptions<const Known extends Options>(options: Known) {
  const { words, ...values } = readWordsAndOptions(options);
  const [word, surplus] = words;
  if (surplus !== undefined) {
    const hint = 'a name with spaces needs quotes';
    throw new SourcebookError('BAD_CONFIGURATION', `${surplus} is one argument too many; ${hint}`);
  }
  return { word, ...values };
}

/**
 * The command line's options, by name, and the `words` that stand beside them.
 * @throws SourcebookError `BAD_CONFIGURATION` for an option that is unknown or lacks its value
 */
export function readWordsAndOptions<const Known extends Options>(options: Known) {
  const { values, positionals } = readCommandLine(options, true);
  return { words: positionals, ...values };
}

function readCommandLine<const Known extends Options>(options: Known, allowPositionals: boolean) {
  try {
    return parseArgs({ options, allowPositionals });
  } catch (error) {
    const [reason] = (error as Error).message.split('. ');
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new SourcebookError('BAD_CONFIGURATION', `${reason}. Options: ${known.join(', ')}`, {
      cause: error,
    });
  }
}
