import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';
import { DateResolver, DateTimeResolver, JSONObjectResolver, URLResolver } from 'graphql-scalars';
import { isCountryCode } from '../claims/country.ts';
import { isCurrencyCode } from '../claims/currency.ts';
import { DecimalError, decimal } from '../claims/decimal.ts';
import { beginning, shown } from '../claims/shown.ts';

interface Given<Value> {
  /** What was wrong with a value, in words: `"cn" is not a country code`. */
  complaint: (value: string) => string;
  /** The value that the text stands for; undefined or an error with words of its own if there is none. */
  parse: (text: string) => Value | undefined;
  numbers?: boolean;
}

/**
 * How a scalar reads what a client gives: text, or with `numbers` also a number. A value that cannot be is refused in
 * the same words wherever it stands; GraphQL adds the place of a literal or the name of the variable.
 */
function reading<Value>({ complaint, parse, numbers = false }: Given<Value>) {
  const read = (text: string, nodes?: ValueNode): Value => {
    try {
      const value = parse(text);
      if (value !== undefined) return value;
    } catch (error) {
      if (error instanceof DecimalError) throw new GraphQLError(error.message, { nodes: nodes ?? null });
      throw error;
    }
    throw new GraphQLError(complaint(shown(text)), { nodes: nodes ?? null });
  };
  return {
    parseValue(value: unknown): Value {
      if (typeof value === 'string' || (numbers && typeof value === 'number')) return read(String(value));
      throw new GraphQLError(complaint(beginning(JSON.stringify(value))));
    },
    parseLiteral(node: ValueNode): Value {
      const isNumber = node.kind === Kind.INT || node.kind === Kind.FLOAT;
      if (node.kind === Kind.STRING || (numbers && isNumber)) return read(node.value, node);
      const hint = node.kind === Kind.ENUM ? ' A text stands in quotes.' : '';
      throw new GraphQLError(`${complaint(beginning(print(node)))}${hint}`, { nodes: node });
    },
  };
}

/** Serialised as a string in plain notation, so that no client's floating point rounds a figure. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'A decimal number, exact, given as a string in plain notation ("14000000000"). Accepts strings and numbers (14e9), with at most 100 digits before the point and 20 after it.',
  // Prisma's Decimal writes large numbers with an exponent in toString(); toFixed() never does.
  serialize: (value) =>
    typeof value === 'object' && value !== null && 'toFixed' in value && typeof value.toFixed === 'function'
      ? value.toFixed()
      : String(value),
  ...reading({
    complaint: (value) => `${value} is not a decimal number such as 14000000000, 14e9 or 12.5.`,
    parse: decimal,
    numbers: true,
  }),
});

/** The scalar `resolver` under our own name and words. */
const renamed = (resolver: GraphQLScalarType, name: string, description: string) =>
  new GraphQLScalarType({ ...resolver.toConfig(), name, description });

export const DateScalar = new GraphQLScalarType<Date, string>({
  ...DateResolver.toConfig(),
  name: 'Date',
  description: 'A calendar date, as in ISO 8601: "2026-02-28".',
  ...reading({
    complaint: (value) => `Date cannot represent ${value}: expected a calendar date such as "2026-02-28".`,
    parse: dateOf,
  }),
});
export const DateTimeScalar = renamed(
  DateTimeResolver,
  'DateTime',
  'A moment in time, as in RFC 3339: "2026-01-31T12:00:00.000Z".',
);
export const CountryCodeScalar = new GraphQLScalarType<string, string>({
  name: 'CountryCode',
  description: 'A country, as an ISO 3166-1 alpha-2 code in capitals: "CN".',
  serialize: String,
  ...reading({
    complaint: (value) => `${value} is not a country code: ISO 3166-1 alpha-2, such as CN.`,
    parse: (code) => (isCountryCode(code) ? code : undefined),
  }),
});
export const CurrencyCodeScalar = new GraphQLScalarType<string, string>({
  name: 'CurrencyCode',
  description: 'A currency, as an ISO 4217 code in capitals: "USD".',
  serialize: String,
  ...reading({
    complaint: (value) => `${value} is not a currency code: ISO 4217, such as USD.`,
    parse: (code) => (isCurrencyCode(code) ? code : undefined),
  }),
});
export const JsonObjectScalar = renamed(
  JSONObjectResolver,
  'JSONObject',
  'An object in JSON, whose form depends on where it stands.',
);
export const UrlScalar = renamed(URLResolver, 'URL', 'A web address, as in RFC 3986.');

/** Midnight UTC of a date as ISO 8601 writes it; undefined for one that no calendar has, as those of a year 0. */
function dateOf(text: string): Date | undefined {
  const date = new Date(`${text}T00:00:00Z`);
  return /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text)
    ? date
    : undefined;
}
