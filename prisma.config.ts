import { defineConfig } from 'prisma/config';

// `prisma generate` never runs the schema engine, but looks for its binary and downloads one where it
// finds none. Naming any existing program keeps it offline; migrations use the WebAssembly engine
// (src/database/migrate.ts). Someone who has the binary may still name it.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
