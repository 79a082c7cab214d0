import { type ParseArgsConfig, parseArgs } from 'node:util';
import { failedInTheMiddle } from './database/failure.ts';
import { SourcebookError } from './errors.ts';

/** Runs a script to its end. What the caller can mend is said in words, anything else with its stack; both exit with 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const told = error instanceof SourcebookError ? error : failedInTheMiddle(error);
    console.error(told ? `${told.code}: ${told.message}` : error);
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

interface Screen {
  isTTY?: boolean;
  write: (text: string) => unknown;
}

interface Progress {
  step: string;
  done: number;
  of: number;
  claims: number;
}

/**
 * Shows on a terminal how far a command has come, in one line that is drawn over: a bar for each step, claims, claims a second.
 * In a log there is no progress to look at. What is over before it can be read is not shown.
 */
export function showProgress(screen: Screen = process.stderr): (progress: Progress) => void {
  const shown = { step: '', since: 0, at: 0 };
  return ({ step, done, of, claims }) => {
    if (!screen.isTTY) return;
    const now = performance.now();
    if (step !== shown.step) Object.assign(shown, { step, since: now, at: now });
    if (done < of && now - shown.at < 100) return;
    if (now - shown.since < 500) return;
    shown.at = now;
    const full = Math.round((barWidth * done) / of);
    const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`;
    const rate = Math.round(claims / ((now - shown.since) / 1000));
    const line = `${step} ${bar} ${Math.floor((100 * done) / of)} %, ${grouped(claims)} claims, ${grouped(rate)} a second`;
    screen.write(`\r\x1b[K${line}${done === of ? '\n' : ''}`);
  };
}

const barWidth = 24;

const grouped = (count: number) => count.toLocaleString('en');
