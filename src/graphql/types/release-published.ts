import { releaseNumber } from '../as-of.ts';
import { builder } from '../builder.ts';
import { Release } from './release.ts';

builder.subscriptionType({ description: 'Everything that can be waited for, over server-sent events.' });

builder.subscriptionField('releasePublished', (t) =>
  t.field({
    type: Release,
    description:
      'Each release when it is published: what was read before it may have changed. What is asked below is answered as of it.',
    args: {
      since: t.arg.string({
        description:
          'The version of the last release that is known: those after it come at once, up to 100. Left out: only what is yet to come.',
      }),
    },
    subscribe: async (_, { since }, context) =>
      context.releases.subscribe(since == null ? undefined : await releaseNumber(context, since)),
    resolve: (release) => release,
  }),
);
