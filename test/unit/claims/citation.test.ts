import { describe, expect, it } from 'vitest';
import { apa, bibtex, type Cited, cslJson } from '../../../src/claims/citation.ts';

const untitled: Cited = {
  key: 'amount',
  statement: 'A spends up to 14 dollars in 2026.',
  property: 'Amount',
  value: 'up to $14',
  period: '2026',
  modality: 'PLAN',
  paragraph: 1,
  attribution: ['Untitled article, by admin', 'The Post', 'Chinese sources'],
  source: {
    slug: 'an-article',
    kind: 'ARTICLE',
    title: null,
    byline: 'admin',
    publisher: null,
    url: null,
    language: 'pt-BR',
    published: '2025-12~',
    isDated: false,
  },
  retired: null,
  release: {
    version: '1.0.0',
    publishedOn: '2026-11-24',
    address: 'https://example.org/exports/1.0.0/',
  },
};
const with_ = (source: Partial<Cited['source']>, rest: Partial<Cited> = {}): Cited => ({
  ...untitled,
  ...rest,
  source: { ...untitled.source, ...source },
});
const stated = with_({
  title: 'Spending',
  publisher: 'The Post',
  url: 'https://example.org/a',
  published: '2025-12-03',
  isDated: true,
});

describe('APA', () => {
  it('names an undated, untitled document by what is known of it', () => {
    expect(apa(untitled)).toBe(
      'admin. (n.d.). [Untitled article in Brazilian Portuguese], para. 1, crediting The Post, who credits Chinese sources. ' +
        'A spends up to 14 dollars in 2026. [Amount: up to $14; plan; 2026; date of the document inferred: 2025-12~]. ' +
        'In AI Sourcebook (Release 1.0.0, 2026, November 24) [Data set]. https://example.org/exports/1.0.0/',
    );
  });

  it('has date, publisher and address where the document has them', () => {
    expect(apa(stated)).toContain('admin. (2025, December 3). Spending, para. 1,');
    expect(apa(stated)).toContain('Chinese sources. The Post. https://example.org/a A spends');
  });

  it('lets the publisher stand for the author, and begins with the title where there is neither', () => {
    expect(apa(with_({ byline: null, publisher: 'The Post' }))).toMatch(
      /^The Post\. \(n\.d\.\)\. \[Untitled/,
    );
    expect(apa(with_({ byline: null, title: 'Spending' }))).toMatch(/^Spending\. \(n\.d\.\), para\. 1/);
  });

  it.each([
    ['2025', '(2025)'],
    ['2025-12', '(2025, December)'],
    ['2025~', '(ca. 2025)'],
    ['2025-10/2025-12', '(2025, October – 2025, December)'],
    ['2025/..', '(2025/..)'],
  ])('writes %s as %s', (published, written) => {
    expect(apa(with_({ published, isDated: true }))).toContain(written);
  });
});

describe('BibTeX', () => {
  it('is an entry with all that a bibliography needs', () => {
    expect(bibtex(stated)).toBe(`@misc{an-article:amount,
  author = {{admin}},
  title = {{Spending}},
  howpublished = {The Post},
  year = {2025},
  month = {12},
  language = {pt-BR},
  url = {https://example.org/a},
  note = {Para. 1, crediting The Post, who credits Chinese sources. A spends up to 14 dollars in 2026. [Amount: up to \\$14; plan; 2026]. In AI Sourcebook, release 1.0.0 (2026-11-24). https://example.org/exports/1.0.0/}
}`);
    expect(bibtex(untitled)).toContain('year = {n.d.}');
  });

  it('leaves nothing in that TeX would take for a command, and no brace alone', () => {
    const title = 'A}\\input{x} & 50% of #1_a $~^ {';
    const entry = bibtex(with_({ title, url: 'https://example.org/{a}b\\c d' }));
    expect(entry).toContain(
      'A\\textbraceright{}\\textbackslash{}input\\textbraceleft{}x\\textbraceright{} \\& 50\\% of \\#1\\_a \\$\\textasciitilde{}\\textasciicircum{} \\textbraceleft{}',
    );
    expect(entry).toContain('url = {https://example.org/%7Ba%7Db%5Cc%20d}');
    expect(entry.split('{').length).toBe(entry.split('}').length);
  });
});

describe('CSL-JSON', () => {
  it('is a list of one item', () => {
    expect(JSON.parse(cslJson(stated))).toEqual([
      {
        id: 'an-article:amount',
        type: 'article',
        genre: 'article',
        title: 'Spending',
        author: [{ literal: 'admin' }],
        publisher: 'The Post',
        issued: { 'date-parts': [[2025, 12, 3]] },
        language: 'pt-BR',
        URL: 'https://example.org/a',
        note: expect.stringContaining('[Amount: up to $14; plan; 2026]. In AI Sourcebook, release 1.0.0'),
      },
    ]);
  });

  it('says that there is no date, and leaves out an author that there is not', () => {
    const [item] = JSON.parse(cslJson(with_({ byline: null })));
    expect(item).toMatchObject({ issued: { literal: 'n.d.' }, URL: 'https://example.org/exports/1.0.0/' });
    expect(item).not.toHaveProperty('author');
    expect(JSON.parse(cslJson(with_({ published: '2025~', isDated: true })))[0].issued).toEqual({
      'date-parts': [[2025]],
      circa: true,
    });
  });
});
