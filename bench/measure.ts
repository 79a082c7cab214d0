import { ask, assertSame } from './ask.ts';
import { bodyFor, isInstalled, type Name, requests, start, type Temperature } from './contenders.ts';
import { load } from './load.ts';
import { type Query, queries } from './queries.ts';
import { type Sample, sampleOf } from './sample.ts';
import type { ServerProcess } from './server-process.ts';

/** What one contender did in one stretch. */
export interface Measured {
  requestsPerSecond: number;
  /** Processor time of the server for each request. */
  microseconds: number;
  /** Milliseconds that the middle request took, and the slowest but one in a hundred. */
  middle: number;
  slowest: number;
}

export interface Cell {
  query: string;
  temperature: Temperature;
  contender: Name;
  /** Round by round: those of the same round follow one another, and may be compared. */
  rounds: Measured[];
  /** What it said where it did not answer every request; it is not asked again then. */
  failure?: string;
}

export interface SetResult {
  set: string;
  cells: Cell[];
  /** Milliseconds from the start of a contender's process to its first answer, and megabytes that it holds at the end. */
  firstAnswer: Partial<Record<Name, number>>;
  memory: Partial<Record<Name, number>>;
}

interface Running {
  on: ServerProcess;
  /** With caches off. The limit has none. */
  off: ServerProcess;
}

export interface MeasureOptions {
  rounds: number;
  seconds: number;
  only: readonly string[] | undefined;
  /** Whether documents are asked again where everything else is cold. */
  sameDocuments: boolean;
}

/** How many different questions stay warm. */
export const fewQuestions = 16;
const manyQuestions = 100;

/** Starts all contenders on a database, compares what they answer, and only then measures. */
export async function measure(set: string, url: string, options: MeasureOptions): Promise<SetResult> {
  const firstAnswer: SetResult['firstAnswer'] = {};
  const running = new Map<Name, Running>();
  const names = (['ours', 'postgraphile', 'limit'] as const).filter(isInstalled);
  try {
    for (const name of names) {
      const since = performance.now();
      const on = await start(name, url);
      running.set(name, { on, off: on });
      const body = bodyFor(name, queries[0] as Query, { slug: '' });
      if (body) await ask(on.port, body);
      firstAnswer[name] = Math.round(performance.now() - since);
      if (name !== 'limit') running.set(name, { on, off: await start(name, url, 'off') });
    }
    const sample = await sampleOf(url, running.get('postgraphile')?.on.port);
    const schema = await knownFields(running);
    const asked = queries.filter(
      ({ name, ours, onlyLarge }) =>
        (options.only?.includes(name) ?? true) &&
        !(onlyLarge && set === 'small') &&
        schema.has(/\{\s*(\w+)/.exec(ours)?.[1] ?? ''),
    );
    for (const query of asked) await compare(query, sample, running);
    const cells = await measureAll(asked, sample, running, options);
    const memory = Object.fromEntries(
      [...running].map(([name, { on }]) => [name, Math.round(on.memory() / 1e6)]),
    );
    return { set, cells, firstAnswer, memory };
  } finally {
    for (const { on, off } of running.values()) await Promise.all([on.stop(), off.stop()]);
  }
}

/** The fields that a query of ours can begin with. */
async function knownFields(running: Map<Name, Running>): Promise<Set<string>> {
  const query = '{ __type(name: "Query") { fields { name } } }';
  const { __type } = (await ask(running.get('ours')?.on.port ?? 0, { query })) as {
    __type: { fields: { name: string }[] };
  };
  return new Set(__type.fields.map(({ name }) => name));
}

async function compare(query: Query, sample: Sample, running: Map<Name, Running>): Promise<void> {
  for (let index = 0; index < fewQuestions; index += 1) {
    const answers = new Map<string, unknown>();
    for (const [name, { on, off }] of running) {
      const body = bodyFor(name, query, query.variables(sample, index));
      if (!body) continue;
      answers.set(name, await ask(on.port, body));
      answers.set(`${name} without caches`, await ask(off.port, body));
    }
    assertSame(`${query.name} ${index}`, answers);
  }
}

async function measureAll(
  asked: readonly Query[],
  sample: Sample,
  running: Map<Name, Running>,
  { rounds, seconds, sameDocuments }: MeasureOptions,
): Promise<Cell[]> {
  const cells: (Cell & { run: (seconds: number) => Promise<void> })[] = [];
  for (const query of asked) {
    for (const temperature of ['again', 'new', 'cold'] as const) {
      for (const [contender, { on, off }] of running) {
        const count = { again: 1, new: fewQuestions, cold: manyQuestions }[temperature];
        const bodies = Array.from({ length: count }, (_, index) =>
          bodyFor(contender, query, query.variables(sample, index)),
        ).filter((body) => body !== undefined);
        if (bodies.length === 0) continue;
        const server = temperature === 'cold' ? off : on;
        const unseen = sameDocuments || contender === 'limit' ? 'response' : 'document';
        const novelty = { again: 'nothing', new: 'response', cold: unseen } as const;
        const next = requests(server.port, bodies, novelty[temperature]);
        const cell: Cell = { query: query.name, temperature, contender, rounds: [] };
        const run = async (length: number) => {
          if (cell.failure === undefined) cell.rounds.push(await stretch(server, next, length));
        };
        cells.push(
          Object.assign(cell, {
            run: (length: number) =>
              run(length).catch((error: Error) => {
                cell.failure = error.message;
                console.log(`  ${query.name}, ${temperature}, ${contender}: ${error.message}`);
              }),
          }),
        );
      }
    }
  }
  // Compilers and caches come to rest first.
  for (const cell of cells) await cell.run(seconds / 2);
  for (const cell of cells) cell.rounds = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const cell of cells) await cell.run(seconds);
    console.log(`  round ${round} of ${rounds}`);
  }
  return cells.map(({ run: _, ...cell }) => cell);
}

async function stretch(server: ServerProcess, next: () => Buffer, seconds: number): Promise<Measured> {
  const before = server.processorSeconds();
  const { requests: count, seconds: elapsed, middle, slowest } = await load(server.port, next, seconds);
  return {
    requestsPerSecond: Math.round(count / elapsed),
    microseconds: Math.round(((server.processorSeconds() - before) / count) * 1e6),
    middle: Number(middle.toFixed(2)),
    slowest: Number(slowest.toFixed(2)),
  };
}
