import type { MaybePromise } from '@whatwg-node/promise-helpers';
import { apa, bibtex, type Cited, cslJson } from '../claims/citation.ts';
import { displayQuantity, type UnitLabels } from '../claims/display.ts';
import type { Claim, Property, Release } from '../database/generated/client.ts';
import { query, sql } from '../database/query.ts';
import { type QuantityRow, quantityIn } from './claim-value.ts';
import type { Context } from './context.ts';

export const styles = { APA: apa, BIBTEX: bibtex, CSL_JSON: cslJson } as const;

/** A claim as it is cited, as of the release that `context` answers as of. */
export async function citedOf(claim: Claim, context: Context): Promise<Cited> {
  const { loaders } = context;
  const retiredIn = claim.retiredInId;
  const [source, property, links, entity, release, retirement] = await Promise.all([
    loaders.get('Source', claim.sourceId),
    loaders.get('Property', claim.propertyId),
    loaders.list('Attribution', 'claimId', claim.id, 'position'),
    loaders.find('Entity', claim.entityId),
    // Numbers of releases have no gaps.
    retiredIn === null ? releaseOf(context) : loaders.get('Release', retiredIn - 1, 'number'),
    loaders.find('Release', retiredIn, 'number'),
  ]);
  const publisher = await loaders.find('Publisher', source.publisherId);
  return {
    key: claim.key,
    statement: claim.statement,
    property: property.label,
    value: quantityText(claim, property) ?? claim.text ?? entity?.name ?? claim.dateEdtf ?? '',
    period: claim.periodEdtf,
    modality: claim.modality,
    paragraph: claim.passageParagraph,
    attribution: links.map(({ name }) => name),
    source: {
      slug: source.slug,
      kind: source.kind,
      title: source.title,
      byline: source.byline,
      publisher: publisher?.name ?? null,
      url: source.url,
      language: source.language,
      published: source.publishedEdtf,
      isDated: source.publishedBasis === 'STATED',
    },
    retired:
      retirement && claim.retirementReason
        ? { because: claim.retirementReason, since: retirement.version }
        : null,
    release: {
      version: release.version,
      publishedOn: release.publishedAt.toISOString().slice(0, 10),
      address: `${context.address}/exports/${release.version}/`,
    },
  };
}

/** The release as of which is answered: the one asked for or the newest. */
function releaseOf({ database, loaders }: Context): MaybePromise<Release> {
  const newest = async (keys: readonly string[]) => {
    const [found] = await query<Release>(database, sql`SELECT * FROM "Release" ORDER BY number DESC LIMIT 1`);
    return keys.map(() => found as Release);
  };
  return loaders.load('newest release', '', newest);
}

function quantityText(claim: Claim, { unitLabels }: Property): string | null {
  if (claim.valueKind !== 'QUANTITY') return null;
  return displayQuantity(quantityIn(claim as QuantityRow), { unitLabels: unitLabels as UnitLabels | null });
}
