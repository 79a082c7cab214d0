import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { quickWasm, typescript } from '../support/command.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Running {
  process: ChildProcess;
  /** What it has printed so far. */
  output: { stdout: string; stderr: string };
  /** The exit code, once it has ended. */
  ended: Promise<number | null>;
  /** Where it listens, once it does. */
  address: Promise<string>;
}

/** Runs src/main.ts as a process of its own. Settings not given are absent, not those of the tests. */
export function start(options: string[], settings: Record<string, string>, folder = process.cwd()): Running {
  const flags = [quickWasm, '--import', typescript];
  const child = spawn(process.execPath, [...flags, main, ...options], {
    cwd: folder,
    env: { PORT: '0', LOG_LEVEL: 'error', ...settings },
  });
  const output = { stdout: '', stderr: '' };
  child.stderr.on('data', (text) => {
    output.stderr += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      output.stdout += text;
      const [found] = /http:\/\/[^/\s]+/.exec(output.stdout) ?? [];
      if (found) resolve(found);
    });
    ended.then((code) => reject(new Error(`ended with ${code} before it listened: ${output.stderr}`)));
  });
  // Many a test expects the process to end without ever listening.
  address.catch(() => {});
  return { process: child, output, ended, address };
}
