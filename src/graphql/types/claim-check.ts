import { faces } from '../../database/loaders.ts';
import { asOfArgument } from '../as-of.ts';
import { builder } from '../builder.ts';
import { type Check, type Checked, check } from '../check-claim.ts';
import { Verdict } from '../enums.ts';
import { Claim } from './claim.ts';
import { Entity } from './entity.ts';
import { Property } from './property.ts';

const CheckedClaim = builder.objectRef<Checked>('CheckedClaim').implement({
  description: 'A claim, and what it says to the statement that is checked.',
  fields: (t) => ({
    claim: t.expose('claim', { type: Claim, description: 'The claim, with its source and passage.' }),
    verdict: t.expose('verdict', {
      type: Verdict,
      description: 'What it says, by itself, to the statement.',
    }),
  }),
});

const ClaimCheck = builder.objectRef<Check>('ClaimCheck').implement({
  description: 'What the claims here say to a statement that somebody makes.',
  fields: (t) => ({
    verdict: t.expose('verdict', {
      type: Verdict,
      description:
        'What they come to. Where they disagree, the claim decides that comes first in the order in which facts accept claims.',
    }),
    claims: t.field({
      type: [Claim],
      description:
        'The claims that say so, in that order, each with its source and passage; none if it is not known.',
      resolve: ({ checked, verdict }) =>
        verdict === 'NOT_KNOWN'
          ? []
          : checked.filter((each) => each.verdict === verdict).map(({ claim }) => claim),
    }),
    checked: t.expose('checked', {
      type: [CheckedClaim],
      description:
        'All claims on the subject, the property and the period that count, each with what it says by itself: those that say otherwise, too.',
    }),
    subject: t.field({
      type: Entity,
      description: 'What the statement is about.',
      resolve: ({ subject }, _, { loaders }) => loaders.get(faces[subject.kind], subject.id),
    }),
    property: t.expose('property', { type: Property, description: 'What of the subject it states.' }),
  }),
});

const StatedRange = builder.inputType('StatedRange', {
  description: 'The numbers that something is said to lie between.',
  fields: (t) => ({
    gt: t.field({ type: 'Decimal', description: 'More than this.' }),
    gte: t.field({ type: 'Decimal', description: 'This or more.' }),
    lt: t.field({ type: 'Decimal', description: 'Less than this.' }),
    lte: t.field({ type: 'Decimal', description: 'This or less.' }),
  }),
});

builder.queryField('checkClaim', (t) =>
  t.field({
    type: ClaimCheck,
    description:
      'Checks what somebody says against the claims here: whether a claim says so, says otherwise or leaves it open, and where.',
    args: {
      subject: t.arg.string({
        required: true,
        description: 'What it is said of: the slug of an entity, or its name.',
      }),
      property: t.arg.string({
        required: true,
        description: 'What of it is told: the name of a property, such as `amount`.',
      }),
      value: t.arg.string({
        description:
          'What it is said to be, by the kind of the property: a number such as `14e9`, a text, the slug or name of an entity, a date in EDTF. Or give `range`.',
      }),
      range: t.arg({ type: StatedRange, description: 'The numbers that a quantity is said to lie between.' }),
      currency: t.arg({ type: 'CurrencyCode', description: 'Of which currency, where it is money.' }),
      period: t.arg.string({
        description:
          'When it is said to hold, in EDTF: compared with claims of exactly these days. Left out: of several periods the latest.',
      }),
      asOf: asOfArgument(t.arg),
    },
    resolve: (_, given, context) => check(context, given),
  }),
);
