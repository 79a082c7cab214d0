import { setTimeout as wait } from 'node:timers/promises';
import { Repeater, SlidingBuffer } from '@repeaterjs/repeater';
import type { Release } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import { newestIn } from '../database/pin.ts';
import { columns, query, queryOfHolder, sql, type Typed } from '../database/query.ts';
import { releaseChannel } from '../database/release-channel.ts';

interface Subscriber {
  /** The number of the release that it knows of. */
  seen: number;
  push: (release: Typed<Release>) => unknown;
  stop: () => void;
}

interface Options {
  everyMs?: number;
  onFailure: (error: unknown) => void;
  /** Told when the database is another than it was, restored to an earlier release or filled anew: what was read of it is void. */
  onReplaced?: () => void;
}

/** Of what was missed, more than that are no news; and as many wait for a subscriber that is slow. */
const mostMissed = 100;

/** With `answerMs` after it, there is still an answer within 5 seconds. */
const mostBeginningMs = 300;

const row = sql`r`;

/**
 * Tells subscribers of new releases, whichever process published them, and everybody which is the newest. It listens to the
 * database from the first request on (`watch`), or as long as there is somebody to tell; and asks it besides, from time to time,
 * since a replica and some proxies pass no notification on.
 */
export class ReleaseFeed {
  /** The number of the newest release; undefined while that is not known, before `watch` and when the database does not answer. */
  current: number | undefined;
  /** The same, or what was the newest when the database last answered: where a request begins. */
  lastKnown: number | undefined;
  /** What the last look found. */
  #known: Pick<Release, 'number' | 'contentHash'> | undefined;
  readonly #database: Database;
  readonly #everyMs: number;
  readonly #onFailure: (error: unknown) => void;
  readonly #onReplaced: () => void;
  readonly #subscribers = new Set<Subscriber>();
  #end: (() => Promise<void>) | undefined;
  #closed = false;
  #checking: Promise<void> | undefined;
  /** Whether something may have happened since the last check began. */
  #isDue = false;
  #watched = false;
  /** Told once, however often it is asked in vain. */
  #fails = false;

  constructor(database: Database, { everyMs = 2_000, onFailure, onReplaced = () => {} }: Options) {
    this.#database = database;
    this.#everyMs = everyMs;
    this.#onFailure = onFailure;
    this.#onReplaced = onReplaced;
  }

  /** The releases after the one with the number `since`, by default the newest, as they come. */
  async subscribe(since?: number): Promise<AsyncIterable<Typed<Release>>> {
    const seen = since ?? (await this.#newest());
    // What is published before the first is asked for is found by the first check.
    return new Repeater<Typed<Release>>(async (push, stop) => {
      if (this.#closed) return stop();
      const subscriber = { seen, push, stop };
      this.#subscribers.add(subscriber);
      this.#end ??= this.#begin();
      await this.#check();
      await stop;
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size === 0 && !this.#watched) await this.#stopListening();
    }, new SlidingBuffer(mostMissed));
  }

  /** From now on `current` is known, and so is each release as soon as it is published. */
  watch(): void {
    if (this.#watched || this.#closed) return;
    this.#watched = true;
    this.#end ??= this.#begin();
    void this.#check();
  }

  /** Somebody has found another release to be the newest than was known: whoever asks from now on is not told of an earlier one. */
  heard(number: number): void {
    if (this.lastKnown !== undefined && number > this.lastKnown) {
      this.lastKnown = number;
      if (this.current !== undefined) this.current = number;
    }
    if (number !== this.#known?.number) void this.#check();
  }

  /**
   * What the first requests wait for, a moment at most: which release is the newest, since one that holds on to none could be told of
   * two by two replicas. Undefined where there is nothing to wait for.
   */
  beginning(): Promise<unknown> | undefined {
    if (!this.#watched || this.lastKnown !== undefined || !this.#database.replicas) return undefined;
    return Promise.race([this.#checking, wait(mostBeginningMs, undefined, { ref: false })]);
  }

  /** Ends all subscriptions, and takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#watched = false;
    this.current = undefined;
    for (const { stop } of this.#subscribers) stop();
    await this.#stopListening();
  }

  #begin(): () => Promise<void> {
    const check = () => void this.#check();
    const listening = this.#database.listen(releaseChannel, () => void this.#checkUntilItIsThere());
    // Whoever ends it is told too; until then, it is looked for new releases all the same.
    listening.catch(this.#onFailure);
    const timer = setInterval(check, this.#everyMs).unref();
    return async () => {
      clearInterval(timer);
      await (await listening)();
    };
  }

  async #stopListening(): Promise<void> {
    const end = this.#end;
    this.#end = undefined;
    await end?.().catch(this.#onFailure);
  }

  async #newest(): Promise<number> {
    const [{ number } = { number: 0 }] = await query<{ number: number }>(
      this.#database,
      sql`SELECT coalesce(max(number), 0)::int AS number FROM "Release"`,
    );
    return number;
  }

  /** Tells each subscriber what it has not seen. While the database does not answer there is nothing to tell: later, then. */
  #check(): Promise<void> {
    this.#isDue = true;
    this.#checking ??= this.#checkWhileDue().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  /** A release that is announced is not on a replica yet. Later ones are found all the same, when it is looked for the next time. */
  async #checkUntilItIsThere(): Promise<void> {
    const before = this.lastKnown;
    await this.#check();
    if (!this.#database.replicas) return;
    for (const ms of [25, 50, 100, 200, 400]) {
      if (this.#closed || this.lastKnown !== before) return;
      await wait(ms, undefined, { ref: false });
      await this.#check();
    }
  }

  /** One check after the other: of two at once the earlier could end last. */
  async #checkWhileDue(): Promise<void> {
    while (this.#isDue) {
      this.#isDue = false;
      await this.#look();
    }
  }

  async #look(): Promise<void> {
    if (this.#subscribers.size === 0 && !this.#watched) return;
    const known = this.#watched ? (this.#known?.number ?? 1) - 1 : Number.POSITIVE_INFINITY;
    const seen = Math.min(known, ...[...this.#subscribers].map((subscriber) => subscriber.seen));
    const asked = this.lastKnown;
    try {
      const found = await this.#releasesSince(seen);
      for (const release of found.reverse()) this.#tell(release);
      this.#fails = false;
      // Unless somebody has heard of a later one meanwhile; then the next look is due already.
      const isLate = this.lastKnown !== asked && (this.lastKnown ?? 0) > (found.at(-1)?.number ?? 0);
      if (this.#watched && !isLate) this.#know(found);
    } catch (error) {
      this.current = undefined;
      if (!this.#fails) this.#onFailure(error);
      this.#fails = true;
    }
  }

  /**
   * The newest release, and those after the one with the number `seen`. Of several replicas one that is not behind what is known; if
   * nobody holds that any more, neither the primary, then what there is.
   */
  async #releasesSince(seen: number): Promise<Typed<Release>[]> {
    const asked = sql`SELECT ${columns('Release', row)} FROM "Release" ${row} WHERE number > ${seen}::int OR number = (SELECT max(number) FROM "Release") ORDER BY number DESC LIMIT ${mostMissed}`;
    if (this.#database.replicas) {
      try {
        return await queryOfHolder(this.#database, asked, this.lastKnown ?? 0);
      } catch (error) {
        if (newestIn(error) === undefined) throw error;
      }
    }
    return query(this.#database, asked);
  }

  /**
   * Learns which release is the newest from it and those since the last that was known. If that is not among them, or is another,
   * then so is the database: restored to an earlier release, filled anew, or a replica that lags behind.
   */
  #know(found: readonly Release[]): void {
    const before = this.#known;
    const same = found.find(({ number }) => number === before?.number);
    const newest = found.at(-1);
    if (before && same?.contentHash !== before.contentHash) this.#onReplaced();
    this.#known = newest;
    this.lastKnown = newest?.number;
    this.current = newest?.number;
  }

  #tell(release: Typed<Release>): void {
    for (const subscriber of this.#subscribers) {
      if (release.number <= subscriber.seen) continue;
      subscriber.seen = release.number;
      // What is asked below it is answered as of it, and with rows of its own: a subscription outlives what it once read.
      subscriber.push({ ...release, $asOf: release.number });
    }
  }
}
