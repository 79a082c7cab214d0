import { displayQuantity, LocaleError, type UnitLabels } from '../../claims/display.ts';
import { SourcebookError } from '../../errors.ts';
import { builder } from '../builder.ts';
import { type QuantityRow, quantityIn } from '../claim-value.ts';
import { Hedge } from '../enums.ts';

export const Quantity = builder.objectRef<QuantityRow>('Quantity').implement({
  description: 'A number as a document states it, with the bounds that its wording gives it.',
  fields: (t) => ({
    value: t.expose('value', {
      type: 'Decimal',
      description:
        'The number as stated; of a range, the first of its two. Never a midpoint, and meaningless without the hedge.',
    }),
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
      description: 'Whether it can be the lower bound itself.',
    }),
    upperInclusive: t.exposeBoolean('upperInclusive', {
      description: 'Whether it can be the upper bound itself.',
    }),
    hedge: t.expose('hedge', { type: Hedge, description: 'How the text bounds the number.' }),
    unit: t.exposeString('unit', {
      nullable: true,
      description: 'What is counted, such as `token`; null for money.',
    }),
    currency: t.expose('currency', {
      type: 'CurrencyCode',
      nullable: true,
      description: 'The currency; null unless it is money.',
    }),
    display: t.string({
      description: 'For people to read, with its hedge: "up to $14 billion", "até US$ 14 bilhões".',
      args: {
        locale: t.arg.string({
          defaultValue: 'en',
          description:
            'The language and region to write it for, as a BCP 47 tag: en, pt, es, fr, de, ru, zh (in simplified characters) or ja, as in pt-BR. Any other language or script is answered in English.',
        }),
      },
      resolve: async (claim, { locale }, { loaders }) => {
        const property = await loaders.get('Property', claim.propertyId);
        return display(claim, locale ?? 'en', property.unitLabels as UnitLabels | null);
      },
    }),
  }),
});

function display(claim: QuantityRow, locale: string, unitLabels: UnitLabels | null): string {
  try {
    return displayQuantity(quantityIn(claim), { locale, unitLabels });
  } catch (error) {
    if (error instanceof LocaleError)
      throw new SourcebookError('BAD_USER_INPUT', error.message, { cause: error });
    throw error;
  }
}
