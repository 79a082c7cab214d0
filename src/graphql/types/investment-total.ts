import { asOfArgument } from '../as-of.ts';
import { builder } from '../builder.ts';
import { Exclusion, Modality } from '../enums.ts';
import {
  type Asked,
  type Exclusion as ExclusionValue,
  type Grouping,
  groupings,
  isCountedIn,
  isLeftOutOf,
  type Total,
  totals,
} from '../investment-totals.ts';
import { paged } from '../lists.ts';
import { numberedPage } from '../numbered-page.ts';
import { condition, openPage } from '../open-page.ts';
import { Bounds } from './agreement.ts';
import { claims } from './claim.ts';
import { Company } from './company.ts';
import { investments, investmentWhere } from './investment.ts';

const table = 'InvestmentTotal';

const GroupField = builder.enumType('InvestmentGroupField', {
  description: 'What totals of investments can be grouped by.',
  values: Object.fromEntries(
    Object.entries(groupings).map(([name, { description }]) => [name, { description }]),
  ) as Record<Grouping, { description: string }>,
});

const GroupValue = builder
  .objectRef<{ by: Grouping; value: string | null; $asOf?: number | undefined }>('InvestmentGroupValue')
  .implement({
    description: 'What the investments of a group have in common.',
    fields: (t) => ({
      by: t.expose('by', { type: GroupField, description: 'What they are grouped by.' }),
      value: t.exposeString('value', {
        nullable: true,
        description: 'The value, as filters take it: a year, a word or a slug; null where there is none.',
      }),
      company: t.field({
        type: Company,
        nullable: true,
        description: 'The company that the slug names; null unless it is one.',
        resolve: ({ by, value }, _, { loaders }) =>
          by === 'INVESTOR' || by === 'COUNTERPARTY' ? loaders.find('Company', value, 'slug') : null,
      }),
    }),
  });

/** Those that were left out, whatever the filter that they fit says of them. */
const { unless: _, ...leftOut } = investments;

const LeftOut = builder
  .objectRef<{ reason: ExclusionValue; count: number; total: Total; $asOf?: number | undefined }>('LeftOut')
  .implement({
    description: 'Investments that fit the filter but are not added, all for the same reason.',
    fields: (t) => {
      const list = paged(t.arg, investments, { description: 'Which, by name.' });
      return {
        reason: t.expose('reason', { type: Exclusion, description: 'Why not.' }),
        count: t.exposeInt('count', { description: 'How many.' }),
        investments: t.field({
          ...list,
          resolve: ({ reason, total: { id, asked } }, given, context) =>
            openPage(context, leftOut, given, {
              id: `${id} ${reason}`,
              name: `LeftOut.investments ${asked.name}`,
              of: isLeftOutOf(asked),
            }) as never,
        }),
      };
    },
  });

const InvestmentTotal = builder.objectRef<Total>(table).implement({
  description:
    'What some investments come to, each counted once: from the sum of their lower to the sum of their upper bounds.',
  fields: (t) => {
    const list = paged(t.arg, claims, {
      description: 'The claims that it was made from: the accepted one on each amount that was counted.',
    });
    return {
      group: t.field({
        type: [GroupValue],
        description: 'What its investments have in common, in the order of `groupBy`.',
        resolve: ({ values, asked, $asOf }) =>
          asked.groupBy.map((by, index) => ({ by, value: values[index] ?? null, $asOf })),
      }),
      sum: t.expose('sum', {
        type: Bounds,
        nullable: true,
        description:
          'The numbers that it can be, exact; null if nothing was counted. Of amounts without an upper bound it has none either.',
      }),
      count: t.exposeInt('counted', { description: 'How many investments were counted.' }),
      modalities: t.expose('modalities', {
        type: [Modality],
        description:
          'What kinds of statement were added: money that was spent and money that is planned are not the same.',
      }),
      claims: t.field({
        ...list,
        resolve: ({ id, asked }, given, context) =>
          openPage(context, claims, given, {
            id,
            name: `InvestmentTotal.claims ${asked.name}`,
            of: isCountedIn(asked),
          }) as never,
      }),
      leftOut: t.field({
        type: [LeftOut],
        description: 'The investments that fit the filter but were not added, by reason.',
        resolve: (total) => total.leftOut.map((each) => ({ ...each, total, $asOf: total.$asOf })),
      }),
    };
  },
});

const Groups = builder.connectionObject(
  {
    type: InvestmentTotal,
    name: `${table}Connection`,
    description: 'A page of the groups that investments fall into.',
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many groups there are, on all pages.',
        resolve: (page) => (page as unknown as { totalCount: Promise<number> }).totalCount,
      }),
    }),
  },
  { name: `${table}Edge`, description: 'A group, with its cursor.' },
);

const InvestmentTotals = builder
  .objectRef<{ asked: Asked; $asOf?: number | undefined }>('InvestmentTotals')
  .implement({
    description:
      'Sums of investments that say what they are made of: every total has its claims, and what it leaves out with the reason.',
    fields: (t) => ({
      currency: t.field({
        type: 'CurrencyCode',
        description: 'The currency of all sums here.',
        resolve: ({ asked }) => asked.currency,
      }),
      total: t.field({
        type: InvestmentTotal,
        description: 'All of them together.',
        resolve: async ({ asked }, _, context) =>
          (await totals(context, { ...asked, groupBy: [], name: `${asked.name} in all` }, 1))
            .rows[0] as Total,
      }),
      groups: t.field({
        type: Groups,
        description:
          'The same by group, in the order of their values; what has none comes last. Each investment is in one group, so they come to the total.',
        args: {
          first: t.arg.int({ description: 'How many groups; 20 if left out, at most 100.' }),
          after: t.arg.string({ description: 'Only what follows this cursor.' }),
        },
        resolve: ({ asked }, given, context) =>
          numberedPage(given, {
            name: table,
            keyOf: ({ id }: Total) => id,
            read: (limit, after) => totals(context, asked, limit, after),
          }) as never,
      }),
    }),
  });

builder.queryField('investmentTotals', (t) =>
  t.field({
    type: InvestmentTotals,
    description:
      'What investments come to, within bounds: parts of what is counted are not counted twice; amounts in other currencies, contested or no longer known are left out, and listed.',
    args: {
      where: t.arg({ type: investmentWhere.type, description: 'Which to add; all if left out.' }),
      groupBy: t.arg({
        type: [GroupField],
        required: true,
        defaultValue: [],
        description: 'What to group them by, the first first.',
      }),
      currency: t.arg({
        type: 'CurrencyCode',
        required: true,
        defaultValue: 'USD',
        description: 'The currency to add. Nothing is converted.',
      }),
      asOf: asOfArgument(t.arg),
    },
    resolve: (_, { where, groupBy, currency }, { database: { asOf } }) => ({
      asked: {
        where: condition(investments, where as never),
        currency,
        groupBy: [...new Set(groupBy)],
        name: JSON.stringify([where, currency, groupBy]),
      },
      ...(asOf === undefined ? {} : { $asOf: asOf }),
    }),
  }),
);
