import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { type Limits, limits } from '../limits.ts';
import { codeOf } from './request-error.ts';

type Patience = Pick<Limits, 'headersMs' | 'requestMs' | 'idleMs'>;

interface Options {
  logger: Logger;
  patience?: Patience;
}

/**
 * A server for `listener` that gives up on slow clients; it does not listen yet. Node's own times, 60 s and 300 s, checked every
 * 30 s, and none for a client that does not read its answer, let a few hundred such clients hold all connections.
 */
export function createNodeServer(listener: RequestListener, { logger, patience = limits }: Options): Server {
  const options = {
    headersTimeout: patience.headersMs,
    requestTimeout: patience.requestMs,
    connectionsCheckingInterval: Math.min(1_000, patience.headersMs / 5),
  };
  const server = createServer(options, (request, response) => {
    const { headers, url = '' } = request;
    const host = headers.host ?? 'localhost';
    // Yoga builds the address from the Host header and, where that fails, answers with the error and its stack.
    if (url.startsWith('/') && !/[/?#@\\]/.test(host) && URL.canParse(`http://${host}${url}`)) {
      listener(request, response);
      return;
    }
    const [body, head] = refusal(logger, 400, 'The Host header or the path is not an address.');
    response.writeHead(400, head).end(body);
  });
  // What Node would answer by itself, with an id and a line in the log.
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    if (code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const [status, message] = unreadable[code] ?? [400, 'This is not HTTP.'];
    const [body, head] = refusal(logger, status, message);
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  });
  server.timeout = patience.idleMs;
  return server;
}

/** What Node says of a request that it cannot read, by its code. */
const unreadable: Readonly<Record<string, [status: number, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request was not there in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The head of the request is too large.'],
  HPE_INVALID_EOF_STATE: [400, 'The request ended before all of it was there.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The extensions of a chunk are too large.'],
};

/** Writes down that a request never got as far as Yoga; the body and the head of its answer. */
function refusal(logger: Logger, status: number, message: string): [string, Record<string, string>] {
  const requestId = randomUUID();
  const code = codeOf(status);
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  logger.info({ requestId, status, codes: [code] }, 'request');
  return [
    body,
    {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-request-id': requestId,
      connection: 'close',
    },
  ];
}

/** Where a listening server is reached from this computer; one that hears on every address, at localhost. */
export function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Stops accepting connections, lets requests in flight finish and, after `withinMs`, cuts those that have not. */
export async function stop(server: Server, { withinMs = 7_000 } = {}): Promise<void> {
  // A connection that was busy when the server closed is kept alive after its answer, and would hold up the end.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), withinMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(deadline);
}
