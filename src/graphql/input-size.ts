import { type DocumentNode, Kind, visit } from 'graphql';

/** How much a request gives as input. */
export interface InputSize {
  inputDepth: number;
  inputValues: number;
  /** The length of the longest text. */
  text: number;
}

/** Of the variables, without recursion: JSON of 100 KB can be 50,000 levels deep. */
export function sizeOfVariables(variables: object = {}): InputSize {
  const size = { inputDepth: 0, inputValues: -1, text: 0 };
  const open: [unknown, number][] = [[variables, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    size.inputValues += 1;
    size.inputDepth = Math.max(size.inputDepth, depth);
    if (typeof value === 'string') size.text = Math.max(size.text, value.length);
    if (typeof value !== 'object' || value === null) continue;
    for (const inner of Object.values(value)) open.push([inner, isCompound(inner) ? depth + 1 : depth]);
  }
  return size;
}

const isCompound = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Of the literals in a document; how many there are, its tokens bound. */
export function sizeOfLiterals(document: DocumentNode): InputSize {
  const size = { inputDepth: 0, inputValues: 0, text: 0 };
  let depth = 0;
  visit(document, {
    enter({ kind, ...node }) {
      if (kind === Kind.OBJECT || kind === Kind.LIST) {
        depth += 1;
        size.inputDepth = Math.max(size.inputDepth, depth);
      }
      if (kind === Kind.STRING) size.text = Math.max(size.text, (node as { value: string }).value.length);
    },
    leave({ kind }) {
      if (kind === Kind.OBJECT || kind === Kind.LIST) depth -= 1;
    },
  });
  return size;
}
