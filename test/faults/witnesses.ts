import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** One answer, as of a release, by the server of that name. */
interface Answer {
  server: string;
  /** Its version. */
  release: string;
  /** Which question it answers, and a hash of all that it says. */
  question: string;
  hash: string;
  ms: number;
}

/** Clients who ask all the time, and remember everything. */
export interface Witnesses {
  answers: Answer[];
  /** What was not answered, and when. */
  failures: { at: number; why: string }[];
  /** How often a server answered as of an earlier release than it had before the question was sent. */
  wentBack: () => number;
  stop: () => Promise<void>;
}

/** Much of a release on several pages and levels, most of which changes from one to the next. */
const whole = `
  product(slug: "doubao") { name facts(first: 5) { totalCount nodes { standing claims { statement subject { name } source { slug dependents(first: 2) { nodes { subject { name } } } } } } } }
  products(first: 20) { totalCount nodes { name claims(first: 2) { nodes { subject { name } } } } }
  claims(first: 10) { totalCount nodes { id subject { name } } }`;

/** The questions, by name; those as of a release are given its version. */
export const questions = {
  now: () => `{ dataset { release { version contentHash } counts { claims products } } ${whole} }`,
  past: (version: string) =>
    `{ release(version: "1.0.0") { contentHash } product(slug: "doubao", asOf: "${version}") { name claims(first: 3) { nodes { subject { name } } } } products(first: 20, asOf: "${version}") { totalCount nodes { name } } }`,
};

/** Whether a version is one before `other`; none are, where there is no other. */
const isBefore = (version: string, other = version): boolean =>
  version.localeCompare(other, 'en', { numeric: true }) < 0;

export const hashOf = (data: unknown): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 12);

/** What a server says; whoever wants to be answered anew sends a document that nobody has sent. */
export async function asked(address: string, query: string): Promise<{ data: unknown; server: string }> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(15_000),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  if (response.status !== 200 || errors) throw new Error(`${response.status} ${JSON.stringify(errors)}`);
  return { data, server: response.headers.get('x-served-by') ?? '' };
}

/**
 * Lets `clients` ask at `address` without a pause, every third one as of one of the versions in `published`, to which some are
 * added meanwhile.
 */
export function witnesses(address: string, clients: number, published: readonly string[]): Witnesses {
  const answers: Answer[] = [];
  const failures: Witnesses['failures'] = [];
  /** The latest release that each server has answered as of. */
  const latest = new Map<string, string>();
  let sent = 0;
  let wentBack = 0;
  let stopped = false;
  const client = async (_: unknown, index: number) => {
    while (!stopped) {
      const at = performance.now();
      const before = new Map(latest);
      sent += 1;
      const version = published.at(-1 - (sent % published.length)) as string;
      const question = index % 3 === 0 ? 'past' : 'now';
      const text = question === 'past' ? questions.past(version) : questions.now();
      try {
        const { data, server } = await asked(address, sent % 2 === 0 ? text : `${text} # ${sent}`);
        const found = data as { dataset?: { release: { version: string } } };
        const release = found.dataset?.release.version ?? version;
        answers.push({ server, release, question, hash: hashOf(data), ms: performance.now() - at });
        if (question === 'now') {
          if (isBefore(release, before.get(server))) wentBack += 1;
          if (!isBefore(release, latest.get(server))) latest.set(server, release);
        }
      } catch (error) {
        failures.push({ at, why: String(error) });
      }
      await wait(25);
    }
  };
  const all = Array.from({ length: clients }, client);
  return {
    answers,
    failures,
    wentBack: () => wentBack,
    async stop() {
      stopped = true;
      await Promise.all(all);
    },
  };
}
