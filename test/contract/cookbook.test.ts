import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';
import { type Answered, printCookbook, type Recipe, readRecipes } from '../support/cookbook.ts';
import { largerDataset } from '../support/larger-dataset.ts';

// Citations give the day of the release.
const published = new Date('2026-11-25T12:00:00Z');

const recipes = readRecipes();

let api: TestApi;
let larger: TestApi;
beforeAll(async () => {
  api = await testApi('dataset', published);
  larger = await testApi(await largerDataset({ investments: 60, sources: 5 }), published);
});
afterAll(async () => {
  await api.close();
  await larger.close();
});

async function answered(recipe: Recipe, over = api): Promise<Answered> {
  const { data, errors, statements } = await over.ask(recipe.query);
  expect(errors).toBeUndefined();
  expect(Object.values(data)).not.toContain(null);
  return { ...recipe, data, statements };
}

const kebab = (name: string) => name.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase();

it('docs/cookbook.md is what the queries in docs/cookbook/ are answered', async () => {
  expect(recipes.length).toBeGreaterThanOrEqual(20);
  const answers: Answered[] = [];
  for (const recipe of recipes) answers.push(await answered(recipe));
  await expect(printCookbook(answers)).toMatchFileSnapshot('../../docs/cookbook.md');
});

describe.each(recipes)('$file', (recipe) => {
  it('asks a question, and is named like its operation', () => {
    expect(recipe.question).toMatch(/^["A-Z].*\?$/);
    const [operation] = parse(recipe.query).definitions;
    const name = operation?.kind === Kind.OPERATION_DEFINITION ? operation.name?.value : undefined;
    expect(`${recipe.file.slice(0, 2)}-${kebab(name ?? '')}.graphql`).toBe(recipe.file);
  });

  it('takes as many statements over 60 investments more, from 5 sources more', async () => {
    const here = await answered(recipe);
    expect((await answered(recipe, larger)).statements).toBe(here.statements);
  });
});
