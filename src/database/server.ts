import { SourcebookError } from '../errors.ts';
import { isDatabaseFailure } from './failure.ts';
import type { PrismaClient } from './generated/client.ts';

export type Ask<Result> = (prisma: PrismaClient) => Promise<Result>;

/** A server has answered nobody for a while; what it was asked it may still answer. */
export class Silence extends SourcebookError {
  readonly still: Promise<unknown>;

  constructor(ms: number, still: Promise<unknown>) {
    super('DATABASE_UNREACHABLE', `it has answered nobody for ${ms} ms`);
    this.still = still;
  }
}

/** One server of a database, and whether it answers. */
export class Server {
  readonly prisma: PrismaClient;
  /** How many reads it is being asked. */
  reading = 0;
  #answered = 0;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  /**
   * What `ask` reads.
   * @param silenceMs how long to wait while the server answers nobody; absent: as long as `ask` does. One that answers others only takes
   *   its time; to ask another as well would be more load where there is too much already.
   * @throws Silence
   */
  async ask<Result>(ask: Ask<Result>, silenceMs?: number): Promise<Result> {
    this.reading += 1;
    const asked = ask(this.prisma);
    const silence = silenceMs === undefined ? undefined : this.#silence(silenceMs, asked);
    try {
      const found = await (silence ? Promise.race([asked, silence.end]) : asked);
      this.#answered = performance.now();
      return found;
    } catch (error) {
      if (!isDatabaseFailure(error)) this.#answered = performance.now();
      throw error;
    } finally {
      silence?.stop();
      this.reading -= 1;
    }
  }

  #silence(ms: number, asked: Promise<unknown>): { end: Promise<never>; stop: () => void } {
    let timer: NodeJS.Timeout;
    const end = new Promise<never>((_, reject) => {
      const listen = (since: number) => {
        timer = setTimeout(() => {
          const now = performance.now();
          // Where this process itself stood still, what came meanwhile is still to be read.
          if (this.#answered > since || now - since > 1.2 * ms) listen(now);
          else reject(new Silence(ms, asked));
        }, ms);
      };
      listen(performance.now());
    });
    return { end, stop: () => clearTimeout(timer) };
  }
}
