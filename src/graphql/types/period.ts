import type { PeriodBasis as Basis } from '../../database/generated/enums.ts';
import { builder } from '../builder.ts';
import { PeriodBasis } from '../enums.ts';

export interface PeriodValue {
  edtf: string;
  start: Date | null;
  end: Date | null;
  phrase: string | null;
  basis: Basis;
  anchor: string | null;
  anchorBasis: Basis | null;
  reasoning: string | null;
}

/** The columns of a period, all with one prefix: `periodEdtf`, `periodStart` … */
type PeriodColumns<Prefix extends string> = {
  [Name in keyof PeriodValue as `${Prefix}${Capitalize<Name>}`]?: PeriodValue[Name] | null;
};

/** The period that `row` holds in the columns that begin with `prefix`; null where it holds none. */
export function periodOf<Prefix extends string>(
  row: PeriodColumns<Prefix>,
  prefix: Prefix,
): PeriodValue | null {
  const columns = row as Record<string, unknown>;
  const value = (name: string) => columns[`${prefix}${name}`] ?? null;
  if (value('Edtf') === null) return null;
  return {
    edtf: value('Edtf'),
    start: value('Start'),
    end: value('End'),
    phrase: value('Phrase'),
    basis: value('Basis'),
    anchor: value('Anchor'),
    anchorBasis: value('AnchorBasis'),
    reasoning: value('Reasoning'),
  } as PeriodValue;
}

export const Period = builder.objectRef<PeriodValue>('Period').implement({
  description: 'A date or a span of time, as firm as its document makes it.',
  fields: (t) => ({
    edtf: t.exposeString('edtf', {
      description:
        'In the Extended Date/Time Format (ISO 8601-2): `2026`, `2025-12~` (about December 2025), `2025-10/2025-12`.',
    }),
    start: t.expose('start', {
      type: 'Date',
      nullable: true,
      description: 'Its first day; null if it has no known beginning.',
    }),
    end: t.expose('end', {
      type: 'Date',
      nullable: true,
      description: 'Its last day; null if it has no known end.',
    }),
    phrase: t.exposeString('phrase', {
      nullable: true,
      description: 'The words of the document that give it.',
    }),
    basis: t.expose('basis', {
      type: PeriodBasis,
      description: 'Whether the document gives the date, a relative date, or none.',
    }),
    anchor: t.exposeString('anchor', {
      nullable: true,
      description:
        'The date that a relative date was resolved against, in EDTF; most often the publication of the document.',
    }),
    anchorBasis: t.expose('anchorBasis', {
      type: PeriodBasis,
      nullable: true,
      description: 'Where that date comes from.',
    }),
    reasoning: t.exposeString('reasoning', {
      nullable: true,
      description: 'How the date was arrived at, so that it can be worked out again.',
    }),
  }),
});
