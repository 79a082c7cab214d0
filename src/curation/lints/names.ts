import { lookalikes } from '../../claims/lookalike.ts';
import { entityKinds } from '../../claims/vocabulary.ts';
import type { Lists } from '../read.ts';
import type { Answerable, Raise } from './raise.ts';

interface NamedEntry extends Answerable {
  slug: string;
  name: string;
  aliases: readonly string[];
}

/** Nobody and nothing stands twice in a dataset, under names that look the same. */
export function lintNames({ publishers, entities }: Lists, raise: Raise): void {
  lintKind('publisher', publishers, raise);
  for (const kind of entityKinds) {
    const entries = entities.filter((entity) => entity.kind === kind);
    lintKind(kind.toLowerCase(), entries, raise);
  }
}

function lintKind(kind: string, entries: readonly NamedEntry[], raise: Raise): void {
  const names = entries.flatMap((entry) =>
    [entry.name, ...entry.aliases].map((name, index) => ({ entry, owner: entry.slug, name, index })),
  );
  for (const [at, otherAt] of lookalikes(names)) {
    const [one, other] = [names[at], names[otherAt]];
    if (!one || !other) continue;
    const { entry, name, index } = one;
    const place = index === 0 ? entry.at('name') : entry.at('aliases', index - 1);
    raise(entry, 'LOOKALIKE_NAME', place, {
      found: `${JSON.stringify(name)}, which looks like ${JSON.stringify(other.name)} of ${other.owner}`,
      expected: `each ${kind} to stand here once`,
      mend: 'make the two one, with both names',
    });
  }
}
