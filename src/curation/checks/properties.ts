import { participantProperty } from '../../claims/participants.ts';
import type { Report } from '../problem.ts';
import { kindBehind, type Origin, projection } from '../projection.ts';
import type { Lists } from '../read.ts';

interface Reading extends Origin {
  name: string;
  /** Whether it can read several values at once. */
  many?: true;
}

/** Whatever is read from the claims of a property that the code knows by its id. */
const readings: Reading[] = [
  ...Object.values(projection).flatMap(({ table, columns }) =>
    Object.entries(columns).map(([column, origin]) => ({ name: `the column ${table}.${column}`, ...origin })),
  ),
  {
    name: 'Event.participants',
    property: participantProperty,
    column: 'entityId',
    names: 'COMPANY',
    many: true,
  },
];

type Property = Lists['properties'][number];

/** What a property declares fits its value kind, and what is read from it. */
export function checkProperties({ properties }: Lists, report: Report): void {
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
  const origins = readings.filter((reading) => reading.property === id);
  const reject = (
    key: 'valueKind' | 'single' | 'values' | 'valueSubjects',
    fitting: (origin: Origin) => string,
    origin: Reading | undefined,
  ) => {
    if (!origin) return;
    report(at(key), {
      found: `${key}: ${[property[key]].flat().join(', ')} for ${id}`,
      expected: `${fitting(origin)}, because ${origin.name} is read from it`,
      mend: `correct ${key}, or give the property another id`,
    });
  };
  reject(
    'valueKind',
    (origin) => `${kindBehind(origin)}`,
    origins.find((origin) => (kindBehind(origin) ?? valueKind) !== valueKind),
  );
  reject(
    'single',
    () => 'true',
    origins.find(({ many }) => !single && !many),
  );
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
