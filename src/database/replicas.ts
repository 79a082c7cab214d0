import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '../limits.ts';
import { isDatabaseFailure, isInTheWay, isTooSlow, reasonOf } from './failure.ts';
import type { PrismaClient } from './generated/client.ts';
import { pendingMigrations } from './migrate.ts';
import { newestIn } from './pin.ts';
import { type Ask, Server, Silence } from './server.ts';

/** Whether a replica is asked or, where it is not, whether it does not answer or does not hold yet what was served already. */
export type ReplicaState = (typeof replicaStates)[number];
export const replicaStates = ['used', 'unreachable', 'behind'] as const;

export interface ReplicasOptions {
  primary: PrismaClient;
  /** Names for the log, and who they are. */
  replicas: readonly { name: string; prisma: PrismaClient }[];
  /** Told, in a sentence, when a replica is left out, and when it is used again. */
  say: (message: string) => void;
  /** How often a replica that is left out is tried. */
  everyMs?: number;
}

/** Of whom something is asked. */
export interface Reading {
  /** The release that whoever answers has to hold; absent: none, so the primary is asked first, which knows the newest. */
  release?: number | undefined;
  /** Whether all that is asked from now on has to hold it too, so that a replica that does not is left out until it does. */
  isNewest?: boolean;
}

class Replica extends Server {
  readonly name: string;
  state: ReplicaState = 'used';

  constructor({ name, prisma }: ReplicasOptions['replicas'][number]) {
    super(prisma);
    this.name = name;
  }
}

/** What `ask` reads: of the database or, where it has replicas, of whichever of them answers. */
export const read = <Result>(
  { replicas, prisma }: { replicas?: Replicas; prisma: PrismaClient },
  ask: Ask<Result>,
  reading?: Reading,
): Promise<Result> => (replicas ? replicas.read(ask, reading) : ask(prisma));

/**
 * A primary and its streaming replicas. Reads go to the replica that is being asked least. No read changes anything, so one that a
 * server did not answer, or cannot because it does not hold the release yet, is asked of another, and of the primary at last. Whichever
 * failed is left out, and tried in the background until it answers, has every migration and holds what was served meanwhile.
 */
export class Replicas {
  readonly #primary: Server;
  readonly #replicas: readonly Replica[];
  readonly #say: (message: string) => void;
  readonly #everyMs: number;
  readonly #closing = new AbortController();
  /** The release that replicas have to hold: the newest that was asked for. */
  #awaited = 0;
  #turn = 0;

  constructor({ primary, replicas, say, everyMs = 250 }: ReplicasOptions) {
    this.#primary = new Server(primary);
    this.#replicas = replicas.map((replica) => new Replica(replica));
    this.#say = say;
    this.#everyMs = everyMs;
  }

  /** Tries each replica, and leaves out those that fail; how many do not. */
  async begin(): Promise<number> {
    const trying = this.#replicas.map(async (replica) => {
      const failure = await this.#failureOf(replica);
      if (failure) this.#leaveOut(replica, failure.state, failure.error);
    });
    await Promise.all(trying);
    return this.#replicas.filter(({ state }) => state === 'used').length;
  }

  close(): void {
    this.#closing.abort();
  }

  /** What became of each replica, in the order in which they are listed. */
  states(): ReplicaState[] {
    return this.#replicas.map(({ state }) => state);
  }

  /** Whoever may be asked: the primary and all replicas. */
  clients(): PrismaClient[] {
    return [this.#primary, ...this.#replicas].map(({ prisma }) => prisma);
  }

  /**
   * What `ask` reads, of whoever answers.
   * @throws at once what is wrong with the question; otherwise what the last who could be asked said
   */
  async read<Result>(ask: Ask<Result>, reading: Reading = {}): Promise<Result> {
    const { release, isNewest = false } = reading;
    if (isNewest && release !== undefined) this.#awaited = Math.max(this.#awaited, release);
    const tried = new Set<Replica>();
    const pending: Promise<Result>[] = [];
    let told: unknown;
    // What is held to no release is asked of the primary first.
    for (;;) {
      const replica = release === undefined ? undefined : this.#next(tried);
      if (!replica) break;
      tried.add(replica);
      try {
        return await replica.ask(ask, limits.replicaMs);
      } catch (error) {
        if (!this.#mayOthersKnow(replica, error, reading)) throw error;
        if (isBehind(error, release)) told = error;
        if (error instanceof Silence) pending.push(error.still as Promise<Result>);
      }
    }
    try {
      return await this.#primary.ask(ask);
    } catch (error) {
      // The database was restored to an earlier release, as its replicas will be.
      if (isBehind(error, release)) this.#awaited = 0;
      if (!isDatabaseFailure(error) || isTooSlow(error)) throw error;
      return this.#readOfThoseLeft(ask, reading, tried, pending, told ?? error);
    }
  }

  /** The replica to be asked next, if any is left. */
  #next(tried: ReadonlySet<Replica>): Replica | undefined {
    this.#turn += 1;
    let least: Replica | undefined;
    for (let index = 0; index < this.#replicas.length; index++) {
      const replica = this.#replicas[(index + this.#turn) % this.#replicas.length] as Replica;
      if (replica.state !== 'used' || tried.has(replica)) continue;
      if (!least || replica.reading < least.reading) least = replica;
    }
    return least;
  }

  /**
   * While the primary does not answer either, whoever says anything is better than nobody: a replica that is behind, one that did not
   * answer before, one that was silent and may still answer (`pending`).
   */
  async #readOfThoseLeft<Result>(
    ask: Ask<Result>,
    { release }: Reading,
    tried: ReadonlySet<Replica>,
    pending: readonly Promise<Result>[],
    failure: unknown,
  ): Promise<Result> {
    const left = this.#replicas.filter((replica) => !tried.has(replica));
    const asked = left.map(async (replica) => {
      const found = await replica.ask(ask);
      if (replica.state === 'behind') this.#awaited = release ?? 0;
      return found;
    });
    return Promise.any([...pending, ...asked]).catch(({ errors }: AggregateError) => {
      // What a replica holds says more than that others do not answer.
      throw errors.find((error) => !isDatabaseFailure(error)) ?? failure;
    });
  }

  /** Whether others may answer what `replica` could not. Where that will not change soon, it is left out. */
  #mayOthersKnow(replica: Replica, error: unknown, { release, isNewest }: Reading): boolean {
    if (isBehind(error, release)) {
      if (isNewest) this.#leaveOut(replica, 'behind', error);
      return true;
    }
    if (isInTheWay(error)) return true;
    if (!isDatabaseFailure(error) || isTooSlow(error)) return false;
    this.#leaveOut(replica, 'unreachable', error);
    return true;
  }

  #leaveOut(replica: Replica, state: ReplicaState, error: unknown): void {
    // Many requests find out at once.
    if (replica.state !== 'used') return;
    replica.state = state;
    this.#say(`${replica.name} is left out, as it is ${state}: ${reasonOf(error)}`);
    void this.#mend(replica);
  }

  async #mend(replica: Replica): Promise<void> {
    const { signal } = this.#closing;
    for (;;) {
      await wait(this.#everyMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      const failure = await this.#failureOf(replica);
      replica.state = failure?.state ?? 'used';
      if (!failure) break;
    }
    this.#say(`${replica.name} is used again.`);
  }

  /** What keeps a replica from being asked. */
  async #failureOf({ prisma }: Replica): Promise<{ state: ReplicaState; error: unknown } | undefined> {
    try {
      const pending = await pendingMigrations({ prisma });
      if (pending.length > 0) throw new Error(`it lacks ${pending.join(', ')}`);
      const { _max: newest } = await prisma.release.aggregate({ _max: { number: true } });
      if ((newest.number ?? 0) >= this.#awaited) return undefined;
      throw new Error(`it holds release ${newest.number}, and ${this.#awaited} was asked for`);
    } catch (error) {
      return { state: isDatabaseFailure(error) ? 'unreachable' : 'behind', error };
    }
  }
}

/** Whether `error` says that the release that was asked for is not there yet. */
const isBehind = (error: unknown, release: number | undefined): boolean =>
  (newestIn(error) ?? Number.POSITIVE_INFINITY) < (release ?? 0);
