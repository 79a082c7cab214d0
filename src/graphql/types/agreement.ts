import type { Bounds as BoundsValue } from '../../claims/bounds.ts';
import {
  conflicts,
  type ConflictReason as Reason,
  type Spread as SpreadValue,
} from '../../claims/standing.ts';
import type { Claim as Row } from '../../database/generated/client.ts';
import { builder } from '../builder.ts';
import { valuedClaim } from '../claim-value.ts';
import { ConflictReason } from '../enums.ts';
import { Claim } from './claim.ts';

interface ConflictValue {
  claims: Row[];
  reason: Reason;
  why: string;
}

/** The pairs of these claims of one fact that cannot both be true. */
export function conflictsOf(claims: readonly Row[]): ConflictValue[] {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return conflicts(claims.map(valuedClaim)).map(({ claims: ids, ...rest }) => ({
    ...rest,
    claims: ids.flatMap((id) => byId.get(id) ?? []),
  }));
}

export const Conflict = builder.objectRef<ConflictValue>('Conflict').implement({
  description: 'Two claims on one fact that cannot both be true.',
  fields: (t) => ({
    claims: t.expose('claims', { type: [Claim], description: 'The two.' }),
    reason: t.expose('reason', { type: ConflictReason, description: 'Why they cannot.' }),
    explanation: t.exposeString('why', { description: 'Why they cannot, in words.' }),
  }),
});

export const Bounds = builder.objectRef<BoundsValue>('Bounds').implement({
  description: 'The numbers between two bounds.',
  fields: (t) => ({
    lower: t.expose('lower', {
      type: 'Decimal',
      nullable: true,
      description: 'The lower bound; null if it is open downwards.',
    }),
    upper: t.expose('upper', {
      type: 'Decimal',
      nullable: true,
      description: 'The upper bound; null if it is open upwards.',
    }),
    lowerInclusive: t.exposeBoolean('lowerInclusive', {
      description: 'Whether the lower bound itself is one of them.',
    }),
    upperInclusive: t.exposeBoolean('upperInclusive', {
      description: 'Whether the upper bound itself is one of them.',
    }),
  }),
});

export const Spread = builder.objectRef<SpreadValue>('Spread').implement({
  description: 'How far apart the claims on a fact are, where they count the same.',
  fields: (t) => ({
    whole: t.expose('whole', {
      type: Bounds,
      description: 'From the lowest lower to the highest upper bound of any claim.',
    }),
    agreed: t.expose('agreed', {
      type: Bounds,
      nullable: true,
      description: 'The numbers that every claim allows; null if there is none, and so two of them conflict.',
    }),
    unit: t.exposeString('unit', { nullable: true, description: 'What is counted; null for money.' }),
    currency: t.expose('currency', {
      type: 'CurrencyCode',
      nullable: true,
      description: 'The currency; null unless it is money.',
    }),
  }),
});
