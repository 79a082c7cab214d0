import type { EntityKind } from './vocabulary.ts';

/** What the entities of a kind are counted as in a release. */
export const countOfKind = {
  COMPANY: 'companies',
  CHIP: 'chips',
  PRODUCT: 'products',
  INVESTMENT: 'investments',
  EVENT: 'events',
} as const satisfies Record<EntityKind, string>;

/** All that is counted in a release. */
export type Count =
  | (typeof countOfKind)[EntityKind]
  | 'sources'
  | 'publishers'
  | 'claims'
  | 'facts'
  | 'properties';
