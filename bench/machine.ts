import { cpus, loadavg, totalmem } from 'node:os';
import { nodeVersion } from './server-process.ts';

/** What the figures depend on; nothing that names the machine or whose it is. */
export interface Machine {
  processor: string;
  cores: number;
  gigabytes: number;
  platform: string;
  node: string;
  postgres: string;
  /** Processes that wanted to run, in the minute before: more than one before the bench began, and others took part. */
  loadBefore: number;
}

export function describeMachine(postgres: string): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: nodeVersion(),
    postgres,
    loadBefore: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
}
