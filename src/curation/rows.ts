import { periodOf } from '../claims/period.ts';
import { claimRow } from './claim-row.ts';
import { type Names, named, namesOf } from './names.ts';
import type { Dataset, Source } from './read.ts';
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
import type { Located } from './yaml-file.ts';

/** A claim as it will be stored, beside the entry it comes from. */
export interface ClaimEntry {
  row: ClaimRow;
  attribution: AttributionRow[];
  written: Located<Claim>;
}

/** The rows that a dataset comes to, by table. Facts and typed faces are none of them: they follow from the claims. */
export interface Rows {
  publishers: PublisherRow[];
  properties: PropertyRow[];
  entities: EntityRow[];
  sources: SourceRow[];
  defects: DefectRow[];
  claims: ClaimEntry[];
}

/** The rows of a dataset that `checkDataset` found nothing wrong with. */
export function rowsOf(dataset: Dataset): Rows {
  const names = namesOf(dataset);
  return {
    publishers: dataset.publishers.map(({ at, answers, ...publisher }) => publisher),
    properties: dataset.properties.map((property) => propertyRow(property, names)),
    entities: dataset.entities.map(({ at, answers, ...entity }) => entity),
    sources: dataset.sources.map((source) => sourceRow(source, names)),
    defects: dataset.sources.flatMap(defectRows),
    claims: dataset.sources.flatMap((source) =>
      source.claims.map((written, position) => ({ ...claimRow(written, position, source, names), written })),
    ),
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
