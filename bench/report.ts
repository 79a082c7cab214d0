import { type Name, type Temperature, temperatures, titles } from './contenders.ts';
import type { Machine } from './machine.ts';
import type { Cell, Measured, SetResult } from './measure.ts';

export interface Result {
  date: string;
  machine: Machine;
  claims: number;
  rounds: number;
  seconds: number;
  sameDocuments: boolean;
  sets: SetResult[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [lower = Number.NaN, upper = Number.NaN] = [
    sorted[Math.ceil(middle) - 1],
    sorted[Math.floor(middle)],
  ];
  return (lower + upper) / 2;
}

export const medianOf = (cell: Cell, field: keyof Measured) =>
  median(cell.rounds.map((round) => round[field]));

export const find = ({ cells }: SetResult, query: string, temperature: Temperature, contender: Name) =>
  cells.find(
    (cell) => cell.query === query && cell.temperature === temperature && cell.contender === contender,
  );

export const queriesOf = ({ cells }: SetResult) => [...new Set(cells.map(({ query }) => query))];

/** How many times as many requests a second; of the middle round, since what disturbs a round disturbs both. */
export function ratio(cell: Cell | undefined, to: Cell | undefined): number | undefined {
  if (!cell || !to || cell.failure !== undefined || to.failure !== undefined) return undefined;
  return median(
    cell.rounds.map(
      (round, index) => round.requestsPerSecond / (to.rounds[index]?.requestsPerSecond ?? Number.NaN),
    ),
  );
}

const short = (value: number | undefined) => (value === undefined ? '' : value.toFixed(value < 10 ? 2 : 1));
const row = (...columns: (string | number)[]) => `| ${columns.join(' | ')} |`;

/** The result as a page: what it was measured on, and a table for each set and temperature. */
export function report(result: Result): string {
  const { machine, claims, rounds, seconds, sets } = result;
  return [
    `# ${result.date.slice(0, 10)}`,
    '',
    `${machine.processor}, ${machine.cores} cores, ${machine.gigabytes} GB, ${machine.platform}; Node ${machine.node}, Postgres ${machine.postgres}. ` +
      `Load before: ${machine.loadBefore}. The small set is our own dataset, the large one has ${claims.toLocaleString('en')} claims${sets.some(({ set }) => set === 'medium') ? ', the medium one a hundredth' : ''}. ` +
      `${rounds} rounds of ${seconds} s, 32 connections${result.sameDocuments ? ', the same documents while cold' : ''}.`,
    ...(machine.loadBefore > 0.5
      ? ['', '**The machine was busy with other work: only the ratios say something, and those roughly.**']
      : []),
    '',
    '![Requests per second as a ratio to PostGraphile](CHART)',
    '',
    'Requests per second as a ratio to PostGraphile [processor time of the server per request, in µs]:',
    ...sets.flatMap((set) => [...tablesOf(set), ...processes(set)]),
    ...growth(sets),
    '',
  ].join('\n');
}

function tablesOf(set: SetResult): string[] {
  const asked = queriesOf(set);
  return (Object.keys(temperatures) as Temperature[]).flatMap((temperature) => {
    const line = (name: Name) => {
      const cells = asked.map((query) => {
        const cell = find(set, query, temperature, name);
        if (!cell) return '';
        if (cell.failure !== undefined) return 'fails';
        const to = ratio(cell, find(set, query, temperature, 'postgraphile'));
        const speed = to === undefined ? `${medianOf(cell, 'requestsPerSecond')}/s` : short(to);
        return `${speed} [${Math.round(medianOf(cell, 'microseconds'))}]`;
      });
      return row(titles[name], ...cells);
    };
    const toLimit = asked.map((query) =>
      short(ratio(find(set, query, temperature, 'ours'), find(set, query, temperature, 'limit'))),
    );
    return [
      '',
      `## ${temperatures[temperature]}, the ${set.set} set`,
      '',
      row('', ...asked),
      row('---', ...asked.map(() => '---')),
      line('ours'),
      line('postgraphile'),
      line('limit'),
      row('AI Sourcebook to the limit', ...toLimit),
    ];
  });
}

function processes({ set, firstAnswer, memory }: SetResult): string[] {
  const names = Object.keys(memory) as Name[];
  return [
    '',
    `## Processes, the ${set} set`,
    '',
    row('', ...names.map((name) => titles[name])),
    row('---', ...names.map(() => '---')),
    row('first answer after the start, ms', ...names.map((name) => firstAnswer[name] ?? '')),
    row('memory at the end, MB', ...names.map((name) => memory[name] ?? '')),
  ];
}

/** How much longer requests take of more data: than of our own, and than of a hundredth, where answers are as long. */
function growth(sets: readonly SetResult[]): string[] {
  const large = sets.find(({ set }) => set === 'large');
  return sets.flatMap((set) => (large && set !== large ? growthTo(large, set) : []));
}

function growthTo(large: SetResult, smaller: SetResult): string[] {
  const asked = queriesOf(smaller);
  const slower = (temperature: Temperature, name: Name) =>
    asked.map((query) => {
      const [from, to] = [find(smaller, query, temperature, name), find(large, query, temperature, name)];
      return from && to ? short(medianOf(from, 'requestsPerSecond') / medianOf(to, 'requestsPerSecond')) : '';
    });
  return [
    '',
    `## From the ${smaller.set} to the large set: how many times as long a request takes`,
    '',
    row('', ...asked),
    row('---', ...asked.map(() => '---')),
    ...(Object.keys(temperatures) as Temperature[]).flatMap((temperature) =>
      (Object.keys(titles) as Name[]).map((name) =>
        row(`${titles[name]}: ${temperatures[temperature].toLowerCase()}`, ...slower(temperature, name)),
      ),
    ),
  ];
}
