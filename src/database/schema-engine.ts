import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { SourcebookError } from '../errors.ts';
import type { Database } from './open.ts';

const require = createRequire(import.meta.url);
let started: Promise<void> | undefined;

/** Runs Prisma's schema engine, as WebAssembly, over the adapter that `database` lends it. */
export function withSchemaEngine<Result>(
  database: Database,
  use: (engine: glue.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  return database.forMigrations(async (adapter) => {
    started ??= start();
    await started;
    const bound = bindMigrationAwareSqlAdapterFactory(adapter);
    const engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => {}, bound);
    try {
      return await use(engine);
    } catch (error) {
      throw new SourcebookError('MIGRATION_FAILED', failure(error), { cause: error });
    } finally {
      engine.free();
    }
  });
}

/** The package's own loader expects a bundler; this is what it would do. */
async function start(): Promise<void> {
  const path = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
  const module = await WebAssembly.compile(await readFile(path));
  const { exports } = await WebAssembly.instantiate(module, { './schema_engine_bg.js': imports() });
  glue.__wbg_set_wasm(exports);
  (exports as { __wbindgen_start: () => void }).__wbindgen_start();
}

/**
 * What the engine calls. It never clears the ten seconds that it gives itself to lock the database, and a command that has done
 * all it had to do would only end with them.
 */
function imports(): WebAssembly.ModuleImports {
  const timer = Object.keys(glue).filter((name) => name.startsWith('__wbg_setTimeout'));
  const patient = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
  return { ...glue, ...Object.fromEntries(timer.map((name) => [name, patient])) };
}

/** What the engine says went wrong, without the trace of its own code that it adds: "20260101000000_name: the reason". */
function failure(error: unknown): string {
  const report = error instanceof Error ? error.message : String(error);
  const [, name] = /migration_name="([^"]+)"/.exec(report) ?? [];
  const reason = report
    .replace(/^external connector error/, '')
    .replace(/^\s*0: [\s\S]*/m, '')
    .replace(/\s+/g, ' ')
    .trim();
  return name === undefined ? reason : `${name}: ${reason}`;
}
