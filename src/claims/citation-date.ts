/** Year, month and day, as far as they are given. */
type Day = [year: number, month?: number, day?: number];

/** A date or the two ends of an interval, and whether it is approximate or uncertain. */
interface Calendar {
  ends: Day[];
  circa: boolean;
}

/** What an EDTF expression says in years, months and days; null where it says it otherwise, with open ends or unknown digits. */
export function calendarOf(edtf: string): Calendar | null {
  const ends: Day[] = [];
  for (const end of edtf.split('/')) {
    const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?$/.exec(end);
    if (!match) return null;
    const [year = 0, ...rest] = match.slice(1).filter(Boolean).map(Number);
    ends.push([year, ...rest] as Day);
  }
  return { ends, circa: /[~?%]/.test(edtf) };
}

/** A date as the date variables of CSL-JSON have it. */
export function dateParts(edtf: string): object {
  const calendar = calendarOf(edtf);
  if (!calendar) return { literal: edtf };
  return { 'date-parts': calendar.ends, ...(calendar.circa ? { circa: true } : {}) };
}

/** A date as APA style writes it: "2025, December 3", "ca. 2025". */
export function dateWords(edtf: string): string {
  const calendar = calendarOf(edtf);
  if (!calendar) return edtf;
  const words = calendar.ends.map(([year, month, day]) => {
    const name = month === undefined ? null : `, ${months[month - 1]}`;
    return `${String(year).padStart(4, '0')}${name ?? ''}${day === undefined ? '' : ` ${day}`}`;
  });
  return `${calendar.circa ? 'ca. ' : ''}${words.join(' – ')}`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
