import type { Names } from '../names.ts';
import type { Report } from '../problem.ts';
import { kindBehind, type Origin, projection } from '../projection.ts';
import type { Dataset } from '../read.ts';

const typedColumns = Object.values(projection).flatMap(({ table, columns }) =>
  Object.entries(columns).map(([column, origin]) => ({ name: `${table}.${column}`, ...origin })),
);

type Property = Dataset['properties'][number];

/** What a property declares fits its value kind and the typed columns that come from it. */
export function checkProperties({ properties }: Dataset, _names: Names, report: Report): void {
  for (const property of properties) {
    checkKeys(property, report);
    checkColumns(property, report);
  }
}

function checkKeys(property: Property, report: Report): void {
  const { id, valueKind, unit, dimension, signed, values, format, valueSubjects, at } = property;
  const given = { unit: unit !== null, dimension: dimension !== null, signed, values: values.length > 0 };
  const keys = { ...given, format: format !== null, valueSubjects: valueSubjects.length > 0 };
  const kinds = {
    QUANTITY: ['unit', 'dimension', 'signed'],
    TEXT: ['values', 'format'],
    ENTITY: ['valueSubjects'],
    DATE: [],
  };
  for (const [key, isGiven] of Object.entries(keys)) {
    if (!isGiven || kinds[valueKind].some((each) => each === key)) continue;
    const expected = `no ${key} on a property whose values are of the kind ${valueKind}`;
    report(at(key), { found: `${key} on ${id}`, expected, mend: `remove ${key}, or correct valueKind` });
  }
  if (valueKind === 'QUANTITY' && given.unit === given.dimension) {
    report(at('valueKind'), {
      found: given.unit ? `both unit and dimension on ${id}` : `neither unit nor dimension on ${id}`,
      expected: 'a quantity to have a unit, or else dimension: money',
      mend: given.unit ? 'remove one of them' : 'add one of them',
    });
  }
}

function checkColumns(property: Property, report: Report): void {
  const { id, valueKind, single, values, valueSubjects, at } = property;
  const origins = typedColumns.filter((origin) => origin.property === id);
  const reject = (
    key: 'valueKind' | 'single' | 'values' | 'valueSubjects',
    fitting: (origin: Origin) => string,
    origin: (typeof typedColumns)[number] | undefined,
  ) => {
    if (!origin) return;
    report(at(key), {
      found: `${key}: ${[property[key]].flat().join(', ')} for ${id}`,
      expected: `${fitting(origin)}, because the column ${origin.name} is read from it`,
      mend: `correct ${key}, or give the property another id`,
    });
  };
  reject(
    'valueKind',
    (origin) => `${kindBehind(origin)}`,
    origins.find((origin) => (kindBehind(origin) ?? valueKind) !== valueKind),
  );
  reject('single', () => 'true', single ? undefined : origins[0]);
  reject(
    'values',
    ({ words = [] }) => `some of ${words.join(', ')}`,
    origins.find(
      ({ words }) => words && !(values.length > 0 && values.every((value) => words.includes(value))),
    ),
  );
  reject(
    'valueSubjects',
    ({ names }) => `${names}`,
    origins.find(({ names }) => names && valueSubjects.join() !== names),
  );
}
