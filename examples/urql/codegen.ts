import type { CodegenConfig } from '@graphql-codegen/cli';

export default {
  schema: '../schema.graphql',
  documents: 'urql/main.ts',
  generates: {
    'urql/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: { unmaskFunctionName: 'unmask' },
        // Also writes persisted-documents.json, which the server can read: PERSISTED_DOCUMENTS.
        persistedDocuments: { hashAlgorithm: 'sha256', mode: 'embedHashInDocument' },
      },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: {
          CountryCode: 'string',
          CurrencyCode: 'string',
          Date: 'string',
          DateTime: 'string',
          // Not a number: 14000000000.1 would be rounded.
          Decimal: 'string',
          JSONObject: 'Record<string, unknown>',
          URL: 'string',
        },
      },
    },
  },
} satisfies CodegenConfig;
