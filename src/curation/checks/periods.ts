import { PeriodError, periodOf } from '../../claims/period.ts';
import type { Names } from '../names.ts';
import { inBrackets, type Report } from '../problem.ts';
import type { Source } from '../read.ts';
import type { Period } from '../schema.ts';
import type { Locate } from '../yaml-file.ts';

/** Every date can be read, and says what it rests on as far as its basis asks for it. */
export function checkPeriods({ published, claims, at }: Source, _names: Names, report: Report): void {
  if (published) checkPeriod({ ...published, anchor: null }, (...path) => at('published', ...path), report);
  for (const claim of claims) {
    for (const key of ['date', 'period'] as const) {
      const period = claim[key];
      if (!period) continue;
      checkPeriod(period, (...path) => claim.at(key, ...path), report);
      if (period.anchor === null || published !== null) continue;
      report(claim.at(key, 'anchor'), {
        found: `anchor: ${period.anchor} in a source without a published date`,
        expected: 'a date to count from',
        mend: 'give the source a published date, inferred if need be',
      });
    }
  }
}

function checkPeriod(period: Period, at: Locate, report: Report): void {
  const { edtf, basis, anchor } = period;
  try {
    periodOf(edtf);
  } catch (error) {
    if (!(error instanceof PeriodError)) throw error;
    report(at('edtf'), {
      found: `a date that cannot be read (${inBrackets(error.message)})`,
      expected: 'EDTF, levels 0 and 1',
      mend: 'write a year (2026), a month (2026-03), a day (2026-03-31), or two of them with / between',
    });
  }
  for (const key of needed[basis]) {
    if (period[key] !== null) continue;
    report(at(key), {
      found: `the basis ${basis} without ${key}`,
      expected: `${key}, where the basis is ${basis}`,
      mend: `add ${key}`,
    });
  }
  if (anchor !== null && basis !== 'RELATIVE') {
    const expected = 'an anchor only where the basis is RELATIVE';
    report(at('anchor'), {
      found: `an anchor for the basis ${basis}`,
      expected,
      mend: 'remove anchor, or correct basis',
    });
  }
}

const needed = {
  STATED: [],
  RELATIVE: ['phrase', 'anchor', 'reasoning'],
  INFERRED: ['reasoning'],
} as const satisfies Record<Period['basis'], (keyof Period)[]>;
