import { periodOf } from '../claims/period.ts';
import { claimRow } from './claim-row.ts';
import { type Names, named } from './names.ts';
import type { Lists, Source } from './read.ts';
import type { Claim, Property } from './schema.ts';
import type {
  AttributionRow,
  ClaimRow,
  DefectRow,
  EntityRow,
  PropertyRow,
  PublisherRow,
  SourceRow,
} from './stored.ts';
import type { Locate, Located } from './yaml-file.ts';

/** A claim as it will be stored, beside the entry it comes from. */
export interface ClaimEntry {
  row: ClaimRow;
  attribution: AttributionRow[];
  written: Located<Claim>;
}

/** The rows that the lists of a dataset come to, by table. */
export interface ListRows {
  publishers: PublisherRow[];
  properties: PropertyRow[];
  entities: EntityRow[];
}

/** The rows that one source comes to. Facts and typed faces are none of them: they follow from the claims of all. */
export interface SourceRows {
  source: SourceRow;
  defects: DefectRow[];
  claims: ClaimEntry[];
  /** Where it is written. */
  at: Locate;
}

/** The rows of the lists of a dataset that `inspect` found nothing wrong with. */
export function listRows({ publishers, properties, entities }: Lists, names: Names): ListRows {
  return {
    publishers: publishers.map(({ at, answers, ...publisher }) => publisher),
    properties: properties.map((property) => propertyRow(property, names)),
    entities: entities.map(({ at, answers, ...entity }) => entity),
  };
}

/** The rows of a source in such a dataset. */
export function sourceRows(source: Source, names: Names): SourceRows {
  return {
    source: sourceRow(source, names),
    defects: defectRows(source),
    at: source.at,
    claims: source.claims.map((written, position) => ({
      ...claimRow(written, position, source, names),
      written,
    })),
  };
}

function propertyRow(property: Property, names: Names): PropertyRow {
  const { id, label, description, valueKind, values, subjects, single } = property;
  const unit = property.unit === null ? null : named(names.units, property.unit);
  return {
    id,
    label,
    description,
    valueKind,
    dimension: unit?.dimension ?? property.dimension,
    unit: unit?.id ?? null,
    unitLabels: unit?.labels ?? null,
    values,
    subjects,
    single,
  };
}

function sourceRow(source: Source, names: Names): SourceRow {
  const { id, slug, kind, title, byline, url, language, reliability, reliabilityReasoning, sha256, length } =
    source;
  const { published } = source;
  const days = published && periodOf(published.edtf);
  return {
    id,
    slug,
    kind,
    title,
    publisherId: source.publisher === null ? null : named(names.publishers, source.publisher).id,
    byline,
    url,
    language,
    publishedEdtf: published?.edtf ?? null,
    publishedStart: days?.start ?? null,
    publishedEnd: days?.end ?? null,
    publishedPhrase: published?.phrase ?? null,
    publishedBasis: published?.basis ?? null,
    publishedReasoning: published?.reasoning ?? null,
    reliability,
    reliabilityReasoning,
    sha256,
    length,
    retraction: source.retracted?.note ?? null,
  };
}

function defectRows({ id, defects }: Source): DefectRow[] {
  return defects.map(({ kind, note, passage }, position) => ({
    sourceId: id,
    position,
    kind,
    note,
    start: passage?.start ?? null,
    end: passage?.end ?? null,
    paragraph: passage?.paragraph ?? null,
    sha256: passage?.sha256 ?? null,
    excerpt: passage?.excerpt ?? null,
  }));
}
