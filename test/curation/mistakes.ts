import { article, type Edit } from './edited-dataset.ts';

/** One mistake, and what a curator is told of it; `@+1` stands for the file of the first edit, a line below its place. */
export interface Mistake {
  mistake: string;
  edits: [Edit, ...Edit[]];
  says: string[];
}

export const mistakes: Mistake[] = [
  {
    mistake: 'a key that does not exist',
    edits: [[article, 'confidence: MEDIUM', 'certainty: MEDIUM']],
    says: [
      '@-11:5  found no confidence, expected one of HIGH, MEDIUM, LOW (mend: add confidence)',
      '@+0:5  found the key certainty, expected one of the keys key, subject, property, quantity, text, entity, date, period, modality, confidence, rank, note, attribution, passage, statement, retired, correction, answers (mend: correct its spelling, or remove it)',
    ],
  },
  {
    mistake: 'a key that is spelled otherwise',
    edits: [[article, 'byline: admin', 'by-line: admin']],
    says: [
      '@-4:1  found no byline, expected text, or null where the document has none (mend: add byline)',
      '@+0:1  found the key by-line, expected one of the keys id, slug, kind, title, publisher, byline, url, language, published, reliability, reliabilityReasoning, sha256, length, retracted, defects, claims (mend: correct its spelling, or remove it; did you mean "byline"?)',
    ],
  },
  {
    mistake: 'a document without a title that says so otherwise than by null',
    edits: [[article, 'title: null', 'title: ""']],
    says: [
      '@+0:8  found "", expected text, or null where the document has none (mend: write what is expected in its place)',
    ],
  },
  {
    mistake: 'a title that is a number',
    edits: [[article, 'title: null', 'title: 2026']],
    says: [
      '@+0:8  found the number 2026, expected text, or null where the document has none (mend: quote it: "2026")',
    ],
  },
  {
    mistake: 'what every source says of itself, left out',
    edits: [
      [article, 'title: null\n', ''],
      [article, 'publisher: null\n', ''],
      [article, 'url: null\n', ''],
    ],
    says: [
      '@-2:1  found no title, expected text, or null where the document has none (mend: add title)',
      "@-2:1  found no publisher, expected a publisher's slug, or null where the document has none (mend: add publisher)",
      '@-2:1  found no url, expected a web address, beginning with https:// or http://, or null where the document has none (mend: add url)',
    ],
  },
  {
    mistake: 'a word in small letters',
    edits: [[article, 'modality: OPINION', 'modality: opinion']],
    says: [
      '@+0:15  found "opinion", expected one of FACT, PLAN, FORECAST, INTENT, OPINION (mend: write what is expected in its place; did you mean "OPINION"?)',
    ],
  },
  {
    mistake: 'a word that does not exist',
    edits: [[article, 'modality: OPINION', 'modality: GUESS']],
    says: [
      '@+0:15  found "GUESS", expected one of FACT, PLAN, FORECAST, INTENT, OPINION (mend: write what is expected in its place)',
    ],
  },
  {
    mistake: 'a key that stands twice',
    edits: [[article, 'byline: admin', `byline: admin\nbyline: editor`]],
    says: [
      '@+1:1  found the key byline for the second time, expected each key once (mend: remove or rename one of the two)',
    ],
  },
  {
    mistake: 'an unquoted year',
    edits: [[article, 'edtf: "2026", phrase: em 2026', 'edtf: 2026, phrase: em 2026']],
    says: [
      '@+0:21  found the number 2026, expected a date in EDTF as text, such as "2026" or 2025-12~ (mend: quote it: "2026")',
    ],
  },
  {
    mistake: 'YAML that cannot be read',
    edits: [['publishers.yaml', '- slug: scmp', '- slug: [scmp']],
    says: [
      '@+1:3  found what is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ], expected YAML 1.2 (mend: close each [ with ] and each { with })',
    ],
  },
  {
    mistake: 'one of many entries that is indented with a tab',
    edits: [['publishers.yaml', '  name: South', '\tname: South']],
    says: [
      '@+0:2  found what is not YAML: Unexpected scalar at node end, expected YAML 1.2 (mend: compare the indentation and quotes with the entries around it; indent with spaces)',
    ],
  },
  {
    mistake: 'a quote that is not closed, in one file, and a word that does not exist in another',
    edits: [
      ['entities/chips.yaml', 'name: Nvidia H20,', 'name: "Nvidia H20,'],
      [article, 'modality: OPINION', 'modality: GUESS'],
    ],
    says: [
      '@+0:29  found what is not YAML: Missing closing "quote, expected YAML 1.2 (mend: close the quote)',
      'sources/bytedance-nvidia-h200.yaml:121:15  found "GUESS", expected one of FACT, PLAN, FORECAST, INTENT, OPINION (mend: write what is expected in its place)',
    ],
  },
  {
    mistake: 'a key without its colon',
    edits: [[article, 'modality: OPINION', 'modality OPINION']],
    says: [
      '@+0:5  found what is not YAML: Implicit keys need to be on a single line, expected YAML 1.2 (mend: write a colon and a space behind each key, and indent it as those around it)',
    ],
  },
  {
    mistake: 'a text with a colon that is not quoted',
    edits: [[article, 'statement: Doubao is', 'statement: Doubao: it is']],
    says: [
      '@+0:16  found what is not YAML: Nested mappings are not allowed in compact mappings, expected YAML 1.2 (mend: quote a text with a colon in it, or indent the key as those around it)',
    ],
  },
  {
    mistake: 'texts that # has ended, and comments behind what is no prose',
    edits: [
      [article, 'statement: Doubao is a chatbot.', 'statement: Doubao is no. #1 in China.'],
      [article, 'modality: OPINION', 'modality: OPINION # in our reading'],
      [article, 'title: null', 'title: null # there is none'],
    ],
    says: [
      '@+0:16  found "Doubao is no.", which # has ended, expected the whole text (mend: put the text in quotes, or the comment on a line of its own)',
    ],
  },
  {
    mistake: 'a text within braces that # has ended, and the brace with it',
    edits: [['entities/companies.yaml', 'name: Picoheart', 'name: Picoheart #2']],
    says: [
      '@+0:28  found "Picoheart", which # has ended, expected the whole text (mend: put the text in quotes, or the comment on a line of its own)',
    ],
  },
  {
    mistake: 'a claim without its dash',
    edits: [[article, '  - key: export-policy-kind', '    key: export-policy-kind']],
    says: [
      '@+0:5  found the key key where an entry goes on, expected a dash before the first key of each entry (mend: begin the next claim with `- key:`)',
    ],
  },
  {
    mistake: 'a claim without its dash, where the dash would be',
    edits: [[article, '  - key: export-policy-kind', '  key: export-policy-kind']],
    says: [
      '@+0:3  found the key key where an entry goes on, expected a dash before the first key of each entry (mend: begin the next claim with `- key:`)',
    ],
  },
  {
    mistake: 'a publisher without its dash',
    edits: [['publishers.yaml', '- slug: scmp', '- slug: nyt\n  name: The New York Times\n  slug: scmp']],
    says: [
      '@+2:3  found the key slug where an entry goes on, expected a dash before the first key of each entry (mend: begin the next entry with `- slug:`)',
    ],
  },
  {
    mistake: 'a name with commas within braces',
    edits: [['entities/companies.yaml', 'name: Picoheart', 'name: Picoheart, Ltd, Singapore']],
    says: [
      '@+0:39  found the key Ltd, expected one of the keys id, slug, name, aliases, answers (mend: a text with a comma in it needs quotes: name: "Picoheart, Ltd, Singapore")',
    ],
  },
  {
    mistake: 'a credited name with a comma',
    edits: [[article, 'attribution: [scmp]', 'attribution: [{ name: Foo, Inc. }]']],
    says: [
      '@+0:32  found the key Inc., expected one of the keys name (mend: a text with a comma in it needs quotes: name: "Foo, Inc.")',
    ],
  },
  {
    mistake: 'a number with commas within braces',
    edits: [[article, 'value: 14e9', 'value: 14,000,000,000']],
    says: [
      '@+0:27  found the key 0, expected one of the keys value, hedge, upper, unit, currency (mend: write it without separators: 14000000000)',
    ],
  },
  {
    mistake: 'a number with a decimal comma within braces',
    edits: [[article, 'value: 14e9', 'value: 3,5e9']],
    says: [
      '@+0:26  found the key 5000000000, expected one of the keys value, hedge, upper, unit, currency (mend: write it with a decimal point: 3.5e9)',
    ],
  },
  {
    mistake: 'a number with a decimal comma on a line of its own',
    edits: [
      [article, 'quantity: { value: 1000, hedge: ABOUT }', 'quantity:\n      value: 1,5\n      hedge: ABOUT'],
    ],
    says: [
      '@+1:14  found "1,5", expected a number, such as 14e9, 12.5 or "12345678901234567890" (mend: write it with a decimal point: 1.5)',
    ],
  },
  {
    mistake: 'the brackets of an empty list, left in front of its first entry',
    edits: [[article, 'claims:\n', 'claims: [] # what it says\n']],
    says: [
      '@+0:9  found [] in front of the first entry of a list, expected [] only where a list has no entries (mend: remove [])',
    ],
  },
  {
    mistake: 'an excerpt that was written by hand',
    edits: [
      [
        article,
        '      start: 0\n      end: 18\n      sha256: a4ca3d369dd63d2c84ec8876f4528cc06fec7c802bedbc4eb7daf0df72353f71\n',
        '',
      ],
    ],
    says: [
      '@-2:7  found an excerpt without start, end and sha256, expected paragraph and phrase, from which all else is computed (mend: write { paragraph: …, phrase: … }, the excerpt as phrase, and run npm run source:locate -- bytedance-nvidia-h200 --texts <folder>)',
    ],
  },
  {
    mistake: 'a list that is none',
    edits: [['publishers.yaml', `- slug: scmp\n  name`, 'scmp']],
    says: ['@+0:1  found a mapping, expected a list (mend: write what is expected in its place)'],
  },
  {
    mistake: 'a number with too many digits',
    edits: [[article, 'value: 1000,', 'value: 12345678901234567,']],
    says: [
      '@+0:24  found the number 12345678901234568, expected a number of at most 15 digits; a longer one in quotes (mend: write what is expected in its place)',
    ],
  },
  {
    mistake: 'a number with separators',
    edits: [[article, 'value: 14e9', 'value: 14.000.000.000']],
    says: [
      '@+0:24  found "14.000.000.000", expected a number, such as 14e9, 12.5 or "12345678901234567890" (mend: write it without separators: 14000000000)',
    ],
  },
  {
    mistake: 'a period that is only a date',
    edits: [[article, 'period: { edtf: "2026", phrase: em 2026, basis: STATED }', 'period: 2026']],
    says: [
      '@+0:13  found the number 2026, expected a mapping with the keys edtf, phrase, basis, anchor, reasoning (mend: write { edtf: "2026", basis: STATED }, if the text says so)',
    ],
  },
  {
    mistake: 'a quantity that is only a number',
    edits: [[article, 'quantity: { value: 1000, hedge: ABOUT }', 'quantity: 1000']],
    says: [
      '@+0:15  found the number 1000, expected a mapping with the keys value, hedge, upper, unit, currency (mend: write { value: …, hedge: … })',
    ],
  },
  {
    mistake: 'an attribution that is only a name',
    edits: [[article, 'attribution: [scmp]', 'attribution: scmp']],
    says: ['@+0:18  found "scmp", expected a list (mend: write it as a list: [scmp])'],
  },
  {
    mistake: 'a name in an attribution that does not say so',
    edits: [[article, 'attribution: [scmp]', 'attribution: [Chinese sources]']],
    says: [
      `@+0:19  found "Chinese sources", expected a publisher's slug, or { name: … } (mend: write { name: Chinese sources }, or the slug of a publisher)`,
    ],
  },
  {
    mistake: 'a publisher by its name',
    edits: [[article, 'publisher: null', 'publisher: South China Morning Post']],
    says: [
      `@+0:12  found "South China Morning Post", expected a publisher's slug, or null where the document has none (mend: write its slug, as it is declared in publishers.yaml)`,
    ],
  },
  {
    mistake: 'an address without its scheme',
    edits: [[article, 'url: null', 'url: www.example.org/a']],
    says: [
      '@+0:6  found "www.example.org/a", expected a web address, beginning with https:// or http://, or null where the document has none (mend: write what is expected in its place; did you mean "https://www.example.org/a"?)',
    ],
  },
  {
    mistake: 'a slug in capitals',
    edits: [['entities/chips.yaml', 'slug: nvidia-h20,', 'slug: Nvidia-H20,']],
    says: [
      '@+0:11  found "Nvidia-H20", expected lower-case letters and digits joined by hyphens, such as nvidia-h200 (mend: write what is expected in its place; did you mean "nvidia-h20"?)',
    ],
  },
  {
    mistake: 'a slug that is used twice',
    edits: [['entities/products.yaml', '{ slug: tiktok, name: TikTok }', '{ slug: nvidia, name: TikTok }']],
    says: [
      '@+0:11  found the slug nvidia for the second time, expected each slug once (mend: give one of them another; the first is at entities/companies.yaml:5)',
      'sources/bytedance-nvidia-h200.yaml:321:14  found the subject tiktok, expected one that is declared in entities/products.yaml (mend: correct its spelling, or declare it there)',
    ],
  },
  {
    mistake: 'an id that is used twice',
    edits: [['entities/products.yaml', '{ slug: tiktok,', '{ slug: tiktok, id: nvidia,']],
    says: [
      '@+0:23  found the id nvidia for the second time, expected each id once (mend: give one of them another; the first is at entities/companies.yaml:5)',
    ],
  },
  {
    mistake: 'a key that two claims of a source share',
    edits: [[article, 'key: export-policy-kind', 'key: export-policy-date']],
    says: [
      '@+0:10  found the key export-policy-date for the second time, expected each key once (mend: give one of them another; the first is at @-33)',
    ],
  },
  {
    mistake: 'a source in a file of another name',
    edits: [[article, 'slug: bytedance-nvidia-h200', 'slug: bytedance-h200']],
    says: [
      '@+0:7  found the slug bytedance-h200 in bytedance-nvidia-h200.yaml, expected a source in the file of its slug (mend: rename the file to bytedance-h200.yaml, or correct the slug)',
    ],
  },
  {
    mistake: 'a language that is declared twice',
    edits: [['languages.yaml', '- language: pt', '- language: en']],
    says: [
      '@+0:13  found the language en for the second time, expected each language once (mend: give one of them another; the first is at languages.yaml:16)',
    ],
  },
  {
    mistake: 'a word for two powers of ten',
    edits: [['languages.yaml', '6: [milhão,', '6: [mil, milhão,']],
    says: [
      '@-2:5  found a mapping, expected each word under one power of ten (mend: write what is expected in its place)',
    ],
  },
  {
    mistake: 'a separator that is a word',
    edits: [['languages.yaml', 'decimal: ","', 'decimal: comma']],
    says: [
      '@+0:23  found "comma", expected one character that is neither letter nor digit (mend: write what is expected in its place)',
    ],
  },
  {
    mistake: 'a quantity without unit and dimension',
    edits: [['properties.yaml', `  unit: person\n`, '']],
    says: [
      '@-1:14  found neither unit nor dimension on headcount, expected a quantity to have a unit, or else dimension: money (mend: add one of them)',
    ],
  },
  {
    mistake: 'values on a property that is no text',
    edits: [['properties.yaml', `single: false\n`, `values: [A]\n`]],
    says: [
      '@+0:11  found values on performanceComparableTo, expected no values on a property whose values are of the kind ENTITY (mend: remove values, or correct valueKind)',
    ],
  },
  {
    mistake: 'a typed column that cannot hold what a property allows',
    edits: [['properties.yaml', 'values: [ACCELERATORS, AI]', 'values: [ACCELERATORS, AI, POWER]']],
    says: [
      '@+0:11  found values: ACCELERATORS, AI, POWER for purpose, expected some of ACCELERATORS, AI, because the column Investment.purpose is read from it (mend: correct values, or give the property another id)',
    ],
  },
  {
    mistake: 'a typed column of a property with many values',
    edits: [
      [
        'properties.yaml',
        'description: The company that makes the product.',
        `description: The company that makes the product.\n  single: false`,
      ],
    ],
    says: [
      '@+1:11  found single: false for developer, expected true, because the column Product.developerId is read from it (mend: correct single, or give the property another id)',
    ],
  },
  {
    mistake: 'participants that are no companies',
    edits: [
      [
        'properties.yaml',
        'acted on in the event.\n  valueKind: ENTITY\n  valueSubjects: [COMPANY]\n',
        'acted on in the event.\n  valueKind: ENTITY\n  valueSubjects: [COMPANY, CHIP]\n',
      ],
    ],
    says: [
      '@+2:18  found valueSubjects: COMPANY, CHIP for participant, expected COMPANY, because Event.participants is read from it (mend: correct valueSubjects, or give the property another id)',
    ],
  },
  {
    mistake: 'an unknown property',
    edits: [[article, 'property: headcount', 'property: headCount']],
    says: [
      '@+0:15  found the property headCount, expected one that is declared in properties.yaml (mend: correct its spelling, or declare it there; did you mean "headcount"?)',
    ],
  },
  {
    mistake: 'an address that leads nowhere',
    edits: [
      [
        'publishers.yaml',
        'name: South China Morning Post',
        'name: South China Morning Post\n  url: "http://["',
      ],
    ],
    says: [
      '@+1:8  found "http://[", expected a web address, beginning with https:// or http:// (mend: write what is expected in its place)',
    ],
  },
  {
    mistake: 'a publisher credited by its name',
    edits: [[article, 'attribution: [scmp]', 'attribution: [{ name: South china Morning Póst }]']],
    says: [
      '@+0:19  found the name South china Morning Póst, which is that of the publisher scmp, expected a publisher by its slug: by its name it would count as another witness (mend: write scmp)',
    ],
  },
  {
    mistake: 'an unknown subject',
    edits: [[article, 'subject: nvidia-h200', 'subject: nvidia-h2000']],
    says: [
      '@+0:14  found the subject nvidia-h2000, expected one that is declared in entities/chips.yaml (mend: correct its spelling, or declare it there; did you mean "nvidia-h200"?)',
    ],
  },
  {
    mistake: 'an unknown entity',
    edits: [[article, `entity: nvidia-h20\n`, `entity: nvidia-h2\n`]],
    says: [
      '@+0:13  found the entity nvidia-h2, expected one that is declared in entities/chips.yaml (mend: correct its spelling, or declare it there; did you mean "nvidia-h20"?)',
    ],
  },
  {
    mistake: 'an unknown publisher',
    edits: [[article, 'publisher: null', 'publisher: nyt']],
    says: [
      '@+0:12  found the publisher nyt, expected one that is declared in publishers.yaml (mend: correct its spelling, or declare it there)',
    ],
  },
  {
    mistake: 'an unknown publisher in an attribution',
    edits: [[article, 'attribution: [scmp]', 'attribution: [smcp]']],
    says: [
      '@+0:19  found the publisher smcp, expected one that is declared in publishers.yaml (mend: correct its spelling, or declare it there; did you mean "scmp"?)',
    ],
  },
  {
    mistake: 'a company in an attribution, as if it were a publisher',
    edits: [[article, 'attribution: [scmp]', 'attribution: [bytedance]']],
    says: [
      '@+0:19  found the publisher bytedance, expected one that is declared in publishers.yaml (mend: correct its spelling, or declare it there; who is no publication is { name: … })',
    ],
  },
  {
    mistake: 'an unknown unit',
    edits: [['properties.yaml', 'unit: customer', 'unit: client']],
    says: [
      '@+0:9  found the unit client, expected one that is declared in units.yaml (mend: correct its spelling, or declare it there)',
    ],
  },
  {
    mistake: 'no value',
    edits: [[article, `    text: POLICY_CHANGE\n`, '']],
    says: [
      '@-3:5  found no value, expected exactly one of quantity, text, entity, date (mend: add the one that the property asks for)',
    ],
  },
  {
    mistake: 'two values',
    edits: [[article, 'text: POLICY_CHANGE', `text: POLICY_CHANGE\n    entity: nvidia`]],
    says: [
      '@+1:13  found text and entity, expected exactly one of quantity, text, entity, date (mend: keep one of them)',
    ],
  },
  {
    mistake: 'a value of another kind',
    edits: [[article, 'entity: nvidia-h200', 'text: Nvidia H200']],
    says: [
      '@+0:11  found text for concerns, expected entity (mend: write entity, or choose another property)',
    ],
  },
  {
    mistake: 'a text that is not among the values',
    edits: [[article, 'text: POLICY_CHANGE', 'text: LAW']],
    says: [
      '@+0:11  found "LAW", expected one of POLICY_CHANGE, RELOCATION, SHIPMENT (mend: write one of them, or add it to the values of kind in properties.yaml)',
    ],
  },
  {
    mistake: 'an entity of a kind that the property does not take',
    edits: [[article, `entity: nvidia\n`, `entity: doubao\n`]],
    says: [
      '@+0:13  found doubao, which is of the kind PRODUCT, expected a value of designer: COMPANY (mend: correct the entity, or choose another property)',
    ],
  },
  {
    mistake: 'a subject of a kind that the property does not fit',
    edits: [
      [
        article,
        `subject: nvidia-h200\n    property: architecture`,
        `subject: nvidia\n    property: architecture`,
      ],
    ],
    says: [
      '@+0:14  found nvidia, which is of the kind COMPANY, expected a subject of architecture: CHIP (mend: correct the subject, or choose another property)',
    ],
  },
  {
    mistake: 'money without a currency',
    edits: [[article, 'hedge: UP_TO, currency: USD', 'hedge: UP_TO']],
    says: [
      '@+0:15  found no currency, expected a currency, because amount is money (mend: add currency, such as currency: USD)',
    ],
  },
  {
    mistake: 'money in a currency that there is not',
    edits: [[article, 'currency: USD', 'currency: USA']],
    says: ['@+0:54  found "USA", expected an ISO 4217 currency code, such as USD (mend: correct it)'],
  },
  {
    mistake: 'a count in a currency',
    edits: [[article, 'value: 1000, hedge: ABOUT', 'value: 1000, hedge: ABOUT, currency: USD']],
    says: [
      '@+0:54  found the currency USD, expected no currency, because headcount is counted in person (mend: remove it)',
    ],
  },
  {
    mistake: `a unit other than the property's`,
    edits: [[article, 'value: 1000, hedge: ABOUT', 'value: 1000, hedge: ABOUT, unit: token']],
    says: ['@+0:50  found the unit token, expected person, which is the unit of headcount (mend: remove it)'],
  },
  {
    mistake: 'bounds that cannot be',
    edits: [[article, 'value: 1000, hedge: ABOUT', 'value: 1000, hedge: BETWEEN, upper: 900']],
    says: [
      '@+0:15  found a quantity that cannot be (BETWEEN goes from the lower to the higher number; 1000 is not below 900), expected a number and a hedge that agree (mend: swap value and upper)',
      '@+0:37  found hedge: BETWEEN, where the excerpt has "aproximadamente" (ABOUT), expected the hedge of the excerpt (HEDGE_DIFFERS; mend: write hedge: ABOUT, or answer it: answers: { HEDGE_DIFFERS: why })',
      '@+0:53  found upper: 900, where the excerpt has 1000, expected a number of the excerpt (NUMBER_DIFFERS; mend: correct upper, or the excerpt, or answer it: answers: { NUMBER_DIFFERS: why })',
    ],
  },
  {
    mistake: 'a country code that there is not',
    edits: [[article, `text: US\n`, `text: UK\n`]],
    says: [
      '@+0:11  found "UK", expected an ISO 3166-1 alpha-2 country code, such as CN (mend: write the code of the country)',
    ],
  },
  {
    mistake: 'a date that is no EDTF',
    edits: [[article, 'edtf: 2026-02', 'edtf: mid-February 2026']],
    says: [
      '@+0:13  found a date that cannot be read ("mid-February 2026" is not EDTF such as 2026, 2025-12~ or 2025-10/2025-12), expected EDTF, levels 0 and 1 (mend: write a year (2026), a month (2026-03), a day (2026-03-31), or two of them with / between)',
    ],
  },
  {
    mistake: 'a relative date without phrase, anchor and reasoning',
    edits: [
      [
        article,
        'period: { edtf: "2026", phrase: em 2026, basis: STATED }',
        'period: { edtf: "2026", basis: RELATIVE }',
      ],
    ],
    says: [
      '@+0:13  found the basis RELATIVE without phrase, expected phrase, where the basis is RELATIVE (mend: add phrase)',
      '@+0:13  found the basis RELATIVE without anchor, expected anchor, where the basis is RELATIVE (mend: add anchor)',
      '@+0:13  found the basis RELATIVE without reasoning, expected reasoning, where the basis is RELATIVE (mend: add reasoning)',
    ],
  },
  {
    mistake: 'an inferred date without reasoning',
    edits: [
      [
        article,
        'period: { edtf: "2026", phrase: em 2026, basis: STATED }',
        'period: { edtf: "2026", basis: INFERRED }',
      ],
    ],
    says: [
      '@+0:13  found the basis INFERRED without reasoning, expected reasoning, where the basis is INFERRED (mend: add reasoning)',
    ],
  },
  {
    mistake: 'an anchor for a date that is stated',
    edits: [[article, 'basis: STATED }', 'basis: STATED, anchor: published }']],
    says: [
      '@+0:69  found an anchor for the basis STATED, expected an anchor only where the basis is RELATIVE (mend: remove anchor, or correct basis)',
    ],
  },
  {
    mistake: 'a doubt without a note',
    edits: [
      [
        article,
        `    note: If "last quarter" means the last completed one, it is the third quarter of 2025.\n`,
        '',
      ],
    ],
    says: [
      '@-1:17  found confidence: MEDIUM without a note, expected a note that gives the reason (mend: add note)',
    ],
  },
  {
    mistake: 'a rejected claim without a note',
    edits: [[article, `confidence: HIGH\n`, `confidence: HIGH\n    rank: REJECTED\n`]],
    says: [
      '@+1:11  found rank: REJECTED without a note, expected a note that gives the reason (mend: add note)',
    ],
  },
  {
    mistake: 'an answer to a lint that there is not',
    edits: [[article, 'answers: { RELATIVE_DATE:', 'answers: { RELATIVE_TIME:']],
    says: [
      '@+0:16  found the key RELATIVE_TIME, expected one of the keys HEDGE_LOST, HEDGE_ADDED, HEDGE_DIFFERS, NUMBER_DIFFERS, NUMBER_MISSING, RELATIVE_DATE, MAGNITUDE, TWO_VALUES, DUPLICATE_CLAIM, FUTURE_FACT (mend: correct its spelling, or remove it)',
    ],
  },
  {
    mistake: 'an answer without a reason',
    edits: [
      [
        article,
        'answers: { RELATIVE_DATE: When it moved is a claim of its own. }',
        'answers: { RELATIVE_DATE: "" }',
      ],
    ],
    says: [
      '@+0:31  found "", expected text that is not empty, in Unicode characters other than NUL (mend: write what is expected in its place)',
    ],
  },
  {
    mistake: 'an answer about a name to a lint that is about claims',
    edits: [
      ['entities/products.yaml', 'name: Doubao }', 'name: Doubao, answers: { MAGNITUDE: It is large. } }'],
    ],
    says: [
      '@+0:44  found the key MAGNITUDE, expected one of the keys LOOKALIKE_NAME (mend: correct its spelling, or remove it)',
    ],
  },
  {
    mistake: 'an excerpt of more than twelve words',
    edits: [
      [
        article,
        'excerpt: a decisão final caberá às autoridades chinesas',
        'excerpt: mas a decisão final caberá às autoridades chinesas, que podem influenciar as decisões relevantes',
      ],
    ],
    says: [
      '@+0:16  found an excerpt of 14 words, expected at most 12, because documents are not republished (mend: shorten it to the words that matter)',
      '@+3:12  found a span of 46 (1997 to 2043), expected 96, as many code points as the excerpt has (mend: rename excerpt to phrase, and run npm run source:locate)',
      '@+4:15  found the sha256 3901ca3e8376ecca5192d60668d85f44cca6f445607a56584a35bbafc02bc538, expected 3eddf674e7da3012f3b1322109bb330ab6433a31a104d0bc8150419f3215f80d, that of the excerpt (mend: rename excerpt to phrase, and run npm run source:locate)',
    ],
  },
  {
    mistake: 'a span that is not as long as its excerpt',
    edits: [[article, 'end: 18', 'end: 19']],
    says: [
      '@+0:12  found a span of 19 (0 to 19), expected 18, as many code points as the excerpt has (mend: rename excerpt to phrase, and run npm run source:locate)',
    ],
  },
  {
    mistake: 'a span that ends before it starts',
    edits: [[article, 'end: 355', 'end: 335']],
    says: [
      '@+0:12  found an end at 335, which is not after the start at 337, expected 18 code points between them, as many as the excerpt has (mend: swap start and end, or correct them)',
    ],
  },
  {
    mistake: 'a span beyond the end of the source',
    edits: [[article, 'length: 2421', 'length: 2400']],
    says: [
      '@+69:12  found the end 2421, expected at most 2400, the length of the source (mend: correct it, or the length)',
    ],
  },
  {
    mistake: `another sha256 than the excerpt's`,
    edits: [[article, 'sha256: a4ca3d', 'sha256: b4ca3d']],
    says: [
      '@+0:15  found the sha256 b4ca3d369dd63d2c84ec8876f4528cc06fec7c802bedbc4eb7daf0df72353f71, expected a4ca3d369dd63d2c84ec8876f4528cc06fec7c802bedbc4eb7daf0df72353f71, that of the excerpt (mend: rename excerpt to phrase, and run npm run source:locate)',
    ],
  },
  {
    mistake: 'a sha256 that is none',
    edits: [[article, 'sha256: a4ca3d', 'sha256: xyz']],
    says: [
      '@+0:15  found "xyz369dd63d2c84ec8876f4528cc06fec7c802bedbc4eb7daf0df72353f71", expected a SHA-256: 64 hexadecimal digits, in lower case (mend: write what is expected in its place)',
    ],
  },
  {
    mistake: 'an excerpt that is not normalised',
    edits: [[article, 'excerpt: O último trimestre', 'excerpt: O último trimestre']],
    says: [
      '@+0:16  found an excerpt that is not normalised, expected one line of Unicode NFC, as passages are counted in (mend: copy it from the normalised text)',
    ],
  },
  {
    mistake: 'two preferred claims in one fact',
    edits: [
      [
        article,
        `    confidence: HIGH\n    passage:\n      excerpt: aceleradores Nvidia H200`,
        `    confidence: HIGH\n    rank: PREFERRED\n    passage:\n      excerpt: aceleradores Nvidia H200`,
      ],
      [
        article,
        `    entity: nvidia\n    modality: FACT\n    confidence: HIGH\n    passage:\n      excerpt: Nvidia H20 fornecido`,
        `    entity: nvidia\n    modality: FACT\n    confidence: HIGH\n    rank: PREFERRED\n    passage:\n      excerpt: Nvidia H20 fornecido`,
      ],
      [
        article,
        `subject: nvidia-h20\n    property: designer`,
        `subject: nvidia-h200\n    property: designer`,
      ],
    ],
    says: [
      '@+306:10  found the value of h200-designer again, for designer of nvidia-h200, expected a source to say a thing once (DUPLICATE_CLAIM; mend: remove one of the two, or retire it, or answer it: answers: { DUPLICATE_CLAIM: why })',
      '@+312:11  found a second PREFERRED claim for designer of nvidia-h200, in the same period, expected at most one (mend: lower one of them; the first is at @+1)',
    ],
  },
  {
    mistake: 'an investment that nobody makes',
    edits: [
      [
        'entities/investments.yaml',
        '- { slug: bytedance-nvidia-2026',
        `- { slug: mystery, name: A mystery }\n- { slug: bytedance-nvidia-2026`,
      ],
    ],
    says: [
      '@+0:3  found mystery without a claim for investor, purpose, amount, expected each entity of its kind to have one for each of these (mend: add what is missing; or put back the claim, with `retired`, or the file of the source that had it; an entity that was never published can be removed)',
    ],
  },
  {
    mistake: 'companies that are part of each other',
    edits: [
      [
        article,
        `    property: operatesUnder\n    entity: picoheart`,
        `    property: parent\n    entity: bytedance`,
      ],
      [
        article,
        `    subject: bytedance\n    property: acceptableSupplier\n    entity: metax`,
        `    subject: bytedance\n    property: parent\n    entity: bytedance-seed`,
      ],
    ],
    says: [
      'entities/companies.yaml:3:3  found parent in a circle: bytedance → bytedance-seed → bytedance, expected nothing to be above itself (mend: correct one of the claims for parent)',
      '@-2:10  found the value of seed-parent again, for parent of bytedance-seed, expected a source to say a thing once (DUPLICATE_CLAIM; mend: remove one of the two, or retire it, or answer it: answers: { DUPLICATE_CLAIM: why })',
    ],
  },
  {
    mistake: 'the same claim under two keys',
    edits: [
      [
        article,
        '  - key: h200-category',
        `  - key: h200-architecture-again\n    subject: nvidia-h200\n    property: architecture\n    text: Hopper\n    modality: FACT\n    confidence: HIGH\n    passage:\n      excerpt: com arquitetura Hopper\n      paragraph: 1\n      start: 137\n      end: 159\n      sha256: aed243862a0c19947225c48068ca2f6fc174ed1a92fa47c46c39e1ad077db4aa\n    statement: The H200 has the Hopper architecture.\n  - key: h200-category`,
      ],
    ],
    says: [
      '@+26:10  found the content of h200-architecture-again again, expected each claim to say something of its own (mend: remove one of the two)',
    ],
  },
];
