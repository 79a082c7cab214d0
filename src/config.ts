import { z } from 'zod';
import { SourcebookError } from './errors.ts';

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host:port/database')
    .optional(),
  DATA_FOLDER: z.string().min(1).default('.data'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export interface Config {
  port: number;
  host: string;
  /** Postgres to use; absent: PGlite in `dataFolder`. */
  databaseUrl: string | undefined;
  dataFolder: string;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/**
 * The settings in `variables`, validated; an empty variable counts as absent.
 * @throws SourcebookError `BAD_CONFIGURATION`, naming each variable but never its value, which may be a secret
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = environment.safeParse(present);
  if (!result.success) {
    const reasons = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new SourcebookError('BAD_CONFIGURATION', reasons.join('; '));
  }
  const { PORT, HOST, DATABASE_URL, DATA_FOLDER, LOG_LEVEL } = result.data;
  return { port: PORT, host: HOST, databaseUrl: DATABASE_URL, dataFolder: DATA_FOLDER, logLevel: LOG_LEVEL };
}
