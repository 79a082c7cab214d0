import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';

const readme = await readFile('README.md', 'utf8');
const queries = await readFile('docs/queries.md', 'utf8');
const examples = [...readme.matchAll(/```graphql\n([\s\S]*?)```\n```json\n([\s\S]*?)```/g)].map(
  ([, query, answer]) => ({
    query: query as string,
    answer: JSON.parse(answer as string),
  }),
);

describe('the README', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi();
  });
  afterAll(() => api.close());

  it('begins with a query and its answer', () => {
    expect(examples.length).toBeGreaterThanOrEqual(2);
    expect(readme.slice(0, readme.indexOf('```json')).split('\n').length).toBeLessThan(40);
  });

  it.each(examples)('prints the answer that its query gets: $query', async ({ query, answer }) => {
    const { data, errors } = await api.ask(query);
    expect(errors).toBeUndefined();
    expect(data).toEqual(answer);
  });

  const questions = [...queries.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query]) => query as string);

  it.each(questions)('is not alone: docs/queries.md asks what can be asked: %s', async (query) => {
    const { errors } = await api.ask(query);
    expect(errors).toBeUndefined();
  });

  it('names only commands that there are', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
    const texts = await Promise.all(
      ['README.md', 'CONTRIBUTING.md', 'dataset/README.md'].map((file) => readFile(file, 'utf8')),
    );
    const named = texts.flatMap((text) => [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name));
    expect(named.length).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => !((name as string) in scripts))).toEqual([]);
  });
});
