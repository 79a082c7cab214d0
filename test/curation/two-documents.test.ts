import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/open.ts';
import { apiOver, type TestApi } from '../support/api.ts';
import { command } from '../support/command.ts';
import { emptyDatabase } from '../support/database.ts';
import { edit, editedDataset } from './edited-dataset.ts';

// Two documents, written for this test and as invented as their newspapers, are added to the first article as a curator adds
// them: an English one that denies an amount of the article, then a Spanish one that bears it out. Then the English one is
// taken back. That makes four releases: 1.0.0, 1.1.0, 1.2.0 and 1.2.1.

// Their texts, and the claims that a curator finds in them.
const texts = 'test/curation/two-documents';

let dataset: string;
let settings: Record<string, string>;

/** `npm run <script> -- <words>`, which succeeds; what it prints. */
async function typed(script: string, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await command(script, [...words, '--dataset', dataset], settings);
  expect({ script, code, stderr }).toEqual({ script, code: 0, stderr: '' });
  return stdout;
}

/** Begins a source, describes it, writes its claims and completes them. */
async function added(slug: string, header: Record<string, string>): Promise<void> {
  expect(await typed('source-new', `${texts}/${slug}.txt`)).toContain(`${slug}.yaml: 4 paragraphs, `);
  const file = `sources/${slug}.yaml`;
  for (const [key, value] of Object.entries(header)) {
    await edit(dataset, [file, `\n${key}: null`, `\n${key}: ${value}`]);
  }
  await edit(dataset, [file, 'claims: []\n', await readFile(`${texts}/${slug}.yaml`, 'utf8')]);
  expect(await typed('source-locate', slug, '--texts', texts)).toContain(`${slug}.yaml: 3 passages located`);
}

/** What the API answers over the database as it is now. */
async function asked<Asked>(ask: (api: TestApi) => Promise<Asked>): Promise<Asked> {
  const api = apiOver(await openDatabase({ ...readConfig(settings), access: 'reader' }));
  try {
    return await ask(api);
  } finally {
    await api.close();
  }
}

/** The first release, letter by letter, in GraphQL and as a file. */
const first = async ({ fetch }: TestApi) => {
  const query = `{
    facts(asOf: "1.0.0", first: 100) { nodes { standing independentSources acceptedBecause accepted { id } claims { id } } }
    claims(asOf: "1.0.0", first: 100) { nodes { statement accepted retiredIn { version } source { slug retraction } attribution { name } } }
    investments(asOf: "1.0.0") { nodes { slug amount { quantity { display } source { slug } } } }
    company(asOf: "1.0.0", slug: "nvidia") { country facts { totalCount } }
    source(asOf: "1.0.0", slug: "harbour-ledger") { slug } dataset(asOf: "1.0.0") { counts { claims sources } } }`;
  const answer = await (await fetch(`/graphql?${new URLSearchParams({ query })}`)).text();
  return { answer, file: await (await fetch('/exports/1.0.0/claims.csv')).text() };
};

/** What is known of the amount that the documents disagree on. */
const amount = async ({ ask }: TestApi) => {
  const { data } =
    await ask(`{ investment(slug: "bytedance-nvidia-2026") { amount { quantity { display } source { slug } }
    fact(property: "amount") { standing independentSources acceptedBecause claims { source { slug } } } } }`);
  const { amount, fact } = data.investment;
  return [
    `${amount.quantity.display}, says ${amount.source.slug}: ${fact.acceptedBecause}`,
    `${fact.standing}, ${fact.independentSources} independent`,
    fact.claims.map(({ source }: { source: { slug: string } }) => source.slug).sort(),
  ];
};

interface Told {
  said: string;
  first: Awaited<ReturnType<typeof first>>;
  amount: Awaited<ReturnType<typeof amount>>;
}
const told: Told[] = [];

async function published(): Promise<void> {
  const said = await typed('seed');
  told.push({
    said,
    ...(await asked(async (api) => ({ first: await first(api), amount: await amount(api) }))),
  });
}

beforeAll(async () => {
  dataset = await editedDataset();
  settings = await emptyDatabase();
  await published();

  await appendFile(
    join(dataset, 'publishers.yaml'),
    '- { slug: the-ledger, name: The Harbour Ledger }\n- { slug: cuaderno, name: Cuaderno del Puerto }\n',
  );
  const ledger = {
    title: 'ByteDance asks for more Nvidia accelerators than has been said',
    publisher: 'the-ledger',
    byline: 'Ada Quill',
    published: '{ edtf: 2026-01-15, basis: STATED }',
  };
  await added('harbour-ledger', ledger);
  expect(await typed('check-dataset')).toContain(': 2 sources, 73 claims, ');
  await published();

  const cuaderno = {
    title: '"El pedido de ByteDance, según quienes lo preparan"',
    publisher: 'cuaderno',
    published: '{ edtf: 2026-02-02, basis: STATED }',
  };
  await added('cuaderno-del-puerto', cuaderno);
  await published();

  await edit(dataset, [
    'sources/harbour-ledger.yaml',
    '\ndefects: []',
    '\nretracted: { note: The newspaper took it back. }\ndefects: []',
  ]);
  await published();
}, 240_000);

test('each document makes one release, and so does taking one back', () => {
  expect(told.map(({ said }) => said.split('\n')[0])).toEqual([
    expect.stringMatching(/^release 1\.0\.0: 70 claims added/),
    expect.stringMatching(/^release 1\.1\.0: 3 claims added, 0 corrected, 0 retired/),
    expect.stringMatching(/^release 1\.2\.0: 3 claims added, 0 corrected, 0 retired/),
    expect.stringMatching(/^release 1\.2\.1: 0 claims added, 0 corrected, 3 retired/),
  ]);
  // What the Spanish document says too is not lost with the English one.
  expect(told[3]?.said).not.toContain('no claim supports any longer');
});

test('an amount that documents disagree on is contested, with the claims of all, until one is taken back', () => {
  const [article, ledger, cuaderno] = ['bytedance-nvidia-h200', 'harbour-ledger', 'cuaderno-del-puerto'];
  const atLeast16 = `at least $16 billion, says ${ledger}: FEWER_HOPS`;
  expect(told.map(({ amount }) => amount)).toEqual([
    [`up to $14 billion, says ${article}: ONLY_CLAIM`, 'UNCONTESTED, 1 independent', [article]],
    [atLeast16, 'CONTESTED, 2 independent', [article, ledger]],
    [atLeast16, 'CONTESTED, 3 independent', [article, cuaderno, ledger]],
    [
      `up to $14 billion, says ${cuaderno}: SOURCE_RELIABILITY`,
      'CORROBORATED, 2 independent',
      [article, cuaderno],
    ],
  ]);
});

test('the first release answers letter by letter as it did then, whatever was published since', () => {
  const [then, ...since] = told.map(({ first }) => first);
  expect(then?.answer).toContain('"up to $14 billion"');
  for (const now of since) expect(now).toEqual(then);
});

test('what changed between releases is told with before and after, and a document taken back keeps its claims', async () => {
  const { data, errors } = await asked(({ ask }) => {
    const about = '{ subject: { slug: { eq: "bytedance-nvidia-2026" } } }';
    const nodes =
      'nodes { kind note release { version } before { source { slug } } after { source { slug } } }';
    return ask(`{
      all: changes(since: "1.0.0") { totalCount }
      one: changes(since: "1.0.0", where: { or: [{ before: ${about} }, { after: ${about} }] }) { ${nodes} }
      between: changes(since: "1.1.0", until: "1.2.0", where: { after: ${about} }) { ${nodes} }
      source(slug: "harbour-ledger") { retraction claims { totalCount }
        kept: claims(where: { retired: { eq: true } }) { nodes { key retirementReason retiredIn { version } } }
        now: dependents { totalCount } earlier: dependents(asOf: "1.2.0") { nodes { subject { slug } } } } }`);
  });
  expect(errors).toBeUndefined();
  const change = (kind: string, version: string, before: string | null, after: string | null) => ({
    kind,
    note: kind === 'RETIRED' ? 'The newspaper took it back.' : null,
    release: { version },
    before: before && { source: { slug: before } },
    after: after && { source: { slug: after } },
  });
  const second = change('ADDED', '1.2.0', null, 'cuaderno-del-puerto');
  const retired = { retirementReason: 'SOURCE_RETRACTED', retiredIn: { version: '1.2.1' } };
  expect(data).toEqual({
    all: { totalCount: 9 },
    one: {
      nodes: [
        change('RETIRED', '1.2.1', 'harbour-ledger', null),
        second,
        change('ADDED', '1.1.0', null, 'harbour-ledger'),
      ],
    },
    between: { nodes: [second] },
    source: {
      retraction: 'The newspaper took it back.',
      claims: { totalCount: 0 },
      kept: {
        nodes: [
          { key: 'nvidia-2026-amount', ...retired },
          { key: 'nvidia-country', ...retired },
          { key: 'own-chip-team', ...retired },
        ],
      },
      now: { totalCount: 0 },
      earlier: {
        nodes: ['bytedance-nvidia-2026', 'nvidia', 'bytedance-ai-chip'].map((slug) => ({
          subject: { slug },
        })),
      },
    },
  });
});

test('the files of a release say which of its sources were taken back by then', async () => {
  const says = async (file: string) =>
    asked(async ({ fetch }) =>
      (await (await fetch(`/exports/${file}`)).text()).includes('The newspaper took it back.'),
    );
  expect(await says('1.2.1/sources.csv')).toBe(true);
  expect(await says('1.2.1/dataset.jsonld')).toBe(true);
  expect(await says('1.2.0/sources.csv')).toBe(false);
});
