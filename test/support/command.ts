import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What somebody sees of `npm run <script> -- <options>`, with these variables, in the folder `cwd`. */
export function command(
  script: string,
  options: readonly string[],
  { cwd, ...variables }: Record<string, string>,
): Promise<Ended> {
  const { TEST_DATABASE_URL, DATABASE_URL, ...inherited } = process.env;
  const tsx = import.meta.resolve('tsx');
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      ['--import', tsx, resolve('scripts', `${script}.ts`), ...options],
      { env: { ...inherited, ...variables }, ...(cwd === undefined ? {} : { cwd }) },
      (_, stdout, stderr) => done({ code: child.exitCode, stdout, stderr }),
    );
  });
}
