import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** What lives a few seconds takes a third less time where V8 does not optimise PGlite's code in the background. */
export const quickWasm = '--liftoff-only';

/** What lets Node run TypeScript, from whatever folder. */
export const typescript = new URL('../../scripts/typescript.mjs', import.meta.url).href;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What somebody sees of `npm run <script> -- <options>`, with these variables, in the folder `cwd`. */
export function command(
  script: string,
  options: readonly string[],
  { cwd, ...variables }: Record<string, string> = {},
): Promise<Ended> {
  const { TEST_DATABASE_URL, DATABASE_URL, DATA_FOLDER, ...inherited } = process.env;
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [quickWasm, '--import', typescript, resolve('scripts', `${script}.ts`), ...options],
      { env: { ...inherited, ...variables }, ...(cwd === undefined ? {} : { cwd }) },
      (_, stdout, stderr) => done({ code: child.exitCode, stdout, stderr }),
    );
  });
}
