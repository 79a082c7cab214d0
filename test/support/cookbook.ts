import { type Example, readExamples } from '../../src/http/examples.ts';
import { sha256 } from '../../src/http/persisted-documents.ts';

/** One question of the cookbook: the first line of the comment that its file begins with. */
export interface Recipe extends Example {
  question: string;
}

export interface Answered extends Recipe {
  data: unknown;
  statements: number;
}

export function readRecipes(): Recipe[] {
  return readExamples('docs/cookbook').map(({ remark: [question = '', ...remark], ...example }) => ({
    ...example,
    question,
    remark,
  }));
}

const width = 120;

/** JSON with each value on one line where it fits behind `lead`, what stands before it there; `indent` begins its other lines. */
export function printAnswer(value: unknown, lead = '', indent = ''): string {
  const inline = oneLine(value);
  if (typeof value !== 'object' || value === null || lead.length + inline.length < width)
    return lead + inline;
  const deeper = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => printAnswer(item, deeper, deeper))
    : Object.entries(value).map(([name, inner]) =>
        printAnswer(inner, `${deeper}${JSON.stringify(name)}: `, deeper),
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${lead}${open}\n${items.join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${oneLine(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const introduction = `# Cookbook

Questions that people ask, each with its query and the answer that this dataset gives. This page is printed from the files in
[\`cookbook/\`](cookbook) by \`npm run print:cookbook\`, and a test asks each of them again: the answers are compared byte for byte, the SQL
statements counted, here and over a dataset that has many times as many rows, where they are as many.

To ask one yourself, paste it into GraphiQL at \`/graphql\`, or open \`/graphql?documentId=\` and the hash that stands above its answer:
[documents by name](frontends.md#documents-by-name).
`;

/** GitHub's anchor of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** docs/cookbook.md. */
export function printCookbook(recipes: readonly Answered[]): string {
  const headings = recipes.map(({ question }, index) => `${index + 1}. ${question}`);
  const contents = headings.map(
    (heading) =>
      `${heading.replace(/(?<=^\d+\. )(.*)$/, (question) => `[${question}](#${anchor(heading)})`)}`,
  );
  const sections = recipes.map(({ file, remark, query, data, statements }, index) =>
    [
      `## ${headings[index]}`,
      remark.join('\n').trim(),
      `[\`${file}\`](cookbook/${file}), ${statements} SQL ${statements === 1 ? 'statement' : 'statements'}:`,
      `\`\`\`graphql\n${query}\n\`\`\``,
      `\`sha256:${sha256(query)}\``,
      `\`\`\`json\n${printAnswer(data)}\n\`\`\``,
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  return `${[introduction.trimEnd(), contents.join('\n'), ...sections].join('\n\n')}\n`;
}
