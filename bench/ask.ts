import { isDeepStrictEqual } from 'node:util';

/**
 * What a contender answers.
 * @throws Error where it says that something is wrong
 */
export async function ask(port: number, body: object): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (!response.ok || errors || !data)
    throw new Error(`no answer to ${JSON.stringify(body)}: ${text.slice(0, 1_000)}`);
  return data;
}

/** What PostGraphile has as columns of the row itself. */
const inlined = new Set(['quantity', 'period']);

/** An answer without what contenders may write as they like: lists as connections, numbers as texts with zeros behind. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'string') return /^-?\d+\.\d+$/.test(value) ? String(Number(value)) : value;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value);
  if (fields.length === 1 && fields[0]?.[0] === 'nodes') return plain(fields[0][1]);
  const merged = fields.flatMap(([name, field]) =>
    inlined.has(name) ? Object.entries(field ?? {}) : [[name, field]],
  );
  // What is null and what is not there tell the same.
  return Object.fromEntries(
    merged.filter(([, field]) => field !== null).map(([name, field]) => [name, plain(field)]),
  );
}

/** @throws Error if two contenders do not answer the same */
export function assertSame(what: string, answers: ReadonlyMap<string, unknown>): void {
  const [first, ...others] = [...answers].map(([name, answer]) => ({ name, answer: plain(answer) }));
  for (const other of others) {
    if (isDeepStrictEqual(first?.answer, other.answer)) continue;
    const said = [first, other].map((one) => `${one?.name}: ${JSON.stringify(one?.answer).slice(0, 1_500)}`);
    throw new Error(`${what}: answers differ\n${said.join('\n')}`);
  }
}
