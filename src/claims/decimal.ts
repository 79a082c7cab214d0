import { shown } from './shown.ts';

// Intl.NumberFormat writes at most 20 decimals, so a longer number could not be displayed whole.
const longestWhole = 100;
const longestFraction = 20;

// What most numbers are, and already as they should be.
const wholeNumber = /^(?:0|[1-9]\d{0,99})$/;

export class DecimalError extends Error {
  override readonly name = 'DecimalError';
}

/**
 * A number in plain decimal notation: `14e9` → `14000000000`, `-0.50` → `-0.5`. Never a float, so every digit stays.
 * @param text digits with an optional sign, decimal point and exponent, as in JSON; leading zeros may stand
 * @throws DecimalError when it is no such number, or has more than 100 digits before or 20 after the point
 */
export function decimal(text: string): string {
  if (wholeNumber.test(text)) return text;
  const match = text.length > 200 ? null : /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  if (!match) {
    throw new DecimalError(`${shown(text)} is not a decimal number such as 14000000000, 14e9 or 12.5.`);
  }
  const [, sign, before = '', after = '', exponent = '0'] = match;
  const point = before.length + Number(exponent);
  const digits = point > 0 ? before + after : '0'.repeat(1 - point) + before + after;
  const split = Math.max(point, 1);
  const whole = digits
    .slice(0, split)
    .padEnd(split, '0')
    .replace(/^0+(?=\d)/, '');
  const fraction = digits.slice(split).replace(/0+$/, '');
  if (whole.length > longestWhole || fraction.length > longestFraction) {
    const limits = `${longestWhole} digits before or ${longestFraction} after the point`;
    throw new DecimalError(`${shown(text)} has more than ${limits}.`);
  }
  const plain = fraction === '' ? whole : `${whole}.${fraction}`;
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}

/**
 * Which of two decimals is the greater, exactly.
 * @returns -1, 0 or 1, as for `Array.sort`
 * @throws DecimalError as `decimal` does
 */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  const [left, right] = [scaled(a), scaled(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The exact sum of two decimals. @throws DecimalError as `decimal` does */
export function addDecimals(a: string, b: string): string {
  return decimal(`${scaled(a) + scaled(b)}e-${longestFraction}`);
}

/**
 * A decimal as a whole number of its smallest possible parts, 10^-20: for arithmetic on many.
 * @throws DecimalError as `decimal` does
 */
export function scaled(text: string): bigint {
  const [whole = '', fraction = ''] = decimal(text).split('.');
  return BigInt(whole + fraction.padEnd(longestFraction, '0'));
}
