import { GraphQLError } from 'graphql';
import { type LimitName, limitCatalogue } from '../limits.ts';

/** That a request asks for more than a limit allows: which limit, what was asked, what is allowed and what is counted. */
export function limitError(name: LimitName, requested: number, allowed: number): GraphQLError {
  const { counts } = limitCatalogue[name];
  const [asked, most] = [requested, allowed].map((number) => number.toLocaleString('en'));
  const counted = `${counts[0]?.toLowerCase()}${counts.slice(1)}`;
  return new GraphQLError(`\`${name}\` is ${asked}; it can be up to ${most}. It counts ${counted}`, {
    extensions: {
      // A text is a value like any other that cannot be used; the rest is about the request as a whole.
      code: name === 'text' ? 'BAD_USER_INPUT' : 'OPERATION_LIMIT_EXCEEDED',
      limit: { name, requested, allowed },
    },
  });
}
