import { type Name, type Temperature, temperatures, titles } from './contenders.ts';
import { find, queriesOf, type Result, ratio } from './report.ts';

/** What is drawn; PostGraphile is the line that they stand on. */
const colours = { ours: '#2563eb', limit: '#f59e0b' } as const satisfies Partial<Record<Name, string>>;
const names = Object.keys(colours) as (keyof typeof colours)[];
const [left, panel, gap, top, bar] = [60, 160, 60, 90, 20];

/** Requests per second as a ratio to PostGraphile, on the large set: a panel for each temperature, its scale in powers of ten. */
export function chart({ sets, date, claims }: Result): string {
  const set = sets.find((one) => one.set === 'large') ?? sets[0];
  if (!set) return '';
  const asked = queriesOf(set).filter((query) => find(set, query, 'new', 'postgraphile'));
  const group = names.length * bar + 32;
  // As wide as its heading is, at least.
  const width = Math.max(560, left + asked.length * group + 20);
  const kinds = Object.keys(temperatures) as Temperature[];
  const height = top + kinds.length * (panel + gap);
  const cells = kinds.flatMap((temperature) =>
    asked.flatMap((query) =>
      names.map(
        (name) =>
          ratio(find(set, query, temperature, name), find(set, query, temperature, 'postgraphile')) ?? 0,
      ),
    ),
  );
  const [lowest, highest] = [
    Math.min(0.5, ...cells.filter((value) => value > 0)) / 1.2,
    Math.max(10, ...cells) * 1.2,
  ];
  const share = (value: number) =>
    Math.log10(Math.max(value, lowest) / lowest) / Math.log10(highest / lowest);

  const panels = kinds.flatMap((temperature, index) => {
    const bottom = top + index * (panel + gap) + panel;
    const at = (value: number) => bottom - share(value) * panel;
    const lines = [0.01, 0.1, 1, 10, 100]
      .filter((value) => value >= lowest && value <= highest)
      .map(
        (value) =>
          `<line x1="${left}" x2="${width - 20}" y1="${at(value)}" y2="${at(value)}" stroke="${value === 1 ? '#6b7280' : '#e5e7eb'}"/>` +
          `<text x="${left - 8}" y="${at(value) + 4}" text-anchor="end">${value}×</text>`,
      );
    const bars = asked.flatMap((query, position) => {
      const x = left + 16 + position * group;
      const label = `<text x="${x + (names.length * bar) / 2}" y="${bottom + 16}" text-anchor="middle">${query}</text>`;
      const drawn = names.map((name, number) => {
        const value =
          ratio(find(set, query, temperature, name), find(set, query, temperature, 'postgraphile')) ?? 0;
        const [from, to] = [at(Math.max(value, 1)), at(Math.min(value, 1))];
        if (value === 0) return '';
        return `<rect x="${x + number * bar}" y="${from}" width="${bar - 2}" height="${to - from}" fill="${colours[name]}"><title>${titles[name]}, ${query}: ${value.toFixed(2)}×</title></rect>`;
      });
      return [label, ...drawn];
    });
    return [
      `<text x="${left}" y="${bottom - panel - 12}" font-weight="bold">${temperatures[temperature]}</text>`,
      ...lines,
      ...bars,
    ];
  });
  const legend = names.map(
    (name, index) =>
      `<rect x="${left + index * 120}" y="42" width="10" height="10" fill="${colours[name]}"/><text x="${left + index * 120 + 16}" y="51">${titles[name]}</text>`,
  );
  const title = `Requests per second as a ratio to PostGraphile, ${claims.toLocaleString('en')} claims, ${date.slice(0, 10)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#374151" role="img">`,
    `<title>${title}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="${left}" y="24">Requests per second, PostGraphile being 1×: ${claims.toLocaleString('en')} claims, ${date.slice(0, 10)}</text>`,
    ...legend,
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}
