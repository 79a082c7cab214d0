import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** The address without the prefix that IPv4 gets on a socket of both families; undefined if it is none. */
function plain(address: string | undefined): string | undefined {
  const bare = address?.trim().replace(/^::ffff:(?=[\d.]+$)/i, '');
  return bare !== undefined && isIP(bare) !== 0 ? bare : undefined;
}

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Tells who sent a request: the other end of the connection or, where that is a trusted proxy, the last address in
 * X-Forwarded-For that is none. What stands before it there, the client may have made up.
 * @param proxies addresses, or networks as in `10.0.0.0/8`
 */
export function createClientAddress(proxies: readonly string[]) {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [network = '', bits] = proxy.split('/');
    if (bits === undefined) trusted.addAddress(network, family(network));
    else trusted.addSubnet(network, Number(bits), family(network));
  }
  return (request: IncomingMessage): string | undefined => {
    let client = plain(request.socket.remoteAddress);
    const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    while (client !== undefined && trusted.check(client, family(client))) {
      const before = plain(forwarded.pop());
      if (before === undefined) break;
      client = before;
    }
    return client;
  };
}

/** Whom a limit counts an address as: whoever has one address of IPv6 has the other 2^64 of its network too. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = tail === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const groups = [...(before ?? []), ...Array<string>(Math.max(0, zeros)).fill('0'), ...(after ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
