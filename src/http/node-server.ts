import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Limits, limits } from '../limits.ts';

type Patience = Pick<Limits, 'headersMs' | 'requestMs' | 'idleMs'>;

/**
 * A server for `listener` that gives up on slow clients; it does not listen yet. Node's own times, 60 s and 300 s, checked every
 * 30 s, and none for a client that does not read its answer, let a few hundred such clients hold all connections.
 */
export function createNodeServer(listener: RequestListener, patience: Patience = limits): Server {
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
    const message = 'The Host header or the path is not an address.';
    const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
    response
      .writeHead(400, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
      .end(body);
  });
  server.timeout = patience.idleMs;
  return server;
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
