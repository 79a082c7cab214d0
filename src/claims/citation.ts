import { calendarOf, dateParts, dateWords } from './citation-date.ts';
import type { Modality, RetirementReason, SourceKind } from './vocabulary.ts';

/** A claim as it is cited: the document, the place in it, what it says there, and the release that was read. */
export interface Cited {
  /** The curator's name for the claim, unique within its source. */
  key: string;
  statement: string;
  /** What the claim tells, in words: "Amount". */
  property: string;
  /** Its value in words, hedge included: "up to $14 billion". */
  value: string;
  /** When the value holds, in EDTF. */
  period: string | null;
  modality: Modality;
  paragraph: number;
  /** Who is said to say so, nearest first; the first is the source itself. */
  attribution: readonly string[];
  source: {
    slug: string;
    kind: SourceKind;
    title: string | null;
    byline: string | null;
    publisher: string | null;
    url: string | null;
    /** BCP 47. */
    language: string;
    /** In EDTF. */
    published: string | null;
    /** Whether the document states that date itself. */
    isDated: boolean;
  };
  /** Why it no longer counts, and since which release; null while it does. */
  retired: { because: RetirementReason; since: string } | null;
  /** The release that was read, or the last that held it. */
  release: {
    version: string;
    /** ISO 8601. */
    publishedOn: string;
    /** Where its files are. */
    address: string;
  };
}

/** As the American Psychological Association has it (7th edition): one paragraph of plain text. */
export function apa(cited: Cited): string {
  const { source, paragraph, release } = cited;
  const author = authorOf(cited);
  const date = source.isDated && source.published !== null ? dateWords(source.published) : undated;
  const head =
    author === null
      ? `${sentence(titleOf(cited))} (${date})`
      : `${sentence(author)} (${date}). ${titleOf(cited)}`;
  const publisher = source.publisher === author ? null : source.publisher;
  return [
    `${head}, para. ${paragraph}${credits(cited)}`,
    publisher,
    // A full stop would be taken for a part of the address.
    source.url && `${source.url} `,
    cited.statement,
    `[${details(cited)}]`,
    `In AI Sourcebook (Release ${release.version}, ${dateWords(release.publishedOn)}) [Data set]`,
  ]
    .filter((part) => part !== null)
    .map(sentence)
    .concat(release.address)
    .join(' ')
    .replace(/ {2,}/g, ' ');
}

/** An entry of BibTeX; nothing in it is left that TeX would take for a command. */
export function bibtex(cited: Cited): string {
  const { source } = cited;
  const [first] = (source.isDated && source.published !== null && calendarOf(source.published)?.ends) || [];
  const author = authorOf(cited);
  const fields = {
    author: author && `{${tex(author)}}`,
    title: `{${tex(titleOf(cited))}}`,
    howpublished: source.publisher && source.publisher !== author ? tex(source.publisher) : null,
    year: first ? String(first[0]).padStart(4, '0') : undated,
    month: first?.[1] === undefined ? null : String(first[1]),
    language: tex(source.language),
    url: address(source.url ?? cited.release.address),
    note: tex(note(cited)),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== null);
  const key = `${source.slug}:${cited.key}`.replace(/[^\w:.-]/g, '-');
  return `@misc{${key},\n${lines.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`;
}

/** CSL-JSON, as citation managers and citeproc read it: a list of one item. */
export function cslJson(cited: Cited): string {
  const { source } = cited;
  const author = authorOf(cited);
  const item = {
    id: `${source.slug}:${cited.key}`,
    type: { ARTICLE: 'article', FILING: 'report', DATASET: 'dataset', PRESS_RELEASE: 'report' }[source.kind],
    genre: kinds[source.kind],
    title: titleOf(cited),
    author: author === null ? undefined : [{ literal: author }],
    publisher: source.publisher ?? undefined,
    issued: source.isDated && source.published !== null ? dateParts(source.published) : { literal: undated },
    language: source.language,
    URL: source.url ?? cited.release.address,
    note: note(cited),
  };
  return JSON.stringify([item]);
}

const undated = 'n.d.';
const kinds: Record<SourceKind, string> = {
  ARTICLE: 'article',
  FILING: 'filing',
  DATASET: 'data set',
  PRESS_RELEASE: 'press release',
};

const reasons: Record<RetirementReason, string> = {
  SOURCE_CORRECTED: 'the source has corrected itself',
  SOURCE_RETRACTED: 'the source has been retracted',
  CURATION_ERROR: 'it had been recorded wrongly',
  NEWER_VALUE: 'a newer statement has taken its place',
};

const authorOf = ({ source }: Cited): string | null => source.byline ?? source.publisher;

/** Its title or, in brackets, what it is. */
function titleOf({ source: { title, kind, language } }: Cited): string {
  if (title !== null) return title;
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return `[Untitled ${kinds[kind]} in ${names.of(language)}]`;
}

function credits({ attribution: [, ...credited] }: Cited): string {
  return credited.length === 0 ? '' : `, crediting ${credited.join(', who credits ')}`;
}

/** What is said, as firmly as it is said: "Amount: up to $14 billion; plan; 2026". */
function details({ property, value, modality, period, source, retired }: Cited): string {
  const inferred = source.published !== null && !source.isDated;
  return [
    `${property}: ${value}`,
    modality.toLowerCase(),
    period,
    inferred ? `date of the document inferred: ${source.published}` : null,
    retired && `no longer counts since release ${retired.since}: ${reasons[retired.because]}`,
  ]
    .filter((part) => part !== null)
    .join('; ');
}

/** All that a bibliography has no field for. */
function note(cited: Cited): string {
  const { paragraph, statement, release } = cited;
  return [
    `Para. ${paragraph}${credits(cited)}`,
    statement,
    `[${details(cited)}]`,
    `In AI Sourcebook, release ${release.version} (${release.publishedOn})`,
  ]
    .map(sentence)
    .concat(release.address)
    .join(' ');
}

const sentence = (text: string): string => (/[.!? ]$/.test(text) ? text : `${text}.`);

// BibTeX counts braces even behind a backslash, so a single one must not stay in any form.
const commands: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

const tex = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\{}~^$&#_%]/g, (character) => commands[character] ?? `\\${character}`);

/** An address in which nothing can end the field. */
const address = (url: string): string => url.replace(/[\\{}\s]/g, encodeURIComponent);
