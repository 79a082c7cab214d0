import type { Column, Row, Table } from './table.ts';

/** What stands between the names of a chain in CSV. */
const link = ' > ';

/**
 * The first line of a CSV file (RFC 4180): its columns' names. Lines end with CRLF, as the standard has it.
 */
export const csvHeader = ({ columns }: Table): string => `${columns.map(({ name }) => name).join(',')}\r\n`;

/**
 * A row as a line of CSV (RFC 4180). Texts are always in quotation marks, numbers, days and booleans never; a cell without
 * a value is empty. No cell is altered, so a text that a spreadsheet would run as a formula is still what the dataset says.
 */
export const csvLine = ({ columns }: Table, row: Row): string =>
  `${columns.map((column) => csvCell(column, row)).join(',')}\r\n`;

/** A row as a line of JSON (JSON Lines), columns in order; decimals are strings, so that no reader rounds them. */
export const jsonLine = ({ columns }: Table, row: Row): string =>
  `${JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])))}\n`;

function csvCell({ name, type }: Column, row: Row): string {
  const cell = row[name] ?? null;
  if (cell === null) return '';
  if (type === 'array') return quoted(JSON.stringify(cell));
  if (type === 'chain') return quoted((cell as readonly string[]).join(link));
  return type === 'string' ? quoted(String(cell)) : String(cell);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
