// check:breaking refuses what breaks clients of the released schema and CHANGELOG.md does not say; --release makes the schema
// as it is now the released one.
import { readFile, writeFile } from 'node:fs/promises';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, parse, print, visit } from 'graphql';
import { readOptions, runCommand } from '../src/command.ts';

const released = 'schema.released.graphql';

/** The SDL without its descriptions, which break nothing and would be twice in the repository. */
function bare(sdl: string): string {
  const plain = visit(parse(sdl), {
    enter: (node) =>
      'description' in node && node.description ? { ...node, description: undefined } : undefined,
  });
  return `${print(plain)}\n`;
}

/** The paths that stand in backticks under "### Breaking" in the unreleased part of the changelog, `Company.country` or `Company`. */
function declared(changelog: string): Set<string> {
  const [, unreleased = ''] = changelog.split(/^## /m);
  const breaking = unreleased.split(/^### /m).find((section) => section.startsWith('Breaking\n')) ?? '';
  return new Set([...breaking.matchAll(/`([\w.]+)`/g)].map(([, path]) => path as string));
}

await runCommand(async () => {
  const { release } = readOptions({ release: { type: 'boolean', default: false } });
  const current = await readFile('schema.graphql', 'utf8');
  if (release) {
    await writeFile(released, bare(current));
    return;
  }
  const changes = await diff(buildSchema(await readFile(released, 'utf8')), buildSchema(bare(current)));
  const said = declared(await readFile('CHANGELOG.md', 'utf8'));
  for (const { criticality, path, message } of changes) {
    if (criticality.level !== CriticalityLevel.Breaking || said.has(path ?? '')) continue;
    console.error(
      `${message}. That breaks clients; if it has to be, name \`${path}\` under "### Breaking" in CHANGELOG.md.`,
    );
    process.exitCode = 1;
  }
});
