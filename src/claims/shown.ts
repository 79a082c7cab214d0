const longest = 60;

/** A text as a message repeats it: in quotes, and where it is long, its beginning and "…". */
export function shown(text: string): string {
  return JSON.stringify(beginning(text));
}

/** As `shown`, without quotes. */
export function beginning(text: string): string {
  // A character takes two code units at most, and is not cut in half.
  const points = [...text.slice(0, 2 * (longest + 1))];
  return points.length > longest ? `${points.slice(0, longest).join('')}…` : text;
}
