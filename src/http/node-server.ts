import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { limits } from '../limits.ts';

/** Node's own, 60 s and 300 s, checked every 30 s, let a few hundred slow clients hold all connections. */
const patience = {
  headersTimeout: limits.headersMs,
  requestTimeout: limits.requestMs,
  connectionsCheckingInterval: 1_000,
};

/** A server for `listener` that gives up on slow clients; it does not listen yet. */
export function createNodeServer(listener: RequestListener): Server {
  return createServer(patience, (request, response) => {
    const { headers, url = '' } = request;
    // Yoga builds the address from the Host header and, where that fails, answers with the error and its stack.
    if (url.startsWith('/') && URL.canParse(`http://${headers.host ?? 'localhost'}${url}`)) {
      listener(request, response);
      return;
    }
    const message = 'The Host header or the path is not an address.';
    const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
    response
      .writeHead(400, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
      .end(body);
  });
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
