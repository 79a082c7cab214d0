import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { seenByFront } from '../front.ts';
import { currentRequest } from '../request-record.ts';
import { headersOf } from '../response-cache.ts';
import type { Shortcut } from '../shortcut.ts';
import { wholeAnswer } from '../whole-answer.ts';

/** Tells the shortcut what may go that way the next time, and ends what has begun there. */
export function useShortcut({ shortcut }: { shortcut: Shortcut }): Plugin<{ req?: IncomingMessage }> {
  return {
    onParams({ context, setResult }) {
      const result = seenByFront((context as { req?: IncomingMessage }).req)?.result;
      if (result) setResult(result);
    },
    onExecute({ args: { document } }) {
      const hash = currentRequest()?.document;
      if (hash !== undefined) shortcut.learnDocument(document, hash);
    },
    onResponse({ request, response, serverContext }) {
      const { isPlain } = seenByFront((serverContext as { req?: IncomingMessage }).req) ?? {};
      if (!isPlain || request.method !== 'POST') return;
      if (response.status !== 200 || wholeAnswer(request) === undefined) return;
      shortcut.learnHeaders(request.headers.get('accept') ?? '', headersOf(response));
    },
  };
}
