import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions, runCommand } from '../src/command.ts';
import { chart } from './chart.ts';
import { startCluster } from './cluster.ts';
import { seeded } from './datasets.ts';
import { describeMachine } from './machine.ts';
import { measure, type SetResult } from './measure.ts';
import { report } from './report.ts';
import { leaveFirstCore } from './server-process.ts';

// npm run bench: how fast we are beside others, on the same data; docs/performance.md says how to read what it writes
await runCommand(async () => {
  const options = readOptions({
    claims: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    sets: { type: 'string', default: 'small,large' },
    only: { type: 'string' },
    'same-documents': { type: 'boolean', default: false },
    folder: { type: 'string', default: join(tmpdir(), 'ai-sourcebook-bench') },
    to: { type: 'string', default: 'bench/results' },
  });
  if (!existsSync('bench/postgraphile/node_modules')) {
    // Its Node is newer than ours; npm only warns of that.
    execFileSync('npm', ['ci', '--prefix', 'bench/postgraphile'], { stdio: 'inherit' });
  }
  leaveFirstCore();
  const cluster = await startCluster(options.folder);
  const machine = describeMachine(cluster.version);
  try {
    const sets: SetResult[] = [];
    for (const set of options.sets.split(',')) {
      const claims = Number(options.claims);
      const url = await seeded(cluster, set === 'small' ? set : set === 'medium' ? claims / 100 : claims);
      console.log(`measuring ${set}`);
      const how = { rounds: Number(options.rounds), seconds: Number(options.seconds) };
      const only = options.only?.split(',');
      sets.push(await measure(set, url, { ...how, only, sameDocuments: options['same-documents'] }));
    }
    const { claims, rounds, seconds } = options;
    const date = new Date().toISOString();
    const result = {
      date,
      machine,
      claims: Number(claims),
      rounds: Number(rounds),
      seconds: Number(seconds),
      sameDocuments: options['same-documents'],
      sets,
    };
    const text = report(result);
    await mkdir(options.to, { recursive: true });
    const name = join(options.to, date.slice(0, 16).replace(':', '-'));
    await writeFile(`${name}.json`, `${JSON.stringify(result, null, 1)}\n`);
    await writeFile(`${name}.svg`, chart(result));
    await writeFile(`${name}.md`, text.replace('CHART', `${date.slice(0, 16).replace(':', '-')}.svg`));
    console.log(text);
  } finally {
    await cluster.stop();
  }
});
