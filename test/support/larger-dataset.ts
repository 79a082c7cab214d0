import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from './temporary-folder.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** One made-up document per source, each with a line on each of its investments. */
function source(index: number, investments: readonly number[]) {
  const lines = investments.map((number) => `ByteDance spent ${number} million dollars.`);
  const text = lines.join('\n');
  const claims = investments.flatMap((number, line) => {
    const start = lines.slice(0, line).join('\n').length + (line === 0 ? 0 : 1);
    const passage = (excerpt: string) => {
      const from = start + (lines[line] as string).indexOf(excerpt);
      return {
        excerpt,
        paragraph: line + 1,
        start: from,
        end: from + excerpt.length,
        sha256: sha256(excerpt),
      };
    };
    const claim = (property: string, value: object, excerpt: string) => ({
      key: `${property}-${number}`,
      subject: `investment-${number}`,
      property,
      ...value,
      modality: 'FACT',
      confidence: 'HIGH',
      passage: passage(excerpt),
      statement: `ByteDance spent ${number} million dollars.`,
    });
    return [
      claim('investor', { entity: 'bytedance' }, 'ByteDance'),
      claim('purpose', { text: 'AI' }, 'ByteDance spent'),
      claim(
        'amount',
        {
          quantity: { value: number * 1_000_000, hedge: 'STATED', currency: 'USD' },
          period: { edtf: String(1990 + (number % 30)), basis: 'INFERRED', reasoning: 'Made up.' },
        },
        `${number} million dollars`,
      ),
    ];
  });
  return {
    slug: `source-${index}`,
    kind: 'ARTICLE',
    title: `Document ${index}`,
    publisher: `publisher-${index % 3}`,
    byline: null,
    url: null,
    language: 'en',
    published: { edtf: `2024-0${(index % 9) + 1}-01`, basis: 'STATED' },
    sha256: sha256(text),
    length: text.length,
    defects: [],
    claims,
  };
}

/** A folder with our dataset and made-up investments of ByteDance's besides, spread over several sources and publishers. */
export async function largerDataset(size: { investments: number; sources: number }): Promise<string> {
  const folder = await temporaryFolder();
  await cp('dataset', folder, { recursive: true });
  const numbers = Array.from({ length: size.investments }, (_, index) => index + 1);
  const append = async (file: string, entries: object[]) =>
    writeFile(join(folder, file), (await readFile(join(folder, file), 'utf8')) + stringify(entries));
  await append(
    'entities/investments.yaml',
    numbers.map((number) => ({
      slug: `investment-${number}`,
      name: `A made-up investment ${String(number).padStart(4, '0')}`,
    })),
  );
  await append(
    'publishers.yaml',
    [0, 1, 2].map((index) => ({ slug: `publisher-${index}`, name: `Publisher ${index}` })),
  );
  for (let index = 0; index < size.sources; index++) {
    const mine = numbers.filter((number) => number % size.sources === index);
    await writeFile(join(folder, 'sources', `source-${index}.yaml`), stringify(source(index, mine)));
  }
  return folder;
}
