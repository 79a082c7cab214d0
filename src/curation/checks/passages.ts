import {
  codePointLength,
  excerptWordLimit,
  hasMoreWords,
  normalise,
  sha256,
  wordCount,
} from '../../claims/text.ts';
import type { Names } from '../names.ts';
import type { Report } from '../problem.ts';
import type { Source } from '../read.ts';
import type { Passage } from '../schema.ts';
import type { Locate } from '../yaml-file.ts';

const relocate = 'rename excerpt to phrase, and run npm run source:locate';

/** Every passage agrees with itself. Whether it stands in the text only the text can tell: see `verifyTexts`. */
export function checkPassages({ defects, claims, length, at }: Source, _names: Names, report: Report): void {
  for (const [index, { passage }] of defects.entries()) {
    if (passage) checkPassage(passage, length, (...path) => at('defects', index, 'passage', ...path), report);
  }
  for (const claim of claims) {
    checkPassage(claim.passage, length, (...path) => claim.at('passage', ...path), report);
  }
}

function checkPassage(
  { excerpt, start, end, ...passage }: Passage,
  length: number,
  at: Locate,
  report: Report,
): void {
  if (hasMoreWords(excerpt, excerptWordLimit)) {
    const expected = `at most ${excerptWordLimit}, because documents are not republished`;
    report(at('excerpt'), {
      found: `an excerpt of ${wordCount(excerpt)} words`,
      expected,
      mend: 'shorten it to the words that matter',
    });
  }
  if (excerpt !== normalise(excerpt) || excerpt.includes('\n')) {
    const expected = 'one line of Unicode NFC, as passages are counted in';
    report(at('excerpt'), {
      found: 'an excerpt that is not normalised',
      expected,
      mend: 'copy it from the normalised text',
    });
    return;
  }
  const points = codePointLength(excerpt);
  if (end <= start) {
    report(at('end'), {
      found: `an end at ${end}, which is not after the start at ${start}`,
      expected: `${points} code points between them, as many as the excerpt has`,
      mend: end < start ? 'swap start and end, or correct them' : 'correct start and end',
    });
  } else if (end - start !== points) {
    const expected = `${points}, as many code points as the excerpt has`;
    report(at('end'), {
      found: `a span of ${end - start} (${start} to ${end})`,
      expected,
      mend: relocate,
    });
  }
  if (end > length) {
    const expected = `at most ${length}, the length of the source`;
    report(at('end'), { found: `the end ${end}`, expected, mend: 'correct it, or the length' });
  }
  if (passage.sha256 !== sha256(excerpt)) {
    const expected = `${sha256(excerpt)}, that of the excerpt`;
    report(at('sha256'), {
      found: `the sha256 ${passage.sha256}`,
      expected,
      mend: relocate,
    });
  }
}
