import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { checkProjection } from '../../src/curation/check-projection.ts';
import { type Published, publish, summary } from '../../src/curation/publish.ts';
import { apiOver, type TestApi, testApi } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { article, editedDataset } from './edited-dataset.ts';

const retired = '    retired: { reason: CURATION_ERROR, note: Misread. }';

/** Our dataset, with those claims of the article retired that `which` picks by what is written of them. */
async function withRetired(which: (claim: string) => boolean): Promise<string> {
  const folder = await editedDataset();
  const path = join(folder, article);
  const [head = '', ...claims] = (await readFile(path, 'utf8')).split(/^(?= {2}- key: )/m);
  const edited = claims.map((claim) => (which(claim) ? claim.replace(/\n/, `\n${retired}\n`) : claim));
  await writeFile(path, [head, ...edited].join(''));
  return folder;
}

const isAbout =
  (subject: string, property = '[A-Za-z]+') =>
  (claim: string) =>
    new RegExp(`subject: ${subject}\n`).test(claim) && new RegExp(`property: ${property}\n`).test(claim);

const names = (subject: string) => (claim: string) => new RegExp(`entity: ${subject}\n`).test(claim);

describe('what no claim supports any longer', () => {
  const about = {
    investment: 'bytedance-nvidia-2026',
    chip: 'nvidia-h20',
    product: 'doubao',
    event: 'bytedance-seed-relocation',
    company: 'picoheart',
  };
  let folder: string;
  let api: TestApi;
  let published: Published;
  beforeAll(async () => {
    api = await testApi();
    const gone = Object.values(about);
    folder = await withRetired((claim) => gone.some((slug) => isAbout(slug)(claim) || names(slug)(claim)));
    published = await publish(api.database, await checkedDataset(folder));
    expect(published.release.version).toBe('1.0.1');
  });
  afterAll(() => api.close());

  const found = (at = '') => `{
    investment(slug: "${about.investment}"${at}) { id supported counterparty { slug } amount { id } period { edtf } partOf { slug } }
    chip(slug: "${about.chip}"${at}) { id supported designer { slug } architecture status }
    product(slug: "${about.product}"${at}) { id supported developer { slug } category }
    event(slug: "${about.event}"${at}) { id supported kind status country date { edtf } }
    company(slug: "${about.company}"${at}) { id supported country parent { slug } }
  }`;

  const defining = (at = '') =>
    `{ investment(slug: "${about.investment}"${at}) { investor { slug } purpose status } }`;
  const last = { investor: { slug: 'bytedance' }, purpose: 'ACCELERATORS', status: 'PLAN' };

  test('is named when it is published, with what it lacks', () => {
    const whole = 'no claim that counts is about it or names it';
    const why = 'no claim that counts gives its investor and purpose';
    expect(published.details.filter(({ change }) => change === 'unlisted')).toEqual(
      [about.company, about.chip, about.product, about.investment, about.event].map((what) => ({
        change: 'unlisted',
        what,
        old: 'listed',
        new: 'not listed',
        why: what === about.investment ? why : whole,
      })),
    );
    expect(summary(published).split('\n')).toContain(`no longer listed: ${about.investment}, because ${why}`);
  });

  test('is found by its slug and id, says so, and tells nothing but what it has to', async () => {
    const { data } = await api.ask(found());
    expect((await api.ask(defining())).data.investment).toEqual(last);
    for (const { id, supported, ...columns } of Object.values(data) as Record<string, unknown>[]) {
      expect(supported).toBe(false);
      expect(new Set(Object.values(columns))).toEqual(new Set([null]));
      const node = await api.ask(
        'query ($id: ID!) { node(id: $id) { id ... on Entity { supported facts { totalCount } claims { totalCount } retired: claims(where: { retired: { eq: true } }) { totalCount } } } }',
        { id },
      );
      expect(node.data.node).toMatchObject({
        id,
        supported: false,
        facts: { totalCount: 0 },
        claims: { totalCount: 0 },
      });
    }
  });

  test('is neither listed nor counted, unless it is asked for', async () => {
    for (const [one, slug] of Object.entries(about)) {
      const many = one === 'company' ? 'companies' : `${one}s`;
      const listed = (where: string, asOf = '') =>
        api.ask(
          `{ ${many}(where: { ${where} slug: { eq: "${slug}" } }${asOf}) { totalCount nodes { slug } } }`,
        );
      expect((await listed('')).data[many]).toEqual({ totalCount: 0, nodes: [] });
      expect((await listed('supported: { eq: false }')).data[many].nodes).toEqual([{ slug }]);
      expect((await listed('', ', asOf: "1.0.0"')).data[many].nodes).toEqual([{ slug }]);
    }
    const { data } = await api.ask(`{
      dataset { counts { companies chips products investments events } }
      companies { totalCount } chips { totalCount } products { totalCount } investments { totalCount } events { totalCount }
      then: dataset(asOf: "1.0.0") { counts { companies chips products investments events } }
    }`);
    const { dataset, then, ...lists } = data;
    for (const [name, { totalCount }] of Object.entries(lists) as [string, { totalCount: number }][]) {
      expect(dataset.counts[name]).toBe(totalCount);
      expect(then.counts[name]).toBe(totalCount + 1);
    }
  });

  test('is not searched for, and listed where a total leaves it out', async () => {
    const { data } = await api.ask(`{
      search(text: "Picoheart", kinds: [COMPANY]) { totalCount }
      before: search(text: "Picoheart", kinds: [COMPANY], asOf: "1.0.0") { totalCount }
      investmentTotals(where: { supported: { eq: false } }) { total { leftOut { reason count investments { nodes { slug } } } } }
    }`);
    expect(data).toEqual({
      search: { totalCount: 0 },
      before: { totalCount: 1 },
      investmentTotals: {
        total: {
          leftOut: [
            { reason: 'NOTHING_KNOWN', count: 1, investments: { nodes: [{ slug: about.investment }] } },
          ],
        },
      },
    });
  });

  test('is in no facet, no total and no filter through a relation', async () => {
    const { data } = await api.ask(`{
      investments { facets(by: INVESTOR) { value count } statuses: facets(by: STATUS) { value count } }
      investmentTotals(groupBy: [INVESTOR]) { total { count leftOut { reason count } } groups { nodes { group { value } } } }
      companies(where: { investment: { slug: { eq: "${about.investment}" } } }) { totalCount }
      company(slug: "bytedance") { investments { nodes { slug } } }
    }`);
    expect(data).toEqual({
      investments: {
        facets: [{ value: 'bytedance', count: 2 }],
        statuses: [
          { value: 'FACT', count: 1 },
          { value: 'FORECAST', count: 1 },
        ],
      },
      investmentTotals: {
        total: { count: 2, leftOut: [] },
        groups: { nodes: [{ group: [{ value: 'bytedance' }] }] },
      },
      companies: { totalCount: 0 },
      company: { investments: { nodes: [{ slug: 'bytedance-ai-2026' }, { slug: 'bytedance-nvidia-2025' }] } },
    });
  });

  test('is still told as of the release that told it', async () => {
    const { data } = await api.ask(found(', asOf: "1.0.0"'));
    expect(data).toMatchObject({
      investment: {
        supported: true,
        amount: { id: expect.any(String) },
      },
      chip: { supported: true, designer: { slug: 'nvidia' } },
      product: { supported: true, developer: { slug: 'bytedance' } },
      event: { supported: true, kind: 'RELOCATION' },
      company: { supported: true },
    });
  });

  test('is marked in exports', async () => {
    const csv = async (version: string) =>
      (await api.fetch(`/exports/${version}/entities.csv`)).text().then((text) => text.split('\r\n'));
    const line = `"${about.chip}","CHIP","Nvidia H20","[""H20""]"`;
    expect(await csv('1.0.1')).toContain(`${line},false,"CC-BY-4.0"`);
    expect(await csv('1.0.0')).toContain(`${line},true,"CC-BY-4.0"`);
  });

  test('is proven to be nothing by check:projection', async () => {
    await expect(checkProjection(api.database)).resolves.toContain('all say what their accepted claims say');
    const { investment } = api.database.prisma;
    const where = { slug: about.investment };
    await investment.update({ where, data: { counterpartyId: 'bytedance', purpose: 'AI', supported: true } });
    await expect(checkProjection(api.database)).rejects.toMatchObject({
      code: 'PROJECTION_MISMATCH',
      message: [
        '3 mismatches',
        `Investment ${about.investment}: supported is true, but its claims say false`,
        `Investment ${about.investment}: counterpartyId is "bytedance", but its claims say null`,
        `Investment ${about.investment}: purpose is "AI", but its claims say "ACCELERATORS"`,
      ].join('\n'),
    });
    await investment.update({
      where,
      data: { counterpartyId: null, purpose: 'ACCELERATORS', supported: false },
    });
  });

  test('is published anew with no claims at all', async () => {
    const anew = apiOver(await testDatabase());
    await publish(anew.database, await checkedDataset(folder));
    expect((await anew.ask(found())).data).toEqual((await api.ask(found())).data);
    // It never held what was claimed last.
    const { data, errors } = await anew.ask(defining());
    expect(data).toEqual({ investment: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(`the investor of ${about.investment}`),
      extensions: { code: 'NOT_FOUND' },
    });
    await anew.close();
  });
});

test('what a claim still tells is listed without what was retired, unless that defines it', async () => {
  const api = await testApi();
  const investor = isAbout('bytedance-nvidia-2026', 'investor');
  const amount = isAbout('bytedance-nvidia-2025', 'amount');
  const developed = isAbout('doubao', 'developer');
  const folder = await withRetired((claim) => investor(claim) || amount(claim) || developed(claim));
  await publish(api.database, await checkedDataset(folder));
  const { data } = await api.ask(`{
    investments { nodes { slug supported investor { slug } status amount { quantity { display } } } facets(by: INVESTOR) { value count } }
    investmentTotals { total { count leftOut { reason count } } }
    investment(slug: "bytedance-nvidia-2026") { supported investor { slug } amount { quantity { display } } }
    product(slug: "doubao") { supported developer { slug } }
    company(slug: "nvidia") { supported }
  }`);
  const byteDance = { supported: true, investor: { slug: 'bytedance' } };
  expect(data).toEqual({
    investments: {
      nodes: [
        {
          slug: 'bytedance-ai-2026',
          ...byteDance,
          status: 'FORECAST',
          amount: { quantity: { display: 'up to $23 billion' } },
        },
        { slug: 'bytedance-nvidia-2025', ...byteDance, status: 'FACT', amount: null },
      ],
      facets: [{ value: 'bytedance', count: 2 }],
    },
    investmentTotals: { total: { count: 1, leftOut: [{ reason: 'NOTHING_KNOWN', count: 1 }] } },
    investment: {
      supported: false,
      investor: { slug: 'bytedance' },
      amount: { quantity: { display: 'up to $14 billion' } },
    },
    product: { supported: true, developer: null },
    company: { supported: true },
  });
  await api.close();
});
