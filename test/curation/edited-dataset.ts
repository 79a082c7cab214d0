import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** In `file` of the dataset, the first `from` becomes `to`. */
export type Edit = readonly [file: string, from: string, to: string];

export const article = 'sources/bytedance-nvidia-h200.yaml';

/** A copy of our dataset, with mistakes or changes in it. */
export async function editedDataset(...edits: readonly Edit[]): Promise<string> {
  const folder = join(await temporaryFolder(), 'dataset');
  await cp('dataset', folder, { recursive: true });
  for (const change of edits) await edit(folder, change);
  return folder;
}

export async function edit(folder: string, [file, from, to]: Edit): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8').catch(() => '');
  if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}`);
  await writeFile(
    path,
    text.replace(from, () => to),
  );
}

/** A line of one of our claims, and a correction of that claim. */
export const statement = 'statement: Doubao is a chatbot.';
export const corrected: Edit = [
  article,
  statement,
  'statement: Doubao is a chatbot of its own kind.\n    correction: { reason: CURATION_ERROR, note: The statement said too little., expect: "3f0e81d90403" }',
];
