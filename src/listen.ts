import { once } from 'node:events';
import type { Server } from 'node:http';
import { SourcebookError } from './errors.ts';

/**
 * Lets `server` listen.
 * @throws SourcebookError `PORT_IN_USE` or `BAD_CONFIGURATION`
 */
export async function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      const message = `Port ${port} of ${host} is in use. Stop what listens there, or set PORT to another.`;
      throw new SourcebookError('PORT_IN_USE', message, { cause: error });
    }
    const message = `HOST, PORT: cannot listen on port ${port} of ${host} (${code})`;
    throw new SourcebookError('BAD_CONFIGURATION', message, { cause: error });
  }
}
