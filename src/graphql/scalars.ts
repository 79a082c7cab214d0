import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import {
  CountryCodeResolver,
  CurrencyResolver,
  DateResolver,
  DateTimeResolver,
  URLResolver,
} from 'graphql-scalars';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

function parseDecimal(input: unknown): string {
  const written = String(input);
  if (written.length > 100 || !decimal.test(written)) {
    throw new GraphQLError(
      `Decimal cannot represent ${JSON.stringify(written.slice(0, 100))}: expected a number such as "1.5" or 14e9`,
      {
        extensions: { code: 'BAD_USER_INPUT' },
      },
    );
  }
  return written;
}

/** Serialised as a string in plain notation, so that no client's floating point rounds a figure. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'A decimal number of any size and precision, given as a string in plain notation ("14000000000"). Accepts strings and number literals.',
  // Prisma's Decimal writes large numbers with an exponent in toString(); toFixed() never does.
  serialize: (value) =>
    typeof value === 'object' && value !== null && 'toFixed' in value && typeof value.toFixed === 'function'
      ? value.toFixed()
      : String(value),
  parseValue: parseDecimal,
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT)
      return parseDecimal(node.value);
    throw new GraphQLError('Decimal expects a string or a number', {
      nodes: node,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  },
});

/** The scalar `resolver` under our own name and words. */
const renamed = (resolver: GraphQLScalarType, name: string, description: string) =>
  new GraphQLScalarType({ ...resolver.toConfig(), name, description });

export const DateScalar = renamed(DateResolver, 'Date', 'A calendar date, as in ISO 8601: "2026-02-28".');
export const DateTimeScalar = renamed(
  DateTimeResolver,
  'DateTime',
  'A moment in time, as in RFC 3339: "2026-01-31T12:00:00.000Z".',
);
export const CountryCodeScalar = renamed(
  CountryCodeResolver,
  'CountryCode',
  'A country, as an ISO 3166-1 alpha-2 code: "CN".',
);
export const CurrencyCodeScalar = renamed(
  CurrencyResolver,
  'CurrencyCode',
  'A currency, as an ISO 4217 code: "USD".',
);
export const UrlScalar = renamed(URLResolver, 'URL', 'A web address, as in RFC 3986.');
