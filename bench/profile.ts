import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions, runCommand } from '../src/command.ts';
import { startCluster } from './cluster.ts';
import { bodyFor, programs, requests } from './contenders.ts';
import { seeded } from './datasets.ts';
import { load } from './load.ts';
import { fewQuestions } from './measure.ts';
import { queries } from './queries.ts';
import { sampleOf } from './sample.ts';
import { leaveFirstCore, startServer } from './server-process.ts';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

// npm run bench:profile -- --query Q1: where our server's time goes, function by function and package by package
await runCommand(async () => {
  const options = readOptions({
    query: { type: 'string', default: 'Q1' },
    claims: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '6' },
    folder: { type: 'string', default: join(tmpdir(), 'ai-sourcebook-bench') },
  });
  const query = queries.find(({ name }) => name === options.query);
  if (!query) throw new Error(`There is no query ${options.query}.`);
  leaveFirstCore();
  const cluster = await startCluster(options.folder);
  const folder = await mkdtemp(join(tmpdir(), 'bench-profile-'));
  try {
    const url = await seeded(cluster, Number(options.claims));
    const environment = { DATABASE_URL: url };
    const server = await startServer(['--cpu-prof', '--cpu-prof-dir', folder, ...programs.ours], environment);
    const sample = await sampleOf(url, undefined);
    const bodies = Array.from({ length: fewQuestions }, (_, index) =>
      bodyFor('ours', query, query.variables(sample, index)),
    ).filter((body) => body !== undefined);
    const next = requests(server.port, bodies, 'response');
    await load(server.port, next, 2);
    const seconds = Number(options.seconds);
    const { requests: count } = await load(server.port, next, seconds);
    await server.stop();
    const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.cpuprofile'));
    const profile = JSON.parse(await readFile(join(folder, file), 'utf8')) as Profile;
    print(profile, seconds * 1e6, count);
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true });
  }
});

function add(to: Map<string, number>, key: string, value: number): void {
  to.set(key, (to.get(key) ?? 0) + value);
}

/** Prints what the last `microseconds` went to, for each of `count` requests. */
function print({ nodes, samples, timeDeltas }: Profile, microseconds: number, count: number): void {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byFunction = new Map<string, number>();
  const byPackage = new Map<string, number>();
  let left = microseconds;
  for (let index = samples.length - 1; index > 0 && left > 0; index -= 1) {
    const [id = 0, took = 0] = [samples[index], timeDeltas[index]];
    left -= took;
    const frame = frames.get(id);
    if (!frame || frame.functionName === '(idle)') continue;
    const { functionName, url, lineNumber } = frame;
    const file = url.replace(/.*\/node_modules\//, '').replace(/.*\/src\//, 'src/');
    const inside = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
    add(byFunction, `${functionName || '(anonymous)'} ${file}${url ? `:${lineNumber + 1}` : ''}`, took);
    add(byPackage, inside ?? (url.includes('/src/') ? 'src' : url || functionName), took);
  }
  for (const [title, table] of [['functions', byFunction] as const, ['packages', byPackage] as const]) {
    console.log(`\n${title}: µs per request, of themselves`);
    const most = [...table].sort(([, one], [, other]) => other - one).slice(0, 15);
    for (const [name, took] of most) console.log(`${(took / count).toFixed(1).padStart(8)}  ${name}`);
  }
}
