const farthest = 2;

/**
 * A guess at the name that was meant, to stand at the end of a message.
 * @returns `; did you mean "nvidia-h200"?`, or nothing where no known name is near
 */
export function didYouMean(name: string, known: Iterable<string>): string {
  // In a name of three letters, two wrong ones leave nothing to go by.
  const limit = Math.min(farthest, Math.floor(name.length / 3));
  const near = [...known]
    .map((each) => ({ each, distance: distanceBetween(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return near[0] ? `; did you mean ${JSON.stringify(near[0].each)}?` : '';
}

/** How many letters have to be added, removed, replaced or swapped with their neighbour to make `a` into `b`. */
function distanceBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > farthest) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
