import { causesOf } from './failure.ts';

/** The one release that a request is answered as of, from its first statement to its last. */
export class Pin {
  /** Its number; undefined where nobody knows yet which release is the newest, and then nothing is held. */
  number: number | undefined;
  /** Whether something that was read of it is already part of the answer: from then on it stays. */
  relied = false;
  /** Told when there is a newer one. */
  readonly moved: (newest: number) => void;

  constructor(number: number | undefined, moved: (newest: number) => void) {
    this.number = number;
    this.moved = moved;
  }
}

/** What `is_newest_release` raises, in its migration. */
const sqlState = 'SBREL';

/** The number of the newest release, where `error` says that it is another than was asked for. */
export function newestIn(error: unknown): number | undefined {
  for (const cause of causesOf(error)) {
    const { code, originalCode, message, originalMessage } = cause as Record<string, unknown>;
    if (code !== sqlState && originalCode !== sqlState) continue;
    const [, number] = /release (\d+) is the newest/.exec(`${message} ${originalMessage}`) ?? [];
    if (number !== undefined) return Number(number);
  }
  return undefined;
}
