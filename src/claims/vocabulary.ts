/** The words a claim may use, in the order of the database's enums of the same names. */

export const entityKinds = ['COMPANY', 'CHIP', 'PRODUCT', 'INVESTMENT', 'EVENT'] as const;
export type EntityKind = (typeof entityKinds)[number];

export const valueKinds = ['QUANTITY', 'TEXT', 'ENTITY', 'DATE'] as const;
export type ValueKind = (typeof valueKinds)[number];

export const hedges = ['STATED', 'ABOUT', 'UP_TO', 'AT_LEAST', 'MORE_THAN', 'LESS_THAN', 'BETWEEN'] as const;
export type Hedge = (typeof hedges)[number];

export const modalities = ['FACT', 'PLAN', 'FORECAST', 'INTENT', 'OPINION'] as const;
export type Modality = (typeof modalities)[number];

export const confidences = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Confidence = (typeof confidences)[number];

export const ranks = ['PREFERRED', 'NORMAL', 'REJECTED'] as const;
export type Rank = (typeof ranks)[number];

export const periodBases = ['STATED', 'RELATIVE', 'INFERRED'] as const;
export type PeriodBasis = (typeof periodBases)[number];

export const sourceKinds = ['ARTICLE', 'FILING', 'DATASET', 'PRESS_RELEASE'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const reliabilities = ['HIGH', 'MEDIUM', 'LOW', 'UNKNOWN'] as const;
export type Reliability = (typeof reliabilities)[number];

export const defectKinds = [
  'NO_DATE',
  'NO_TITLE',
  'GENERIC_BYLINE',
  'NO_PUBLISHER',
  'NO_URL',
  'SECOND_HAND',
  'MACHINE_TRANSLATION',
  'CORRUPT_TEXT',
  'PAGE_FURNITURE',
] as const;
export type DefectKind = (typeof defectKinds)[number];

export const changeKinds = ['ADDED', 'CORRECTED', 'RETIRED'] as const;
export const retirementReasons = [
  'SOURCE_CORRECTED',
  'SOURCE_RETRACTED',
  'CURATION_ERROR',
  'NEWER_VALUE',
] as const;
export type RetirementReason = (typeof retirementReasons)[number];

export const standings = ['UNCONTESTED', 'CORROBORATED', 'CONTESTED'] as const;
export type Standing = (typeof standings)[number];

export const acceptanceReasons = [
  'ONLY_CLAIM',
  'RANK',
  'FEWER_HOPS',
  'SOURCE_RELIABILITY',
  'LATER_PUBLICATION',
  'TIE_BREAK',
] as const;
export type AcceptanceReason = (typeof acceptanceReasons)[number];

export const investmentPurposes = ['ACCELERATORS', 'AI'] as const;
export type InvestmentPurpose = (typeof investmentPurposes)[number];

export const chipStatuses = ['PROTOTYPE', 'AVAILABLE'] as const;
export type ChipStatus = (typeof chipStatuses)[number];

export const eventKinds = ['POLICY_CHANGE', 'RELOCATION', 'SHIPMENT'] as const;
export type EventKind = (typeof eventKinds)[number];
