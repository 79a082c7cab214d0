import type { Investment as Row } from '../../database/generated/client.ts';
import { column } from '../../database/query.ts';
import { SourcebookError } from '../../errors.ts';
import { amount, boundsIn } from '../bounds-filters.ts';
import { builder } from '../builder.ts';
import { choice, currency, date, decimal } from '../comparisons.ts';
import type { Context } from '../context.ts';
import { Hedge, InvestmentPurpose, Modality } from '../enums.ts';
import { at } from '../facets.ts';
import { by, defineWhere, hasMany, related } from '../filters.ts';
import { defineList, paged, some } from '../lists.ts';
import { period } from '../period-filters.ts';
import { bySlug } from '../slugs.ts';
import { claimWhere } from './claim.ts';
import { QuantityClaim } from './claim-kinds.ts';
import { Company, companyWhere } from './company.ts';
import { byName, Entity, entityOrders, faceFilters, isSupported } from './entity.ts';
import { Period, periodOf } from './period.ts';

export const Investment = builder.objectRef<Row>('Investment');

const orLast = '; of an investment that is not `supported`, what was claimed last.';

/** What an investment has to have. @throws SourcebookError `NOT_FOUND` where all claims on it were retired before the database held it */
function told<Column extends 'investorId' | 'purpose' | 'status'>(
  row: Row,
  column: Column,
): NonNullable<Row[Column]> {
  const value = row[column];
  if (value !== null) return value;
  throw new SourcebookError(
    'NOT_FOUND',
    `No claim says the ${column.replace(/Id$/, '')} of ${row.slug} any longer. Ask whether it is \`supported\`.`,
  );
}

/** The accepted claim on the amount. */
const amountOf = (investment: Row, { loaders }: Context) => loaders.find('Claim', investment.amountClaimId);

builder.node(Investment, {
  description: 'Money that a company has spent, plans to spend or is expected to spend.',
  interfaces: [Entity],
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { loaders }) => loaders.findMany('Investment', ids),
  fields: (t) => ({
    investor: t.field({
      type: Company,
      description: `The company whose money it is${orLast}`,
      resolve: (row, _, { loaders }) => loaders.get('Company', told(row, 'investorId')),
    }),
    counterparty: t.field({
      type: Company,
      nullable: true,
      description: 'The company that the money goes to; null if no document says.',
      resolve: ({ counterpartyId }, _, { loaders }) => loaders.find('Company', counterpartyId),
    }),
    purpose: t.field({
      type: InvestmentPurpose,
      description: `What the money is for${orLast}`,
      resolve: (row) => told(row, 'purpose'),
    }),
    period: t.field({
      type: Period,
      nullable: true,
      description: 'When the money is spent; null if no document says.',
      resolve: async (investment, _, context) => {
        const amount = await amountOf(investment, context);
        return amount && periodOf(amount, 'period');
      },
    }),
    status: t.field({
      type: Modality,
      description:
        'Whether it is done, planned or expected; where `amount` is null, how it stood when one was last claimed.',
      resolve: (row) => told(row, 'status'),
    }),
    amount: t.field({
      type: QuantityClaim,
      nullable: true,
      description:
        'How much, as the accepted claim says, with its source; null when all claims on it were retired.',
      resolve: (investment, _, context) => amountOf(investment, context),
    }),
    partOf: t.field({
      type: Investment,
      nullable: true,
      description: 'The larger investment that it is counted in, where a document says so.',
      resolve: ({ partOfId }, _, { loaders }) => loaders.find('Investment', partOfId),
    }),
    parts: t.field({
      type: [Investment],
      description: 'The smaller investments that are counted in it, by name.',
      resolve: ({ id }, _, { loaders }) => loaders.list('Investment', 'partOfId', id, 'name'),
    }),
  }),
});

export const investmentWhere = defineWhere('InvestmentWhere', 'investments', () => ({
  ...faceFilters(),
  investor: related('Company', () => companyWhere, by('investorId'), 'The company whose money it is.'),
  counterparty: related(
    'Company',
    () => companyWhere,
    by('counterpartyId'),
    'The company that the money goes to.',
  ),
  purpose: choice(InvestmentPurpose)('purpose', 'What the money is for.'),
  status: choice(Modality)('status', 'Whether it is done, planned or expected.'),
  amount: amount(
    'How much, bounds and all, as the accepted claim says. An amount in another currency does not pass.',
    (row) => boundsIn(row, 'amount'),
    (row) => column(row, 'amountCurrency'),
  ),
  hedge: choice(Hedge)('amountHedge', 'How the text bounds the amount.'),
  currency: currency('amountCurrency', 'The currency of the amount.'),
  amountLower: decimal('amountLower', 'The lower bound of the amount.'),
  amountUpper: decimal(
    'amountUpper',
    'The upper bound of the amount; it has no value where the amount is open upwards.',
  ),
  amountClaim: related(
    'Claim',
    () => claimWhere,
    by('amountClaimId'),
    'The accepted claim on the amount: who says so, how surely, for which period.',
  ),
  period: period('period', 'When the money is spent.'),
  periodStart: date('periodStart', 'The first day of the period.'),
  periodEnd: date('periodEnd', 'The last day of the period.'),
  partOf: related(
    'Investment',
    () => investmentWhere,
    by('partOfId'),
    'The investment that it is counted in.',
  ),
  part: some(() => investments, hasMany('partOfId'), 'At least one investment that is counted in it.'),
}));

export const investments = defineList({
  type: Investment,
  table: 'Investment',
  where: investmentWhere,
  orders: {
    ...entityOrders,
    AMOUNT: {
      columns: ['amountCurrency', 'amountValue'],
      description: 'The number that the text states, currency by currency. Its hedge is not looked at.',
    },
    PERIOD: { columns: ['periodStart', 'periodEnd'], description: 'When the money is spent.' },
  },
  facets: {
    COUNTERPARTY: at('counterparty.slug', 'The slug of the company that the money goes to.'),
    CURRENCY: at('currency', 'The currency of the amount.'),
    HEDGE: at('hedge', 'How the text bounds the amount.'),
    INVESTOR: at('investor.slug', 'The slug of the company whose money it is.'),
    PURPOSE: at('purpose', 'What the money is for.'),
    STATUS: at('status', 'Whether they are done, planned or expected.'),
  },
  usual: byName,
  unless: isSupported,
});

builder.queryFields((t) => ({
  investment: t.field(bySlug(t.arg, Investment, 'Investment')),
  investments: t.field(paged(t.arg, investments, { description: 'The investments, by name.' })),
}));
