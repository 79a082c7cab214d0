import { nearPhrase, sharedWords } from '../claims/nearest.ts';
import { everyPassage, type Passage } from '../claims/passage.ts';
import { excerptWordLimit, type Paragraph, paragraphs, sliceCodePoints, wordCount } from '../claims/text.ts';
import type { Report } from './problem.ts';
import type { Located } from './yaml-file.ts';

/**
 * Where a phrase stands in the paragraph that a curator has named; `undefined` when the reason was reported.
 * @param text normalised
 */
export function findPhrase(
  text: string,
  { phrase, paragraph, at }: Located<{ phrase: string; paragraph: number }>,
  report: Report,
): Passage | undefined {
  const words = wordCount(phrase);
  if (words > excerptWordLimit) {
    report(at('phrase'), {
      found: `a phrase of ${words} words`,
      expected: `at most ${excerptWordLimit}, because documents are not republished`,
      mend: 'shorten it to the words that matter',
    });
    return undefined;
  }
  const lines = paragraphs(text);
  const everywhere = everyPassage(text, phrase);
  const found = everywhere.filter((each) => each.paragraph === paragraph);
  const [hit] = found;
  if (hit && found.length === 1) return hit;
  const quoted = JSON.stringify(phrase);
  const elsewhere = [...new Set(everywhere.map((each) => each.paragraph))];
  const line = lines[paragraph - 1];
  if (hit) {
    report(at('phrase'), {
      found: `${quoted} ${found.length} times in paragraph ${paragraph}`,
      expected: 'a phrase that stands there once',
      mend: 'make it longer, by the words around the one that you mean',
    });
  } else if (!line) {
    report(at('paragraph'), {
      found: `paragraph ${paragraph}`,
      expected: lines.length === 1 ? 'the only one, 1' : `one of the ${lines.length} that the text has`,
      mend: elsewhere.length > 0 ? standsIn(elsewhere) : nearest(lines, phrase, undefined),
    });
  } else {
    report(at('phrase'), {
      found: `${quoted}, which does not stand in paragraph ${paragraph}`,
      expected: 'words of that paragraph, letter by letter',
      mend: elsewhere.length > 0 ? standsIn(elsewhere) : nearest(lines, phrase, line),
    });
  }
  return undefined;
}

function standsIn(numbers: readonly number[]): string {
  const [only] = numbers;
  return numbers.length === 1
    ? `it stands in paragraph ${only}: write paragraph: ${only}`
    : `it stands in the paragraphs ${numbers.join(', ')}: choose one of them`;
}

const openingLength = 40;

function nearest(lines: readonly Paragraph[], phrase: string, line: Paragraph | undefined): string {
  const near = nearPhrase(line ? [line, ...lines] : lines, phrase);
  if (near) {
    const differing = near.differsIn.join(' and ');
    return `copy it from paragraph ${near.paragraph}: ${JSON.stringify(near.words)}, which differs in ${differing}`;
  }
  if (!line) return 'count the lines that are not blank, from 1';
  const shared = sharedWords(line.text, phrase);
  if (shared !== undefined)
    return `copy it from the text; of it, that paragraph has only ${JSON.stringify(shared)}`;
  const opening = sliceCodePoints(line.text.trim(), 0, openingLength);
  return `copy it from the text; that paragraph begins ${JSON.stringify(opening)}`;
}
