import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Running } from '../start/process.ts';
import type { Load } from './load.ts';

/** In milliseconds: how long an answer may take whatever has happened, and how soon there is one again. */
export const longest = 5_000;
export const soon = 1_000;

interface Outage {
  asked: Load;
  running: Running;
  /** When the database was back. */
  since: number;
}

/** What clients were told, how often, in an outage that is over; prints it with the times, which are as they have to be. */
export async function outcome(what: string, { asked, running, since }: Outage) {
  const first = await Promise.race([asked.firstSuccess(since), running.ended]);
  expect(running.process.exitCode, running.output.stderr).toBeNull();
  await wait(300);
  await asked.stop();
  const slowest = Math.max(...asked.told.map(({ ms }) => ms));
  const counts: Record<string, number> = {};
  for (const { status, code = 'answered' } of asked.told) {
    counts[`${status} ${code}`] = (counts[`${status} ${code}`] ?? 0) + 1;
  }
  console.log(
    `${what}: longest answer ${Math.round(slowest)} ms, first success after ${Math.round(Number(first))} ms, ${JSON.stringify(counts)}`,
  );
  const ours = running.output.stdout.split('\n').filter((line) => line.includes('wrong on our side'));
  expect(ours.map((line) => JSON.parse(line).err.message)).toEqual([]);
  expect(Object.keys(counts).filter((how) => !/^200 (answered|SERVICE_UNAVAILABLE)$/.test(how))).toEqual([]);
  expect(slowest).toBeLessThan(longest);
  expect(first).toBeLessThan(soon);
  return counts;
}
