/**
 * What a JSON text says, ten times as fast as it is read as YAML; `undefined` where it has to be read as such, because it is no
 * JSON or repeats a key, of which `JSON.parse` says nothing.
 */
export function plainJson(text: string): unknown {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  return keysIn(content) === keysWritten(text) ? content : undefined;
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + keysIn(item), 0);
  return Object.values(value).reduce((sum: number, item) => sum + 1 + keysIn(item), 0);
}

/** Texts that are followed by a colon. */
function keysWritten(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) count += 1;
  return count;
}
