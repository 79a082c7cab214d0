import { displayQuantity, type UnitLabels } from '../claims/display.ts';
import { Prisma } from '../database/generated/client.ts';
import type { Comparison } from './compare.ts';
import type { SourceChanges } from './diff.ts';
import { quantityIn } from './facts.ts';
import type { Reaccepted, Unlisted } from './reproject.ts';
import type { ListRows, SourceRows } from './rows.ts';
import type { SourcesState } from './state.ts';
import { type ClaimRow, claimColumns, readJson } from './stored.ts';

/** One thing that publishing changes, in words. */
export interface Detail {
  change: 'added' | 'corrected' | 'retired' | 're-accepted' | 'unsupported' | 'unlisted' | 'described';
  what: string;
  old: string;
  new: string;
  why: string;
}

type Claim = Omit<ClaimRow, 'position'>;

/** More of one kind than anybody reads. */
const mostListed = 10_000;

/** All that publishing changes, one by one: claims first, then facts, then entities that nothing supports, then names and descriptions. */
export class Details {
  readonly #labels: ReadonlyMap<string, UnitLabels | null>;
  readonly #lists = {
    added: new List(),
    retired: new List(),
    facts: new List(),
    unlisted: new List(),
    described: new List(),
  };
  readonly #described = new Map<string, number>();

  constructor({ properties }: ListRows) {
    this.#labels = new Map(properties.map(({ id, unitLabels }) => [id, unitLabels as UnitLabels | null]));
  }

  /** Takes down what changes about the claims of some sources. */
  addClaims({ claims }: SourceChanges, rows: readonly SourceRows[], state: SourcesState): void {
    const slugs = new Map(rows.map(({ source }) => [source.id, source.slug]));
    const nameOf = ({ sourceId, key }: Claim) => `${slugs.get(sourceId) ?? sourceId}/${key}`;
    const value = (claim: Claim) => this.#valueOf(claim);
    const known = new Map<string, Claim>([
      ...state.claims.map((claim) => [claim.id, claim] as const),
      ...claims.added.map(({ row }) => [row.id, row] as const),
    ]);
    const successors = new Set(claims.retired.map(({ supersededById }) => supersededById));
    for (const { row } of claims.added) {
      if (successors.has(row.id)) continue;
      this.#lists.added.add('added', () => {
        return { what: `${nameOf(row)}: ${topicOf(row)}`, old: '', new: value(row), why: '' };
      });
    }
    for (const { id, reason, note, supersededById } of claims.retired) {
      const before = known.get(id);
      const after = supersededById === null ? undefined : known.get(supersededById);
      if (!before) continue;
      const [was, is] = after ? difference(before, after, value) : [value(before), ''];
      this.#lists.retired.add(after ? 'corrected' : 'retired', () => {
        return {
          what: `${nameOf(before)}: ${topicOf(before)}`,
          old: was,
          new: is,
          why: `${reason}: ${note}`,
        };
      });
    }
  }

  /** Takes down which facts present another claim than before. */
  async addFacts(reaccepted: readonly Reaccepted[], database: Prisma.TransactionClient): Promise<void> {
    const ids = reaccepted.flatMap(({ before, after }) => [before, after]).filter((id) => id !== null);
    if (ids.length === 0) return;
    const claims = await readJson<Claim & { slug: string; supersededById: string | null }>(
      database,
      Prisma.sql`SELECT ${claimColumns()}, source."slug"
        FROM "Claim" JOIN "Source" source ON source."id" = "sourceId" WHERE "Claim"."id" = ANY (${ids})`,
    );
    const known = new Map(claims.map((claim) => [claim.id, claim]));
    const accepted = (id: string | null) => {
      const claim = known.get(id ?? '');
      return claim ? `${this.#valueOf(claim)} (${claim.slug}/${claim.key})` : '';
    };
    for (const { before, after } of reaccepted) {
      const claim = known.get(before);
      // A correction of the accepted claim tells of the fact as well.
      if (after !== null && claim?.supersededById === after) continue;
      this.#lists.facts.add(after === null ? 'unsupported' : 're-accepted', () => {
        return {
          what: claim ? topicOf(claim) : before,
          old: accepted(before),
          new: accepted(after),
          why: '',
        };
      });
    }
  }

  /** Takes down which entities will be in no list any longer. */
  addUnlisted(entities: readonly Unlisted[]): void {
    for (const { slug, lacking } of entities) {
      const why = `no claim that counts ${lacking.length > 0 ? `gives its ${lacking.join(' and ')}` : 'is about it or names it'}`;
      this.#lists.unlisted.add('unlisted', () => ({ what: slug, old: 'listed', new: 'not listed', why }));
    }
  }

  /** Takes down what is described anew or otherwise, by table. */
  addDescriptions(described: Readonly<Record<string, Comparison<object>>>): void {
    for (const [table, { added, changed, differences }] of Object.entries(described)) {
      this.#described.set(table, (this.#described.get(table) ?? 0) + added.length);
      if (changed.length === 0) continue;
      for (const { key, column, is, shouldBe } of differences) {
        this.#lists.described.add('described', () => {
          return { what: `${table} ${key}: ${column}`, old: is, new: shouldBe, why: '' };
        });
      }
    }
  }

  all(): Detail[] {
    const { added, retired, facts, unlisted, described } = this.#lists;
    const anew = [...this.#described].filter(([, count]) => count > 0);
    const counts = anew.map(([table, count]): Detail => {
      return { change: 'described', what: table, old: '', new: `${count} added`, why: '' };
    });
    return [
      ...added.all(),
      ...retired.all(),
      ...facts.all(),
      ...unlisted.all(),
      ...counts,
      ...described.all(),
    ];
  }

  #valueOf(claim: Claim): string {
    if (claim.valueKind === 'QUANTITY') {
      return displayQuantity(quantityIn(claim), { unitLabels: this.#labels.get(claim.propertyId) ?? null });
    }
    return claim.text ?? claim.entityId ?? claim.dateEdtf ?? '';
  }
}

/** Details of which only so many are kept, and the rest are counted. */
class List {
  readonly #kept: Detail[] = [];
  readonly #more = new Map<Detail['change'], number>();

  add(change: Detail['change'], detail: () => Omit<Detail, 'change'>): void {
    if (this.#kept.length < mostListed) this.#kept.push({ change, ...detail() });
    else this.#more.set(change, (this.#more.get(change) ?? 0) + 1);
  }

  all(): Detail[] {
    const more = [...this.#more].map(([change, count]): Detail => {
      return { change, what: `and ${count} more`, old: '', new: '', why: '' };
    });
    return [...this.#kept, ...more];
  }
}

/** What a claim is about: `amount of bytedance-nvidia-2026 (2026)`. */
function topicOf({ propertyId, subjectId, periodEdtf }: Claim): string {
  return `${propertyId} of ${subjectId}${periodEdtf === null ? '' : ` (${periodEdtf})`}`;
}

/** The values, where they differ; else the first other thing that does. */
function difference(before: Claim, after: Claim, value: (claim: Claim) => string): [string, string] {
  if (value(before) !== value(after)) return [value(before), value(after)];
  const column = (Object.keys(after) as (keyof Claim)[]).find(
    (name) => !['id', 'position', 'factId'].includes(name) && before[name] !== after[name],
  );
  return column ? [`${column}: ${before[column]}`, `${column}: ${after[column]}`] : ['', 'attribution'];
}
