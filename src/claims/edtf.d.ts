declare module 'edtf' {
  /** An EDTF expression as parsed. An interval's values are its ends: `null` unknown, `Infinity` open. */
  export interface Parsed {
    type: 'Date' | 'Season' | 'Interval';
    values: readonly unknown[];
    level: number;
  }

  export function parse(text: string, constraints?: { level?: number; types?: readonly string[] }): Parsed;

  /** A date; `min` and `max` are the first and last millisecond it can be, in UTC, as Unix time. */
  class ExtendedDate {
    constructor(parsed: Parsed);
    readonly min: number;
    readonly max: number;
  }

  export { ExtendedDate as Date };
}
