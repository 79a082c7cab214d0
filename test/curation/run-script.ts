import { execFile } from 'node:child_process';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What a curator sees of `npm run <script> -- <options>`. */
export function run(script: string, options: readonly string[], dataFolder = ''): Promise<Ended> {
  const { TEST_DATABASE_URL, DATABASE_URL, ...variables } = process.env;
  const environment = { ...variables, DATA_FOLDER: dataFolder };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', `scripts/${script}.ts`, ...options],
      { env: environment },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
