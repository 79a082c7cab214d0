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

const parts = ['edtf', 'start', 'end', 'phrase', 'basis', 'anchor', 'anchorBasis', 'reasoning'] as const;

/** The columns of each prefix, put together once: there is a period in most rows. */
const columnsOf = (prefix: string): [keyof PeriodValue, string][] =>
  parts.map((part) => [part, `${prefix}${part[0]?.toUpperCase()}${part.slice(1)}`]);
const columns = {
  date: columnsOf('date'),
  period: columnsOf('period'),
  published: columnsOf('published'),
} as const;

/** The period that `row` holds in the columns that begin with `prefix`; null where it holds none. */
export function periodOf<Prefix extends keyof typeof columns>(
  row: PeriodColumns<Prefix>,
  prefix: Prefix,
): PeriodValue | null {
  const from = row as Record<string, unknown>;
  const period: Partial<Record<keyof PeriodValue, unknown>> = {};
  for (const [part, column] of columns[prefix]) period[part] = from[column] ?? null;
  return period.edtf === null ? null : (period as PeriodValue);
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
