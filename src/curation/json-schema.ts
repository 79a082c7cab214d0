import { z } from 'zod';
import { languageSchema } from './language-schema.ts';
import { locatedPassage, phrasedPassage } from './passage-schema.ts';
import {
  claimSchema,
  entitySchema,
  propertySchema,
  publisherSchema,
  sourceSchema,
  unitSchema,
} from './schema.ts';
import { listOf } from './words.ts';

const { claims } = sourceSchema.in.shape;

const schemas: Record<string, { title: string; schema: z.ZodType }> = {
  source: {
    title: 'A source, and what it says',
    schema: sourceSchema.in.extend({ claims: listOf(claimSchema).describe(claims.description ?? '') }),
  },
  entities: { title: 'What claims are about', schema: listOf(entitySchema) },
  properties: { title: 'What claims can say', schema: listOf(propertySchema) },
  publishers: { title: 'Who publishes documents, or is credited by them', schema: listOf(publisherSchema) },
  languages: { title: 'How documents write numbers, bounds and dates', schema: listOf(languageSchema) },
  units: { title: 'What counts are counted in', schema: listOf(unitSchema) },
};

/**
 * The JSON Schemas of the dataset's files, for editors, by their path below the dataset: what `schema.ts` asks of a file,
 * as far as JSON Schema can say it. Draft 7, which editors know best.
 */
export function printJsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { title, schema }]) => {
      const json = z.toJSONSchema(schema, {
        io: 'input',
        target: 'draft-7',
        unrepresentable: 'any',
        override,
      });
      return [`schema/${name}.schema.json`, `${JSON.stringify({ title, ...json }, null, 2)}\n`];
    }),
  );
}

const override: NonNullable<z.core.ToJSONSchemaParams['override']> = ({ zodSchema, jsonSchema }) => {
  if (zodSchema === locatedPassage) {
    // In an editor, one that is still to be located is right as well.
    const located = { ...jsonSchema };
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
    const { $schema, ...phrased } = z.toJSONSchema(phrasedPassage, {
      io: 'input',
      target: 'draft-7',
      override,
    });
    jsonSchema.anyOf = [phrased, located as typeof phrased];
  }
  // The first pattern is that of any text, and the second says it all.
  const [, narrower, ...rest] = jsonSchema.type === 'string' ? (jsonSchema.allOf ?? []) : [];
  if (narrower?.pattern !== undefined && rest.length === 0) {
    delete jsonSchema.allOf;
    jsonSchema.pattern = narrower.pattern;
  }
};
