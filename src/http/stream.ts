import { setImmediate } from 'node:timers/promises';

/**
 * A text as a body that is made no faster than it is read, and no further once its reader has gone.
 * A failure ends it before its time, which the client can tell from a whole one.
 */
export function streamOf(text: AsyncIterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const parts = text[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        // PGlite answers without ever letting go of the thread: others would wait, and that the reader has gone go unseen.
        await setImmediate();
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await parts.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
