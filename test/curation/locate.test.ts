import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMap, isSeq, parse, parseDocument, stringify } from 'yaml';
import { locate, type Passage } from '../../src/claims/passage.ts';
import { sha256 } from '../../src/claims/text.ts';
import { locateInFile } from '../../src/curation/locate.ts';
import { YamlFile } from '../../src/curation/yaml-file.ts';

const phrases = [
  'até US$ 14',
  'o 🚀 𝒳',
  'x\u0302 : y',
  "l'été # 1",
  '"quoted" text',
  '- 5 %',
  '字节 跳动',
  '한국',
];
const text =
  `${phrases.map((phrase) => `${phrase}.`).join(' ')}\n\nAn end 🚀: ${phrases.join(', ')}`.normalize('NFC');

/** How somebody may write one phrase, in any style that YAML has for it. */
const written = fc
  .record({
    phrase: fc.constantFrom(...phrases),
    decomposed: fc.boolean(),
    paragraph: fc.constantFrom(1, 2),
    quotes: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_FOLDED'),
    flow: fc.boolean(),
    swapped: fc.boolean(),
    stale: fc.subarray(['start: 5', 'end:', 'sha256: null']),
    comment: fc.constantFrom('', ' # {', ' # phrase: x'),
  })
  .map(({ phrase, decomposed, paragraph, quotes, flow, swapped, stale, comment }) => {
    const style = flow && quotes === 'BLOCK_FOLDED' ? 'QUOTE_DOUBLE' : (quotes as 'PLAIN');
    const scalar = stringify(decomposed ? phrase.normalize('NFD') : phrase, {
      defaultStringType: style,
      defaultKeyType: 'PLAIN',
      lineWidth: 0,
    })
      .trimEnd()
      .replace(/^([>|]-)\n\s*/, '$1\n        ');
    const empty = comment === '' ? '' : ' ~';
    const computed = stale.map((entry) => entry.replace(/:$/, `:${empty}`));
    const entries = [`phrase: ${scalar}`, `paragraph: ${paragraph}`, ...computed];
    if (swapped) entries.reverse();
    // Behind a phrase without quotes it is a problem: it may be the rest of the phrase.
    const canFollow = (entry: string) =>
      !/^[>|]/.test(scalar) && (!entry.startsWith('phrase:') || /^["']/.test(scalar));
    const commented = entries.map((entry, index) =>
      canFollow(entry) && index < entries.length - 1 ? `${entry}${comment}` : entry,
    );
    const yaml = flow
      ? `passage: { ${entries.join(', ').replace('end:,', 'end: ,')} }${comment}`
      : `passage:${comment}\n      ${commented.join('\n      ')}`;
    return { yaml, passage: locate(text, phrase, { paragraph }) };
  });

const lineBreak = fc.constantFrom('\n', '\r\n');

function passagesOf(yaml: string): { ranges: [number, number][]; passages: unknown[] } {
  const claims = parseDocument(yaml).get('claims');
  const maps = isSeq(claims) ? claims.items.map((item) => isMap(item) && item.get('passage', true)) : [];
  return {
    ranges: maps.flatMap((map) =>
      isMap(map) && map.range ? [[map.range[0], map.range[1]] as [number, number]] : [],
    ),
    passages: parse(yaml).claims.map(({ passage }: { passage: unknown }) => passage),
  };
}

/** What stands outside the passages. */
function around(yaml: string): string[] {
  // A mapping that ends with an empty value reaches to the next entry.
  const edges = passagesOf(yaml).ranges.flatMap(([start, end]) => [
    start,
    yaml.slice(0, end).trimEnd().length,
  ]);
  return [0, ...edges].flatMap((edge, index, all) =>
    index % 2 === 0 ? [yaml.slice(edge, all[index + 1] ?? yaml.length)] : [],
  );
}

test('every phrase is located, and not a character outside the passages changes', () => {
  fc.assert(
    fc.property(
      fc.array(written, { minLength: 1, maxLength: 4 }),
      lineBreak,
      fc.boolean(),
      (claims, eol, mark) => {
        const lines = [
          `${mark ? '\uFEFF' : ''}# é e\u0301 a comment`,
          `sha256:   ${sha256(text)}`,
          'claims:',
          ...claims.map(
            ({ yaml }, index) => `  - key: 'k${index}'   # kept\n    ${yaml}\n    note:  >\n      kept\n`,
          ),
        ];
        const before = lines.join('\n').replaceAll('\n', eol);
        const yaml = new YamlFile('x.yaml', before);
        const after = locateInFile(
          { slug: 'x', path: 'x.yaml', text: before, yaml },
          new Map([[sha256(text), { file: 'x.txt', text }]]),
          '.',
        );
        expect(yaml.problems).toEqual([]);
        expect(after.count).toBe(claims.length);
        expect(passagesOf(after.text).passages).toEqual(claims.map(({ passage }): Passage => passage));
        expect(around(after.text)).toEqual(around(before));
        expect(after.text.replaceAll(eol, '')).not.toMatch(/[\r\n]/);
      },
    ),
  );
});
