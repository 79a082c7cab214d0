import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testApi } from '../support/api.ts';
import { command } from '../support/command.ts';
import { emptyDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { edit, editedDataset } from './edited-dataset.ts';

test('the example in dataset/README.md leads from its text to its answer', async () => {
  const readme = await readFile('dataset/README.md', 'utf8');
  const example = readme.slice(readme.indexOf('## Adding a document'));
  const blocks = (language: string) =>
    [...example.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(
      ([, block]) => block as string,
    );
  const [text = ''] = blocks('text');
  const [entity = '', claims = ''] = blocks('yaml');
  const [query = ''] = blocks('graphql');
  const [answer = ''] = blocks('json');
  const commands = [
    ...blocks('sh')
      .join('')
      .matchAll(/^npm run (\S+)(?: -- ([^#\n]*))?/gm),
  ];

  const dataset = await editedDataset();
  const texts = join(await temporaryFolder(), 'texts');
  const database = await emptyDatabase();
  await mkdir(texts);
  await writeFile(join(texts, 'example-silicon.txt'), text);
  for (const [, script = '', options = ''] of commands) {
    const given = options.trim().replace('../texts', texts).split(' ').filter(Boolean);
    const name = script.includes(':') ? script.replace(':', '-') : script;
    expect(await command(name, [...given, '--dataset', dataset], database)).toMatchObject({
      code: 0,
      stderr: '',
    });
    if (script !== 'source:new') continue;
    await appendFile(join(dataset, 'entities/companies.yaml'), entity);
    await edit(dataset, ['sources/example-silicon.yaml', 'claims: []\n', claims]);
  }
  expect(commands.map(([, script]) => script)).toEqual([
    'source:new',
    'source:locate',
    'check:dataset',
    'verify',
    'seed',
  ]);

  const api = await testApi(dataset);
  onTestFinished(() => api.close());
  expect((await api.ask(query)).data).toEqual(JSON.parse(answer));
});
