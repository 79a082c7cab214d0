import type { Certainty as CertaintyValue } from '../claims/bounds.ts';
import type { ConflictReason as Reason } from '../claims/standing.ts';
import type { Verdict as VerdictValue } from '../claims/verdict.ts';
import type * as vocabulary from '../database/generated/enums.ts';
import type { Place, SearchKind as SearchKindValue } from '../database/search.ts';
import { builder } from './builder.ts';
import type { Exclusion as ExclusionValue } from './investment-totals.ts';

/** An enum whose values are those of the table column, each with its meaning. */
function define<Value extends string>(name: string, description: string, meanings: Record<Value, string>) {
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(
      Object.entries<string>(meanings).map(([value, meaning]) => [value, { description: meaning }]),
    ) as Record<Value, { description: string }>,
  });
}

export const EntityKind = define<vocabulary.EntityKind>('EntityKind', 'What sort of thing an entity is.', {
  COMPANY: 'A company, or a part of one that acts under its own name.',
  CHIP: 'A chip, as designed; not a single piece of it.',
  PRODUCT: 'Something that a company offers to users.',
  INVESTMENT: 'Money that a company has spent, plans to spend or is expected to spend.',
  EVENT: 'Something that happens at a time.',
});

export const ChangeKind = define<vocabulary.ChangeKind>('ChangeKind', 'What a release did to a claim.', {
  ADDED: 'The claim is new.',
  CORRECTED: 'Another claim took its place.',
  RETIRED: 'It no longer counts, and nothing took its place.',
});

export const ValueKind = define<vocabulary.ValueKind>('ValueKind', 'What sort of value a property has.', {
  QUANTITY: 'A number with bounds, in a unit or a currency.',
  TEXT: 'A word or a phrase.',
  ENTITY: 'An entity of the dataset.',
  DATE: 'A date or a span of time.',
});

export const Hedge = define<vocabulary.Hedge>(
  'Hedge',
  'How the text itself bounds a number. Nothing else widens or narrows it.',
  {
    STATED: 'The number alone: "50 trillion".',
    ABOUT:
      'Roughly the number: "about 1,000". By how much it may differ is not known, so the bounds are the number itself.',
    UP_TO: 'The number or less: "up to 14 billion".',
    AT_LEAST: 'The number or more: "at least 100".',
    MORE_THAN: 'More than the number: "more than 12 billion".',
    LESS_THAN: 'Less than the number: "under 5".',
    BETWEEN: 'Between two numbers: "20 to 30".',
  },
);

export const Certainty = define<CertaintyValue>(
  'Certainty',
  'How surely a quantity has to compare as asked, since most are only known within bounds.',
  {
    DEFINITELY:
      'Whatever number within its bounds it is. "Up to 14 billion" is not definitely 10 billion or more.',
    POSSIBLY: 'For at least one number within its bounds. "Up to 14 billion" is possibly 10 billion or more.',
  },
);

export const Modality = define<vocabulary.Modality>('Modality', 'What kind of statement it is.', {
  FACT: 'Said to be so, or to have happened.',
  PLAN: 'Said to be planned by whoever would do it.',
  FORECAST: 'Expected by somebody to come about.',
  INTENT: 'Said to be wanted, without a plan.',
  OPINION: 'A judgement of whoever says it.',
});

export const Confidence = define<vocabulary.Confidence>(
  'Confidence',
  'How sure the curator is of having read the passage rightly. It says nothing of whether the passage is true.',
  {
    HIGH: 'The passage can hardly be read otherwise.',
    MEDIUM: 'Something had to be inferred; the note says what.',
    LOW: 'The passage can be read in several ways; the note says which.',
  },
);

export const Rank = define<vocabulary.Rank>('Rank', 'An editorial decision on a claim.', {
  PREFERRED: 'To be accepted before others on the same fact.',
  NORMAL: 'No decision was needed.',
  REJECTED: 'Recorded because a document has it, but never accepted; the note says why.',
});

export const CitationStyle = define<'APA' | 'BIBTEX' | 'CSL_JSON'>(
  'CitationStyle',
  'How a citation is written.',
  {
    APA: 'A paragraph of plain text, as the American Psychological Association has it (7th edition).',
    BIBTEX: 'An entry for BibTeX.',
    CSL_JSON: 'A list of one item in CSL-JSON, as citation managers and citeproc read it.',
  },
);

export const PeriodBasis = define<vocabulary.PeriodBasis>(
  'PeriodBasis',
  'Where a period or date comes from.',
  {
    STATED: 'The document gives the date itself: "in 2026".',
    RELATIVE: 'The document gives a date relative to another, against which it was resolved: "next year".',
    INFERRED: 'The document gives no date; the reasoning says how one was arrived at.',
  },
);

export const SourceKind = define<vocabulary.SourceKind>('SourceKind', 'What sort of document a source is.', {
  ARTICLE: 'An article in a newspaper, a magazine or on a website.',
  FILING: 'A document filed with an authority.',
  DATASET: 'A table or a collection of data.',
  PRESS_RELEASE: 'A statement that a company gives to the press.',
});

export const Reliability = define<vocabulary.Reliability>(
  'Reliability',
  'How far a source is to be relied on, as the curator judges it.',
  {
    HIGH: 'First-hand and dated, from a publisher that answers for it.',
    MEDIUM: 'Second-hand, but signed, dated and careful.',
    LOW: 'With defects that make mistakes likely.',
    UNKNOWN: 'Not judged.',
  },
);

export const DefectKind = define<vocabulary.DefectKind>(
  'DefectKind',
  'What can be wrong with the text of a source.',
  {
    NO_DATE: 'It does not say when it was published.',
    NO_TITLE: 'It has no title.',
    NO_PUBLISHER: 'It does not say who published it.',
    NO_URL: 'No address is known for it.',
    GENERIC_BYLINE: 'It is signed with something that names nobody.',
    SECOND_HAND: 'It repeats what another document said.',
    MACHINE_TRANSLATION: 'It reads as translated by a machine.',
    CORRUPT_TEXT: 'Part of it is garbled.',
    PAGE_FURNITURE: 'Parts of the page it stood on have got into it: captions, forms, menus.',
  },
);

export const RetirementReason = define<vocabulary.RetirementReason>(
  'RetirementReason',
  'Why a claim no longer counts.',
  {
    SOURCE_CORRECTED: 'The source has corrected itself.',
    SOURCE_RETRACTED: 'The source has been withdrawn.',
    CURATION_ERROR: 'We had read or recorded it wrongly.',
    NEWER_VALUE: 'A newer statement has taken its place.',
  },
);

export const Standing = define<vocabulary.Standing>(
  'Standing',
  'How the claims on a fact stand to one another.',
  {
    UNCONTESTED: 'No claim contradicts another, and no two independent sources say what can be compared.',
    CORROBORATED:
      'At least two independent sources say what can both be true, in the same unit or currency, and none contradicts them.',
    CONTESTED: 'At least two claims cannot both be true.',
  },
);

export const ConflictReason = define<Reason>('ConflictReason', 'Why two claims cannot both be true.', {
  DISJOINT_BOUNDS: 'No number lies within the bounds of both.',
  DIFFERENT_DATES: 'Their dates or spans of time share no day.',
  DIFFERENT_TEXTS: 'They give different words, of which only one can be right.',
  DIFFERENT_ENTITIES: 'They name different entities, of which only one can be right.',
});

export const Verdict = define<VerdictValue>('Verdict', 'What the claims here say to a statement.', {
  SUPPORTED: 'A claim says so: it cannot be true without the statement being true.',
  CONTRADICTED: 'A claim says otherwise: both cannot be true.',
  WITHIN_BOUNDS: 'It can be true, but no claim says so: "up to 14 billion" leaves 12 billion open.',
  NOT_KNOWN: 'No claim here bears on it. That does not make it false.',
});

export const AcceptanceReason = define<vocabulary.AcceptanceReason>(
  'AcceptanceReason',
  'What decided for the accepted claim of a fact: the first of these, in this order, in which it differs from the next best.',
  {
    ONLY_CLAIM: 'There is no other claim that counts.',
    RANK: 'It has the higher editorial rank.',
    FEWER_HOPS: 'There are fewer links between its source and whoever is said to have said it first.',
    SOURCE_RELIABILITY: 'Its source is judged more reliable.',
    LATER_PUBLICATION: 'Its source was published later.',
    TIE_BREAK: 'Nothing but its id, so that the choice is always the same.',
  },
);

export const InvestmentPurpose = define<vocabulary.InvestmentPurpose>(
  'InvestmentPurpose',
  'What an investment is for.',
  {
    ACCELERATORS: 'Chips that run AI.',
    AI: 'AI in general, however it is spent.',
  },
);

export const ChipStatus = define<vocabulary.ChipStatus>('ChipStatus', 'How far a chip has come.', {
  PROTOTYPE: 'There are first pieces for trying it out.',
  AVAILABLE: 'It is delivered to customers.',
});

export const EventKind = define<vocabulary.EventKind>('EventKind', 'What sort of event it is.', {
  POLICY_CHANGE: 'A government changes what is allowed.',
  RELOCATION: 'Somebody moves to another place.',
  SHIPMENT: 'Something is delivered.',
});

export const Exclusion = define<ExclusionValue>(
  'Exclusion',
  'Why an investment is left out of a total: the first of these that is so.',
  {
    PART_OF_COUNTED:
      'It is part of an investment that is counted, which holds it already. Nothing is missing from the total.',
    NOTHING_KNOWN: 'No claim on its amount counts any more.',
    OTHER_CURRENCY: 'Its amount is in another currency, and nothing is converted.',
    CONTESTED: 'Sources disagree on its amount: two claims on it cannot both be true.',
  },
);

export const SearchKind = define<SearchKindValue>('SearchKind', 'What can be searched for.', {
  COMPANY: 'Companies, by their names.',
  CHIP: 'Chips, by their names.',
  PRODUCT: 'Products, by their names.',
  INVESTMENT: 'Investments, by their names.',
  EVENT: 'Events, by their names.',
  PUBLISHER: 'Publishers, by their names.',
  CLAIM: 'Claims that count, by their statements.',
});

export const SearchField = define<Place>('SearchField', 'What a text was found in.', {
  NAME: 'The name.',
  ALIAS: 'Another name that it goes by.',
  STATEMENT: "What a document says, in the curator's words.",
});
