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

/**
 * The command line's options, by name.
 * @throws SourcebookError `BAD_CONFIGURATION` for an option that is unknown or lacks its value, or anything else
 */
export function readOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(options: Options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const [reason] = (error as Error).message.split('. ');
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new SourcebookError('BAD_CONFIGURATION', `${reason}. Options: ${known.join(', ')}`, {
      cause: error,
    });
  }
}
