import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a contender did in a stretch of time. */
export interface Load {
  requests: number;
  seconds: number;
  /** Milliseconds until an answer was there: of the middle one, and of the one that only one in a hundred is slower than. */
  middle: number;
  slowest: number;
}

const connections = 32;
const endOfChunks = Buffer.from('0\r\n\r\n');
const endOfHead = Buffer.from('\r\n\r\n');
const failure = Buffer.from('"errors":');

/**
 * Asks without a pause over connections that are kept, each waiting for its answer, for `seconds`. Written for sockets because a
 * client of `node:http` takes four times as long for a request as the fastest contender does, and would be all that is measured.
 * @throws Error for the first answer that is not one
 */
export async function load(port: number, next: () => Buffer, seconds: number): Promise<Load> {
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      await once(socket, 'connect');
      return socket;
    }),
  );
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const took: number[] = [];
  try {
    await Promise.all(sockets.map((socket) => askUntil(socket, next, end, took)));
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  const elapsed = (performance.now() - begun) / 1000;
  took.sort((one, other) => one - other);
  const at = (share: number) => took[Math.floor(share * (took.length - 1))] ?? 0;
  return { requests: took.length, seconds: elapsed, middle: at(0.5), slowest: at(0.99) };
}

function askUntil(socket: Socket, next: () => Buffer, end: number, took: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer: Buffer | undefined;
    let since = 0;
    const ask = () => {
      since = performance.now();
      answer = undefined;
      socket.write(next());
    };
    socket.on('data', (part) => {
      answer = answer === undefined ? part : Buffer.concat([answer, part]);
      if (!isWhole(answer)) return;
      const now = performance.now();
      took.push(now - since);
      if (answer.toString('latin1', 9, 12) !== '200' || answer.includes(failure))
        return reject(new Error(`no answer: ${bodyOf(answer).toString('utf8', 0, 300)}`));
      if (now < end) ask();
      else resolve();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed the connection')));
    ask();
  });
}

const bodyOf = (answer: Buffer) => answer.subarray(answer.indexOf(endOfHead) + endOfHead.length);

function isWhole(answer: Buffer): boolean {
  const head = answer.indexOf(endOfHead);
  if (head < 0) return false;
  const [, length] = /content-length: *(\d+)/i.exec(answer.toString('latin1', 0, head)) ?? [];
  if (length === undefined) return answer.subarray(-endOfChunks.length).equals(endOfChunks);
  return answer.length >= head + endOfHead.length + Number(length);
}
